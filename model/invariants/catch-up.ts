/** An excluded region catches up after it is unmarked, and its recoveries then end. */
import type { Instant } from '../../sim/index.js';
import {
  regionName,
  type StoreId,
  storeName,
  type VersionAt,
  type VersionNumber,
} from '../names.js';
import { childStore, pushJob } from '../queries/world.js';
import { numberAt, parentStore } from '../world/entries.js';
import type { World } from '../world.js';
import { ingestMs } from './bounds.js';
import { inTime } from './in-time.js';
import { eventually, remembering } from './invariant.js';
import {
  currents,
  isForSomeRegions,
  isHealed,
  isUnasked,
  isWhole,
  type ParentVersionView,
  recovers,
  regionWords,
  versionWords,
} from './words.js';

const secondMs = 1_000;

/** One tick of the monitor, the attempts of one store, and one confirmation check. */
const recoveryMs = (60 + 915 + 30) * secondMs;

const recoveryFacts = {
  kinds: [
    'parent-version-created',
    'parent-version-status-set',
    'version-swapped',
    'version-rolled-back',
    'store-writes-set',
    'rollout-ended',
  ],
  disturbing: [
    'condition-changed',
    'degraded-marked',
    'degraded-unmarked',
    'registry-written',
    'store-changed',
    'parent-leader-lost',
    'parent-leader-elected',
  ],
} as const;

const premises = {
  withinMs: () => recoveryMs,
  premise: (world: World) => isHealed(world) && recovers(world),
  undisturbed: (world: World) => isWhole(world) && recovers(world),
};

/** Time that the recovery of one store may delay others: its attempts, its copy and its check. */
function costOf(world: World, store: StoreId, { bytes }: ParentVersionView): number {
  return recoveryMs + ingestMs(world, store, bytes);
}

export const partialEventuallyOnline = inTime({
  name: 'partial-eventually-online',
  id: 'I18',
  title:
    'A version that left degraded regions out is ONLINE once they are back and recovered: within 60 s, 915 s, its copy and 30 s for each store that waits',
  source: 'degraded-mode design, step 8',
  ...recoveryFacts,
  ...premises,
  debts: (world, store) =>
    owed(world, store).flatMap((version) =>
      version.status === 'PARTIALLY_ONLINE' &&
      currents(world, store).every((current) => current <= version.number)
        ? [
            {
              key: `${version.number}`,
              words: `${versionWords(world, store, version.number)}, which left ${regionWords(world, version.excluded)} out, is still PARTIALLY_ONLINE`,
              costMs: costOf(world, store, version),
            },
          ]
        : [],
    ),
});

export const regionCatchesUp = inTime({
  name: 'region-catches-up',
  id: 'I19',
  title:
    'A region that was left out of a version serves it, or a newer one, once it is back: within 60 s, 915 s, its copy and 30 s for each store that waits',
  source: 'degraded-mode design, step 8',
  ...recoveryFacts,
  ...premises,
  debts: (world, store) =>
    owed(world, store).flatMap((version) => {
      const { number, excluded, status } = version;
      const served = currents(world, store);
      if (!served.includes(number) || status === 'KILLED' || status === 'ERROR') return [];
      const behind = excluded.filter((region) => numberAt(served, region) < number);
      return behind.map((region) => ({
        key: `${number}/${region}`,
        words: `${regionName(world.names, region)} is back, but still serves v${served[region]} of ${storeName(world.names, store)} and not v${number}`,
        costMs: costOf(world, store, version),
      }));
    }),
});

/** Longest time that a version may lack the mark of a region, between two decisions of the parent. */
const unmarkedMs = 30 * secondMs;

export const excludedIsRecoverable = eventually({
  name: 'excluded-is-recoverable',
  id: 'I20',
  title:
    'A version that left a region out as degraded and is served elsewhere is marked for its recovery as long as the region is behind, but for 30 s; one that is ERROR while its job still sees STARTED, from its next check on',
  source: 'degraded-mode design, step 8.1',
  kinds: [
    'add-version-skipped',
    'parent-version-status-set',
    'version-swapped',
    'push-polled',
    'push-ended',
  ],
  withinMs: 0,
  remember: (): Skips => ({ skips: new Map(), wrongSince: new Map(), late: [] }),
  note: ({ world, facts, now, memory: { skips, wrongSince, late } }) => {
    for (const fact of facts) {
      if (fact.kind === 'add-version-skipped')
        skips.set(fact.store, [...(skips.get(fact.store) ?? []), fact]);
      for (const skip of skips.get(fact.store) ?? []) {
        const sentence = awaitsItsJob(world, skip) ? undefined : unrecoverable(world, skip);
        const since = wrongSince.get(skip);
        if (sentence !== undefined && since === undefined) wrongSince.set(skip, now);
        if (sentence !== undefined || since === undefined) continue;
        wrongSince.delete(skip);
        if (now - since > unmarkedMs) late.push(lostFor(world, skip, now - since));
      }
    }
  },
  judge: (world, { skips, late }) => [
    ...late,
    ...[...skips.values()].flat().flatMap((skip) => unrecoverable(world, skip) ?? []),
  ],
});

