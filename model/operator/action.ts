/**
 * Operator actions of a timeline: names and declared fields. The operator actor executes them.
 */
import { type Fields, field, optionalField } from '../fields.js';

/** One operator action. */
export interface OperatorAction {
  readonly action: string;
  readonly title: string;
  /** Effect on the model, one or two sentences. */
  readonly does: string;
  /** Example line of a timeline. */
  readonly example: string;
  readonly source: string;
  /** An operator should not do it: `explore` draws it with the option --mistakes only. */
  readonly isMistake?: true;
  /** Weight with which `explore` draws it, relative to other actions; absent = 1. */
  readonly drawWeight?: number;
  readonly fields: Fields;
}

const region = field('region', 'the region it is about');
const store = field('store', 'the store it is about');

/** Every operator action, in the order of the reference text. */
export const operatorActions = [
  {
    action: 'mark-degraded',
    title: 'Mark a region as degraded',
    does:
      'The parent writes the mark into its registry. From then on full pushes of user stores ' +
      'without real-time data leave the region out, and incremental pushes are refused.',
    example: 'at: 10m, operator: mark-degraded, region: dc-1, timeout: 3h, by: oncall',
    source: 'VeniceParentHelixAdmin#markDatacenterDegraded',
    drawWeight: 4,
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
    does:
      'The parent removes the mark and, with degraded.mode.auto.recovery.enabled, copies into ' +
      'the region every version that left it out.',
    example: 'at: 3h, operator: unmark-degraded, region: dc-1',
    source: 'VeniceParentHelixAdmin#unmarkDatacenterDegraded',
    drawWeight: 3,
    fields: { region },
  },
  {
    action: 'set-emergency-source',
    title: 'Configure the emergency source region',
    does:
      'Versions that are created or recovered from then on take their bytes from this region, ' +
      'as far as the switch emergency-for-all-stores and the store allow. It needs no parent ' +
      'controller.',
    example: 'at: 10m, operator: set-emergency-source, region: dc-2',
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
    does:
      "The parent reads the cluster's live configuration, changes one value and writes all of " +
      'it back, marks included: a mark that was written in between is lost unless registry-cas ' +
      'is on.',
    example: 'at: 10m, operator: update-cluster-config, degradedMode: false',
    source: 'ClusterRoutes (update_cluster_config)',
    isMistake: true,
    fields: {
      degradedMode: field('flag', 'degraded.mode.enabled', { fallback: true }),
    },
  },
  {
    action: 'set-store',
    title: 'Change a store: begin or end its migration, disable or enable its writes',
    does:
      'A migrating store takes no part in data recovery. While writes are disabled no version is ' +
      'added: the parent refuses pushes, and a region tries the message again. A completed version ' +
      'stays PUSHED, regions refuse to roll forward or back, and the swap service cannot end a ' +
      'rollout. With `regions` only their own records change.',
    example: 'at: 10m, operator: set-store, store: profiles, migrating: true',
    source: 'VeniceHelixAdmin#updateStore',
    isMistake: true,
    fields: {
      store,
      migrating: optionalField('flag', 'whether the store is migrating; absent = as it was'),
      writes: optionalField('flag', 'whether writes are enabled; absent = as it was'),
      regions: optionalField(
        'regions',
        'where writes change; absent = in the parent and everywhere',
      ),
    },
  },
  {
    action: 'update-store',
    title: "Change a store's hooks or its configuration of them; the hooks themselves may object",
    does:
      'The hooks registered before are asked whether they accept the change; it is carried out ' +
      'as a whole or refused as a whole.',
    example:
      'at: 10m, operator: update-store, store: profiles, hookConfig: { minimum-delay.between: 5m }',
    source: 'StoreConfigUpdater#applyOnParent; VIP-4, validateHookConfig',
    isMistake: true,
    fields: {
      store,
      hooks: optionalField(
        'names',
        'the kinds of hooks registered from now on; absent = as before, as built an empty list, too',
        { samples: [[], ['minimum-delay'], ['scripted'], ['minimum-delay', 'scripted']] },
      ),
      hookConfig: optionalField('settings', 'keys and values added to what the store overrides', {
        samples: [{ 'minimum-delay.between': '1m' }, { 'minimum-delay.between': '20m' }],
      }),
    },
  },
  {
    action: 'register-schema',
    title: 'Register a new schema of a store, outside any push',
    does:
      'The hooks before and after the registration of a schema are asked; a veto refuses this ' +
      'request and nothing else.',
    example: 'at: 10m, operator: register-schema, store: profiles',
    source: 'ParentSchemaOrchestrator; VIP-4, preSchemaRegistration',
    fields: { store },
  },
  {
    action: 'kill-push',
    title: 'Kill a push',
    does:
      'The parent kills the version of the push: regions that do not serve it stop reading and ' +
      'delete it, its job fails. Before the version exists nothing happens.',
    example: 'at: 10m, operator: kill-push, push: p1',
    source: 'VeniceParentHelixAdmin#killOfflinePush',
    fields: { push: field('push', 'the push to kill') },
  },
  {
    action: 'roll-forward',
    title: 'Roll a store forward to its finished future version by hand',
    does:
      'The parent calls the regions one after the other, in the order of its client map, and ' +
      'each serves its finished future version. As built every region is called, and the first ' +
      'that does not answer ends it.',
    example: 'at: 1h, operator: roll-forward, store: profiles, regions: [dc-0]',
    source: 'VeniceParentHelixAdmin#rollForwardToFutureVersion',
    fields: { store, regions: optionalField('regions', 'only these regions; absent means all') },
  },
  {
    action: 'roll-back',
    title: 'Roll a store back to its backup version by hand',
    does:
      'The parent sends the regions a message to serve their backup version again; the version they leave' +
      ' is ROLLED_BACK, and for a day no new version is admitted.',
    example: 'at: 1h, operator: roll-back, store: profiles',
    source: 'VeniceParentHelixAdmin#rollbackToBackupVersion',
    fields: { store, regions: optionalField('regions', 'only these regions; absent means all') },
  },
  {
    action: 'delete-version',
    title: 'Delete one version everywhere; the one that is served stays',
    does:
      'Every region deletes the version unless it serves it; the parent forgets its record. The' +
      " parent's current version is refused.",
    example: 'at: 1h, operator: delete-version, store: profiles, version: 1',
    source: 'VeniceParentHelixAdmin#deleteOldVersionInStore',
    isMistake: true,
    fields: { store, version: field('count', 'the version to delete', { min: 1 }) },
  },
  {
    action: 'force-current-version',
    title: 'Mistake: set the version a region serves, whatever its state',
    does:
      'The region serves this version at once, finished or not. It needs no parent controller; ' +
      'a version that is not there is refused.',
    example: 'at: 1h, operator: force-current-version, store: profiles, region: dc-1, version: 1',
    source: 'VeniceHelixAdmin#setStoreCurrentVersion',
    isMistake: true,
    fields: { store, region, version: field('count', 'the version to serve', { min: 1 }) },
  },
  {
    action: 'truncate-topic',
    title: "Mistake: truncate a version's topic in a region",
    does:
      'The topic of the version in this region can no longer be read from its beginning, and is' +
      ' gone some ten minutes later. It needs no parent controller.',
    example: 'at: 1h, operator: truncate-topic, store: profiles, region: dc-0, version: 2',
    source: 'VeniceHelixAdmin#truncateKafkaTopic',
    isMistake: true,
    fields: {
      store,
      region,
      version: field('count', 'the version whose topic is truncated', { min: 1 }),
    },
  },
] as const satisfies readonly OperatorAction[];

export type OperatorActionName = (typeof operatorActions)[number]['action'];
