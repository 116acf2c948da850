/** A region that was left out catches up once it is back, and recovery then leaves it alone. */
import { regionName, storeName } from '../names.js';
import { childStore } from '../queries/world.js';
import { parentStore } from '../world/entries.js';
import type { World } from '../world.js';
import { eventually, remembering } from './invariant.js';
import {
  currents,
  isForSomeRegions,
  isHealed,
  isUnasked,
  overParentVersions,
  type ParentVersionView,
  recovers,
  regionWords,
  versionWords,
} from './words.js';

const minuteMs = 60_000;

/** One look of the monitor, three attempts, one copy and its confirmation; and the queue before it. */
const recoveryMs = 12 * 60 * minuteMs;

export const partialEventuallyOnline = eventually({
  name: 'partial-eventually-online',
  id: 'I18',
  title: 'A version that left degraded regions out is ONLINE once they are back and recovered',
  source: 'degraded-mode design, step 8',
  kinds: [],
  withinMs: recoveryMs,
  remember: () => undefined,
  judge: (world) =>
    owed(world).flatMap(({ store, version }) =>
      version.status === 'PARTIALLY_ONLINE' &&
      currents(world, store).every((current) => current <= version.number)
        ? [
            `${versionWords(world, store, version.number)}, which left ${regionWords(world, version.excluded)} out, is still PARTIALLY_ONLINE`,
          ]
        : [],
    ),
});

export const regionCatchesUp = eventually({
  name: 'region-catches-up',
  id: 'I19',
  title: 'A region that was left out of a version serves it, or a newer one, once it is back',
  source: 'degraded-mode design, step 8',
  kinds: [],
  withinMs: recoveryMs,
  remember: () => undefined,
  judge: (world) =>
    owed(world).flatMap(({ store, version: { number, excluded, status } }) => {
      const served = currents(world, store);
      if (!served.includes(number) || status === 'KILLED' || status === 'ERROR') return [];
      const behind = excluded.filter((region) => (served[region] ?? 0) < number);
      return behind.map(
        (region) =>
          `${regionName(world.names, region)} is back, but still serves v${served[region]} of ${storeName(world.names, store)} and not v${number}`,
      );
    }),
});

export const excludedIsRecoverable = eventually({
  name: 'excluded-is-recoverable',
  id: 'I20',
  title:
    'A version that left a region out as degraded and is served elsewhere is marked for its recovery as long as the region is behind',
  source: 'degraded-mode design, step 8.1',
  kinds: ['add-version-skipped'],
  withinMs: 0,
  remember: () => [] as { region: number; store: number; version: number }[],
  note: ({ facts, memory }) => {
    for (const { region, store, version } of facts) memory.push({ region, store, version });
  },
  judge: (world, skips) =>
    skips.flatMap(({ region, store, version }) => {
      const record = parentStore(world, store).versions.find(({ number }) => number === version);
      const isBehind = childStore(world, region, store).current < version;
      if (record?.degradedSnapshot.includes(region) !== true) return [];
      if (!isBehind || !currents(world, store).includes(version)) return [];
      if (record.rolledBackBy !== '' || isMeantToStay(record)) return [];
      // Under hooks a push for some regions never reaches the others, and one for all is held back by hooks only.
      if (record.hookGated && (isForSomeRegions(world, record) || !record.converted)) return [];
      if (isForSomeRegions(world, record) && isUnasked(world, record, region)) return [];
      const isFlagged = record.status === 'PARTIALLY_ONLINE' && record.excluded.includes(region);
      const name = `${regionName(world.names, region)} was left out of ${versionWords(world, store, version)}, which is ${record.status}`;
      return isFlagged ? [] : [`${name} and will never be recovered there`];
    }),
});

/** A user who defers the swap, or asks for some regions only, takes care of the others. */
function isMeantToStay({ deferredByUser, status }: ParentVersionView): boolean {
  return deferredByUser || status === 'STARTED' || status === 'PUSHED';
}

export const recoveryQuiesces = remembering({
  name: 'recovery-quiesces',
  id: 'I21',
  title:
    'Recoveries of a region end when nothing changes: no more than five start in a healthy world',
  source: 'degraded-mode design, step 8',
  kinds: [
    'recovery-started',
    'fault-began',
    'fault-healed',
    'operator-acted',
    'degraded-marked',
    'degraded-unmarked',
    'push-requested',
    'parent-leader-elected',
    'store-changed',
  ],
  /** How many recoveries of each region have started since anything else happened. */
  remember: () => new Map<number, number>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind !== 'recovery-started') {
        memory.clear();
        return [];
      }
      if (!isHealed(world) || fact.stores.some(({ store }) => isRefusedFor(world, store)))
        return [];
      const count = (memory.get(fact.region) ?? 0) + 1;
      memory.set(fact.region, count);
      return count === 6
        ? [
            `recovery number 6 of ${regionName(world.names, fact.region)} starts although nothing has changed since the first`,
          ]
        : [];
    }),
});

/** A store that migrates or takes no writes cannot be recovered; whoever asks again waits for a person. */
function isRefusedFor(world: World, store: number): boolean {
  const { migrating, writesEnabled } = parentStore(world, store);
  const closed = world.regions.some(({ stores }) => stores[store]?.writesEnabled === false);
  return migrating === true || writesEnabled === false || closed;
}

/** The newest version of each store that left regions out, if all is healed and recovery is built. */
function owed(world: World): { store: number; version: ParentVersionView }[] {
  if (!isHealed(world) || !recovers(world)) return [];
  return overParentVersions(world, (store, version) => {
    const isNewest = parentStore(world, store).versions.at(-1) === version;
    const isOwed = version.excluded.length > 0 && version.rolledBackBy === '';
    const isGatedForSome = version.hookGated && isForSomeRegions(world, version);
    const isVetoed = version.hookGated && vetoed(world, store, version.number);
    const isExempt =
      isMeantToStay(version) || isVetoed || isGatedForSome || isRefusedFor(world, store);
    return isNewest && isOwed && !isExempt ? [{ store, version }] : [];
  });
}

function vetoed(world: World, store: number, version: number): boolean {
  const rollout = world.parent.rollouts.get(store);
  return rollout?.version === version && rollout.outcome !== 'completed';
}