/** Versions that regions skipped, by store, with the time since when each lacks its mark; messages about late marks. */
interface Skips {
  readonly skips: Map<StoreId, readonly VersionAt[]>;
  readonly wrongSince: Map<VersionAt, Instant>;
  readonly late: string[];
}

function lostFor(world: World, { region, store, version }: VersionAt, ms: number): string {
  const name = `${regionName(world.names, region)} was left out of ${versionWords(world, store, version)}`;
  return `${name}, which was not marked for its recovery for ${Math.floor(ms / secondMs)} s`;
}

function unrecoverable(world: World, { region, store, version }: VersionAt): string | undefined {
  const record = parentStore(world, store).versions.find(({ number }) => number === version);
  const isBehind = childStore(world, region, store).current < version;
  if (record?.degradedSnapshot.includes(region) !== true) return undefined;
  if (!isBehind || !currents(world, store).includes(version)) return undefined;
  if (record.rolledBackBy !== '' || isMeantToStay(world, store, record)) return undefined;
  // Under hooks a push for some regions never reaches the others, and one for all is held back by hooks only.
  if (record.hookGated && (isForSomeRegions(world, record) || !record.converted)) return undefined;
  if (isForSomeRegions(world, record) && isUnasked(world, record, region)) return undefined;
  if (record.status === 'PARTIALLY_ONLINE' && record.excluded.includes(region)) return undefined;
  // A region failed while another one ingests: the kill at the end of the job keeps what is served (VS-11).
  if (record.status === 'ERROR' && seesStarted(world, store, version)) return undefined;
  const name = `${regionName(world.names, region)} was left out of ${versionWords(world, store, version)}`;
  return `${name}, which is ${record.status} and will never be recovered there`;
}

function seesStarted(world: World, store: StoreId, version: VersionNumber): boolean {
  return world.pushes.some(
    (job) =>
      job.store === store &&
      job.version === version &&
      job.state === 'running' &&
      job.lastStatus === 'STARTED',
  );
}

/** A failed push ends, and keeps what regions serve of it, at the next poll of its job; until then only the end of the run counts. */
function awaitsItsJob(world: World, { store, version }: VersionAt): boolean {
  const record = parentStore(world, store).versions.find(({ number }) => number === version);
  if (record?.status !== 'ERROR' || record.push < 0) return false;
  return pushJob(world, record.push).state === 'running';
}

/**
 * If a user defers the swap, or pushes to some regions only, the other regions are the user's responsibility, until the user has rolled
 * all regions forward that have the version.
 */
function isMeantToStay(world: World, store: StoreId, record: ParentVersionView): boolean {
  const { deferredByUser, status, number, excluded } = record;
  if (!deferredByUser) return status === 'STARTED' || status === 'PUSHED';
  return currents(world, store).some(
    (current, region) => current < number && !excluded.includes(region),
  );
}

export const recoveryQuiesces = remembering({
  name: 'recovery-quiesces',
  id: 'I21',
  title:
    'Recoveries of a region end without other changes: at most five start while nothing is broken',
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
  /** Recoveries of each region started since the last other change. */
  remember: () => new Map<number, number>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind !== 'recovery-started') {
        memory.clear();
        return [];
      }
      if (!isWhole(world) || fact.stores.some(({ store }) => isRefusedFor(world, store))) return [];
      const count = (memory.get(fact.region) ?? 0) + 1;
      memory.set(fact.region, count);
      return count === 6
        ? [
            `recovery number 6 of ${regionName(world.names, fact.region)} starts although nothing has changed since the first`,
          ]
        : [];
    }),
});

/** True if a store migrates or has writes disabled: it cannot be recovered until an operator changes that. */
function isRefusedFor(world: World, store: number): boolean {
  const { migrating, writesEnabled } = parentStore(world, store);
  const closed = world.regions.some(({ stores }) => stores[store]?.writesEnabled === false);
  return migrating === true || writesEnabled === false || closed;
}

/** The newest version of a store, if it has excluded regions to recover. */
function owed(world: World, store: StoreId): ParentVersionView[] {
  const version = parentStore(world, store).versions.at(-1);
  if (version === undefined || version.excluded.length === 0 || version.rolledBackBy !== '')
    return [];
  const isGatedForSome = version.hookGated && isForSomeRegions(world, version);
  const isVetoed = version.hookGated && vetoed(world, store, version.number);
  const isExempt =
    isMeantToStay(world, store, version) ||
    isVetoed ||
    isGatedForSome ||
    isRefusedFor(world, store);
  return isExempt ? [] : [version];
}

function vetoed(world: World, store: number, version: number): boolean {
  const rollout = world.parent.rollouts.get(store);
  return rollout?.version === version && rollout.outcome !== 'completed';
}
