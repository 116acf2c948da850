/** Admission and conversion of pushes while regions are degraded. */
import { pushName, regionName, type StoreId, storeName } from '../names.js';
import { allRegions, childStore, parentVersion } from '../queries/world.js';
import { parentStore, storeSetup } from '../world/entries.js';
import type { World } from '../world.js';
import { always } from './invariant.js';
import { regionWords, versionWords } from './words.js';

export const noIncrementalWhileDegraded = always({
  name: 'no-incremental-while-degraded',
  id: 'I33',
  title: 'No incremental push is admitted while a region is marked degraded',
  source: 'degraded-mode design, step 6',
  kinds: ['job-accepted'],
  judge: (world, facts) =>
    facts.flatMap(({ push, store, sentAt }) => {
      if (world.pushes[push]?.mode !== 'incremental') return [];
      const { enabled, stored } = world.parent.registry;
      // A mark made after the response was sent does not count.
      const marked = stored.filter(({ since }) => since < sentAt).map(({ region }) => region);
      if (!enabled || marked.length === 0) return [];
      const name = `the incremental push ${pushName(world.names, push)} of ${storeName(world.names, store)} begins`;
      return [`${name} while ${regionWords(world, marked)} is marked degraded`];
    }),
});

export const convertedTargetsHealthy = always({
  name: 'converted-targets-healthy',
  id: 'I34',
  title:
    'A full push of an ordinary store that begins while regions are degraded is for healthy regions only; if it was converted for that, it defers its swap',
  source: 'degraded-mode design, step 2',
  kinds: ['parent-version-created'],
  judge: (world, facts) =>
    facts.flatMap(({ store, version, record }) => {
      const { targets, degradedSnapshot, swapDeferred, converted } = record;
      const name = versionWords(world, store, version);
      const meant = targets.length === 0 ? allRegions(world) : targets;
      const sick = meant.filter((region) => degradedSnapshot.includes(region));
      return [
        ...(sick.length === 0 || isLeftAlone(world, store)
          ? []
          : [`${name} is for ${regionWords(world, sick)}, which is degraded`]),
        ...(converted && !swapDeferred
          ? [`${name} was converted and does not defer its swap`]
          : []),
      ];
    }),
});

/** Stores that are never converted: they have their own replication, or none. */
function isLeftAlone(world: World, store: StoreId): boolean {
  const { hybrid, system } = storeSetup(world, store);
  return hybrid || system;
}

export const oneSnapshot = always({
  name: 'one-snapshot',
  id: 'I35',
  title:
    'The degraded regions reported to a push job are exactly those that its version leaves out as degraded',
  source: 'degraded-mode design, step 2 and step 4',
  kinds: ['job-accepted'],
  judge: (world, facts) =>
    facts.flatMap(({ push, store, version, degraded }) => {
      const record = parentVersion(world, store, version);
      if (record === undefined || world.pushes[push]?.mode === 'incremental') return [];
      const { targets, excluded } = record;
      const extra = degraded.filter((region) => targets.length === 0 || targets.includes(region));
      const missing = excluded.filter((region) => !degraded.includes(region));
      const name = world.names.pushes[push];
      return [
        ...(extra.length === 0
          ? []
          : [
              `${name} is notified that ${regionWords(world, extra)} is degraded, but v${version} is for it too`,
            ]),
        ...(missing.length === 0
          ? []
          : [`${name} is not notified that v${version} leaves ${regionWords(world, missing)} out`]),
      ];
    }),
});

export const sourceHealthy = always({
  name: 'source-healthy',
  id: 'I36',
  title:
    'A converted push is written in a region that is not degraded, unless an operator has made it the emergency source; a recovery reads from another region, which holds all of it',
  source: 'degraded-mode design, critical issue 3 and step 8.3',
  kinds: ['parent-version-created', 'version-created'],
  judge: (world, facts) =>
    facts.flatMap((fact) => {
      if (fact.kind === 'parent-version-created') {
        const { converted, sourceFabric, degradedSnapshot } = fact.record;
        // An operator's emergency source overrides all other choices.
        const isOrdered = world.parent.emergencySource === regionName(world.names, sourceFabric);
        return converted && !isOrdered && degradedSnapshot.includes(sourceFabric)
          ? [
              `${versionWords(world, fact.store, fact.version)} is to be written in ${regionName(world.names, sourceFabric)}, which is degraded`,
            ]
          : [];
      }
      const { recovered, region, store, version, ingestion } = fact;
      if (!recovered) return [];
      const name = `${regionName(world.names, region)} recovers ${versionWords(world, store, version)}`;
      if (ingestion.source === region) return [`${name} from itself`];
      const topic = childStore(world, ingestion.source, store).topics.get(ingestion.sourceVersion);
      return topic?.endOfPush === true
        ? []
        : [
            `${name} from ${regionName(world.names, ingestion.source)}, which does not hold all of it`,
          ];
    }),
});

export const migratingUntouched = always({
  name: 'migrating-untouched',
  id: 'I37',
  title: 'No recovery touches a store that is migrating',
  source: 'DataRecoveryManager#prepareStoreVersionForDataRecovery',
  kinds: ['version-created'],
  judge: (world, facts) =>
    facts.flatMap(({ recovered, region, store, version }) =>
      recovered && parentStore(world, store).migrating === true
        ? [
            `${regionName(world.names, region)} recovers ${versionWords(world, store, version)}, which is migrating`,
          ]
        : [],
    ),
});
