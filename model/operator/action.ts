/**
 * What an operator can do in a timeline: a named action with declared fields. The operator actor carries actions out; this file only
 * says what they are called and what they need.
 */
import { type Fields, field, optionalField } from '../fields.js';

/** One operator action as a file may name it. */
export interface OperatorAction {
  readonly action: string;
  readonly title: string;
  readonly source: string;
  readonly fields: Fields;
}

const region = field('region', 'the region it is about');
const store = field('store', 'the store it is about');

/** Every operator action, in the order of the reference text. */
export const operatorActions = [
  {
    action: 'mark-degraded',
    title: 'Mark a region as degraded',
    source: 'VeniceParentHelixAdmin#markDatacenterDegraded',
    fields: {
      region,
      timeout: field('duration', 'advisory: an alert is raised when the mark is older', {
        fallback: 7_200_000,
      }),
      by: field('text', 'who does it', { fallback: 'operator' }),
    },
  },
  {
    action: 'unmark-degraded',
    title: 'Take the degraded mark off a region, which starts its recovery',
    source: 'VeniceParentHelixAdmin#unmarkDatacenterDegraded',
    fields: { region },
  },
  {
    action: 'set-emergency-source',
    title: 'Configure the emergency source region',
    source: 'emergency.source.region',
    fields: {
      region: optionalField(
        'region',
        'the healthy region that others copy; absent clears the setting',
      ),
    },
  },
  {
    action: 'update-cluster-config',
    title: "Write the cluster's live configuration, which also holds the marks",
    source: 'ClusterRoutes (update_cluster_config)',
    fields: {
      degradedMode: field('flag', 'degraded.mode.enabled', { fallback: true }),
    },
  },
  {
    action: 'set-store',
    title: 'Change a store: begin or end its migration, disable or enable its writes',
    source: 'VeniceHelixAdmin#updateStore',
    fields: {
      store,
      migrating: optionalField('flag', 'whether the store is migrating; absent = as it was'),
      writes: optionalField('flag', 'whether writes are enabled; absent = as it was'),
    },
  },
  {
    action: 'update-store',
    title: "Change a store's hooks or its configuration of them; the hooks themselves may object",
    source: 'StoreConfigUpdater#applyOnParent; VIP-4, validateHookConfig',
    fields: {
      store,
      hooks: optionalField(
        'names',
        'the kinds of hooks registered from now on; absent = as before',
      ),
      hookConfig: optionalField('settings', 'keys and values added to what the store overrides'),
    },
  },
  {
    action: 'register-schema',
    title: 'Register a new schema of a store, outside any push',
    source: 'ParentSchemaOrchestrator; VIP-4, preSchemaRegistration',
    fields: { store },
  },
  {
    action: 'kill-push',
    title: 'Kill a push',
    source: 'VeniceParentHelixAdmin#killOfflinePush',
    fields: { push: field('push', 'the push to kill') },
  },
  {
    action: 'roll-forward',
    title: 'Roll a store forward to its finished future version by hand',
    source: 'VeniceParentHelixAdmin#rollForwardToFutureVersion',
    fields: { store, regions: optionalField('regions', 'only these regions; absent means all') },
  },
  {
    action: 'roll-back',
    title: 'Roll a store back to its backup version by hand',
    source: 'VeniceParentHelixAdmin#rollbackToBackupVersion',
    fields: { store, regions: optionalField('regions', 'only these regions; absent means all') },
  },
  {
    action: 'delete-version',
    title: 'Delete one version everywhere; the one that is served stays',
    source: 'VeniceParentHelixAdmin#deleteOldVersionInStore',
    fields: { store, version: field('count', 'the version to delete', { min: 1 }) },
  },
  {
    action: 'force-current-version',
    title: 'Mistake: set the version a region serves, whatever its state',
    source: 'VeniceHelixAdmin#setStoreCurrentVersion',
    fields: { store, region, version: field('count', 'the version to serve', { min: 1 }) },
  },
  {
    action: 'truncate-topic',
    title: "Mistake: truncate a version's topic in a region",
    source: 'VeniceHelixAdmin#truncateKafkaTopic',
    fields: {
      store,
      region,
      version: field('count', 'the version whose topic is truncated', { min: 1 }),
    },
  },
] as const satisfies readonly OperatorAction[];

export type OperatorActionName = (typeof operatorActions)[number]['action'];
