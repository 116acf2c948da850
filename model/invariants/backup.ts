/** Backups: their retention, and the target of a rollback. */
import type { Instant } from '../../sim/index.js';
import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import { childStore, childVersion } from '../queries/world.js';
import type { World } from '../world.js';
import { remembering } from './invariant.js';
import { placeKey, repushedFrom, versionWords } from './words.js';

/** A version that must be kept because a newer one has just taken its place. */
interface Guarded {
  readonly backup: VersionNumber;
  readonly by: VersionNumber;
  readonly since: Instant;
  readonly isRepush: boolean;
}

const hourMs = 3_600_000;

export const backupRetained = remembering({
  name: 'backup-retained',
  id: 'I5',
  title:
    'After a swap the version served before is kept until the next push starts, or for 7 days (1 hour under its own repush)',
  source: 'degraded-mode design, step 5; BackupStrategy',
  kinds: ['version-created', 'version-swapped', 'version-rolled-back', 'version-deleted'],
  remember: () => new Map<string, Guarded>(),
  judge: ({ world, facts, now, memory }) => {
    for (const fact of facts) {
      if (fact.kind === 'version-created' && !fact.recovered) memory.delete(placeKey(fact));
      else if (fact.kind === 'version-rolled-back') memory.delete(placeKey(fact));
      else if (fact.kind === 'version-swapped') memory.delete(placeKey(fact));
    }
    for (const fact of facts) {
      if (fact.kind !== 'version-swapped' || fact.from === 0 || fact.from > fact.version) continue;
      if (fact.because === 'forced') continue;
      const { region, store, version } = fact;
      if (nextPushHasStarted(world, fact)) continue;
      const isRepush = (childVersion(world, { region, store, version })?.repushSource ?? 0) > 0;
      memory.set(placeKey(fact), { backup: fact.from, by: version, since: now, isRepush });
    }
    return facts.flatMap((fact) => {
      if (fact.kind !== 'version-deleted') return [];
      const guarded = memory.get(placeKey(fact));
      if (guarded?.backup !== fact.version) return [];
      const keptMs = now - guarded.since;
      // A repush contains the records of its source, so the cleanup may keep an older backup instead of the source.
      if (guarded.isRepush && hasOtherBackup(world, fact, guarded.by)) return [];
      if (keptMs >= (guarded.isRepush ? hourMs : 7 * 24 * hourMs)) return [];
      const name = `${regionName(world.names, fact.region)} deletes ${versionWords(world, fact.store, fact.version)}`;
      return [
        `${name}, its backup, ${Math.round(keptMs / 60_000)} min after v${guarded.by} took over`,
      ];
    });
  },
});

/** True if a good version below the served one still exists. */
function hasOtherBackup(
  world: World,
  { region, store }: { region: number; store: number },
  served: VersionNumber,
): boolean {
  const versions = childStore(world, region, store).versions;
  return versions.some(({ number, status }) => number < served && status === 'ONLINE');
}

/** A recovery may swap in a version while the next push is already running: that push no longer protects the backup. */
function nextPushHasStarted(
  world: World,
  { region, store, version }: { region: number; store: number; version: number },
): boolean {
  return childStore(world, region, store).versions.some(({ number }) => number > version) === true;
}

export const recoverySourceAlive = remembering({
  name: 'recovery-source-alive',
  id: 'I6',
  title: 'The topic that a recovery reads is kept until the region has all of it',
  source: 'degraded-mode design, critical issue 2',
  kinds: ['version-created', 'topic-truncated', 'topic-deleted'],
  /** Which regions began to rebuild a version from each topic. */
  remember: () => new Map<string, { reader: RegionId; version: VersionNumber }[]>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind === 'version-created') {
        const { region: reader, version, recovered, ingestion } = fact;
        const { source: region, sourceVersion } = ingestion;
        if (!recovered || reader === region) return [];
        const key = `${placeKey({ region, store: fact.store })}/${sourceVersion}`;
        memory.set(key, [...(memory.get(key) ?? []), { reader, version }]);
        return [];
      }
      const readers = memory.get(`${placeKey(fact)}/${fact.version}`) ?? [];
      return readers.flatMap(({ reader, version }) => {
        if (!stillReads(world, reader, fact.store, version)) return [];
        const how = fact.kind === 'topic-deleted' ? 'deletes' : 'truncates';
        const name = `${regionName(world.names, fact.region)} ${how} the topic of ${versionWords(world, fact.store, fact.version)}`;
        return [`${name} while ${regionName(world.names, reader)} still reads it to recover`];
      });
    }),
});

/** True if the region is still copying the rebuilt version. */
function stillReads(
  world: World,
  region: RegionId,
  store: StoreId,
  version: VersionNumber,
): boolean {
  const found = childVersion(world, { region, store, version });
  if (found?.recovered !== true || found.status !== 'STARTED') return false;
  return found.ingestion.phase === 'held' || found.ingestion.phase === 'replicating';
}

export const rollbackRestores = remembering({
  name: 'rollback-restores',
  id: 'I8',
  title: 'A rollback returns a region to the version that it served just before',
  source: 'VIP-4, rollback; degraded-mode design, critical issue 2',
  kinds: ['version-swapped', 'version-rolled-back'],
  /** The predecessor of each version, and the source of a repush, by region, store and version. */
  remember: () => new Map<string, { readonly from: VersionNumber; readonly of: VersionNumber }>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      const key = `${placeKey(fact)}/${fact.version}`;
      if (fact.kind === 'version-swapped') {
        memory.set(key, { from: fact.from, of: repushedFrom(world, fact.store, fact.version) });
        return [];
      }
      let last = memory.get(key);
      const before = last?.from ?? 0;
      // A repush and its source have the same content; a rollback may skip both.
      while (last !== undefined && last.from !== fact.to && last.from === last.of)
        last = memory.get(`${placeKey(fact)}/${last.from}`);
      if (last === undefined || last.from === 0 || last.from === fact.to) return [];
      const name = `${regionName(world.names, fact.region)} rolls ${storeName(world.names, fact.store)} back from v${fact.version}`;
      return [`${name} to v${fact.to}, but served v${before} before it`];
    }),
});
