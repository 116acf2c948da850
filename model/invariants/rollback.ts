/** Rollbacks affect only their version, and a rolled-back version is not recovered. */
import { regionName, type StoreId, storeName, type VersionNumber } from '../names.js';
import { parentVersion } from '../queries/world.js';
import { always, remembering } from './invariant.js';
import { versionWords } from './words.js';

export const rollbackOnlyWhereServing = remembering({
  name: 'rollback-only-where-serving',
  id: 'I9',
  title: 'A rollback of a version moves only regions that serve that version',
  source: 'VeniceHelixAdmin#rollbackToBackupVersion; VIP-4, rollback',
  kinds: ['admin-message-sent', 'version-rolled-back'],
  /** The rolled-back versions of each store; a message may wait in a region while the next one is sent. */
  remember: () => new Map<StoreId, VersionNumber[]>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind === 'admin-message-sent') {
        const { admin } = fact;
        if (admin.kind === 'RollBack')
          memory.set(admin.store, [...(memory.get(admin.store) ?? []), admin.version]);
        return [];
      }
      const meant = memory.get(fact.store) ?? [];
      if (meant.length === 0 || meant.includes(fact.version)) return [];
      const name = `${regionName(world.names, fact.region)} goes from v${fact.version} of ${storeName(world.names, fact.store)} to v${fact.to}`;
      return [`${name} although the rollback is about v${meant.at(-1)}`];
    }),
});

export const rolledBackNotResurrected = always({
  name: 'rolled-back-not-resurrected',
  id: 'I11',
  title: 'A version that an operator or a hook rolled back is never recovered into a region',
  source: 'degraded-mode design, recovery; VIP-4, rollback',
  kinds: ['version-created'],
  judge: (world, facts) =>
    facts.flatMap(({ recovered, region, store, version, ingestion }) => {
      const by = parentVersion(world, store, ingestion.sourceVersion)?.rolledBackBy ?? '';
      if (!recovered || by === '') return [];
      const name = `a recovery creates ${versionWords(world, store, version)} in ${regionName(world.names, region)}`;
      return [`${name} although ${by === 'hook' ? 'a hook' : 'an operator'} rolled it back`];
    }),
});
