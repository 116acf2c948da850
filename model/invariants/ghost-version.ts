/** No region creates, and no leader reads, a version that the region was left out of because it was degraded. */

import type { FactOf } from '../facts.js';
import { regionName, storeName } from '../names.js';
import { namesOf } from '../queries/world.js';
import { parentStore, regionAt } from '../world/entries.js';
import { always } from './invariant.js';

export const noGhostVersion = always({
  name: 'no-ghost-version',
  id: 'I1',
  title: 'A region creates no version that it was left out of as degraded, except to recover it',
  source: 'degraded-mode design, critical issue 4',
  kinds: ['version-created'],
  judge: (world, facts) =>
    facts.flatMap((fact) => {
      if (fact.recovered || !wasLeftOut(fact)) return [];
      const { region, store, version } = fact;
      const name = `${regionName(world.names, region)} created v${version} of ${storeName(world.names, store)}`;
      return [
        `${name} although it was degraded when the version was made for ${namesOf(world, fact.admin.targets).join(', ')}`,
      ];
    }),
});

export const degradedNeverIngests = always({
  name: 'degraded-never-ingests',
  id: 'I2',
  title: 'No leader of a region reads a version that the region was left out of as degraded',
  source: 'degraded-mode design, step 3',
  kinds: ['replication-started'],
  judge: (world, facts) =>
    facts.flatMap((fact) => {
      const { region, store, version } = fact;
      const found = regionAt(world, region).stores[store]?.versions.find(
        ({ number }) => number === version,
      );
      const record = parentStore(world, store).versions.find(({ number }) => number === version);
      if (found === undefined || found.recovered || record === undefined) return [];
      // The second phase of a targeted push reaches every region; under hooks it is no recovery.
      const rollout = world.parent.rollouts.get(store);
      if (rollout?.version === version && rollout.plan === 'then-copies') return [];
      const leftOut =
        record.degradedSnapshot.includes(region) &&
        record.targets.length > 0 &&
        !record.targets.includes(region);
      if (!leftOut) return [];
      return [
        `leaders of ${regionName(world.names, region)} read v${version} of ${storeName(world.names, store)}, which left the region out`,
      ];
    }),
});

function wasLeftOut({ region, admin }: FactOf<'version-created'>): boolean {
  return admin.degraded.includes(region) && admin.targeted && !admin.targets.includes(region);
}
