/** Recoveries: at most one per region, correct progress counters, termination, no unrelated changes. */
import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import { storesDone } from '../rules/recovery/progress.js';
import type { VersionStatus } from '../statuses.js';
import { recoveryNumbered } from '../world/parent.js';
import type { World } from '../world.js';
import { always, eventually, remembering } from './invariant.js';
import { isHealed, versionWords } from './words.js';

export const oneRecovery = remembering({
  name: 'one-recovery-at-a-time',
  id: 'I24',
  title: 'At most one recovery of a region is unfinished',
  source: 'degraded-mode design, step 8.2',
  kinds: ['recovery-started', 'recovery-phase-changed', 'recovery-abandoned', 'parent-leader-lost'],
  /** The unfinished recovery of each region under this leader. */
  remember: () => new Map<RegionId, number>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind === 'parent-leader-lost') memory.clear();
      else if (fact.kind === 'recovery-started') {
        const other = memory.get(fact.region);
        memory.set(fact.region, fact.recovery);
        if (other !== undefined)
          return [
            `recovery ${fact.recovery} of ${regionName(world.names, fact.region)} starts while recovery ${other} is unfinished`,
          ];
      } else if (fact.kind === 'recovery-abandoned' || fact.phase === 'complete') {
        if (memory.get(fact.region) === fact.recovery) memory.delete(fact.region);
      }
      return [];
    }),
});

/** Attempts of 915 s and checks of six hours, with a margin for earlier stores in the queue. */
const boundMs = 7 * 3_600_000;

export const recoveryTerminates = eventually({
  name: 'recovery-terminates',
  id: 'I26',
  title: 'Every recovery is complete after its attempts and checks, at most about seven hours',
  source: 'DegradedModeRecoveryService#runPhase2Loop',
  kinds: [],
  withinMs: 12 * 3_600_000,
  remember: () => undefined,
  judge: (world, _memory, { now, settled }) =>
    isHealed(world)
      ? [...world.parent.recoveries.values()].flatMap(({ id, region, phase, startedAt }) =>
          phase === 'complete' || (!settled && now - startedAt < boundMs)
            ? []
            : [`recovery ${id} of ${regionName(world.names, region)} is still ${phase}`],
        )
      : [],
});

export const recoveryOnlyLiftsPartial = remembering({
  name: 'recovery-only-lifts-partial',
  id: 'I27',
  title: 'A recovery changes a status only from PARTIALLY_ONLINE to ONLINE',
  source: 'degraded-mode design, step 8.2',
  kinds: ['parent-version-created', 'parent-version-status-set'],
  remember: () => new Map<string, VersionStatus>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      const key = `${fact.store}/${fact.version}`;
      const before = memory.get(key);
      memory.set(key, fact.kind === 'parent-version-created' ? fact.record.status : fact.status);
      if (fact.kind === 'parent-version-created' || fact.rule !== 'RC-5') return [];
      if (before === undefined || (before === 'PARTIALLY_ONLINE' && fact.status === 'ONLINE'))
        return [];
      return [
        `a recovery sets ${versionWords(world, fact.store, fact.version)} from ${before} to ${fact.status}`,
      ];
    }),
});

export const progressConsistent = always({
  name: 'progress-consistent',
  id: 'I25',
  title:
    'A recovery counts each store once: recovered, failed and ended together never exceed its stores, and equal them when it is complete; as designed they are the stores in these states',
  source: 'RecoveryProgress; degraded-mode design, step 8.2',
  kinds: ['recovery-progressed'],
  judge: (world, facts) =>
    facts.flatMap(({ recovery, region, counts }) => {
      const { recoveredStores, failedStores, endedStores, totalStores, complete } = counts;
      const done = storesDone(counts);
      const isPlausible = Math.min(recoveredStores, failedStores, endedStores) >= 0;
      const isCounted = done <= totalStores && (!complete || done === totalStores);
      const name = `recovery ${recovery} of ${regionName(world.names, region)}${complete ? ' is complete and' : ''}`;
      const counted = `${recoveredStores} recovered and ${failedStores} failed of ${totalStores} stores`;
      if (!isPlausible || !isCounted) return [`${name} counts ${counted}`];
      const differs = differingNumbers(world, recovery);
      return differs === '' ? [] : [`${name} ${differs}`];
    }),
});

/** Where the counters of a recovery differ from the states of its stores; as built they mean something else, and are not compared. */
function differingNumbers(world: World, recovery: number): string {
  const found = recoveryNumbered(world.parent.recoveryHistory, recovery);
  if (found === undefined || !world.variant.clampProgress) return '';
  const { counts, tally, stores } = found;
  const pairs = [
    ['recovered', counts.recoveredStores, tally.recovered],
    ['failed', counts.failedStores, tally.failed],
    ['ended', counts.endedStores, tally.skipped],
    ['lifted', counts.versionsTransitioned, stores.filter((one) => one.transitioned).length],
  ] as const;
  const [word, count, inState] = pairs.find(([, one, other]) => one !== other) ?? ['', 0, 0];
  return word === '' ? '' : `counts ${count} stores as ${word}, and ${inState} are ${word}`;
}

export const failedRecoveryAlerted = always({
  name: 'failed-recovery-is-alerted',
  id: 'I47',
  title: 'A store that a recovery gives up on raises an alert at once',
  source: 'degraded-mode design, edge cases: store migration, partial recovery failure',
  kinds: ['recovery-progressed', 'recovery-alerted'],
  judge: (world, facts) => {
    const alerted = new Set(
      facts.flatMap((fact) =>
        fact.kind === 'recovery-alerted' ? [`${fact.region}/${fact.store}`] : [],
      ),
    );
    return facts.flatMap((fact) => {
      if (fact.kind !== 'recovery-progressed' || !givesUp.includes(fact.step)) return [];
      if (alerted.has(`${fact.region}/${fact.store}`)) return [];
      const name = `recovery ${fact.recovery} of ${regionName(world.names, fact.region)} gives up`;
      return [`${name} on ${storeName(world.names, fact.store)} without an alert`];
    });
  },
});

const givesUp: readonly string[] = ['attempts-failed', 'timed-out', 'copy-failed', 'store-gone'];

export const finishedVersionKept = remembering({
  name: 'finished-version-kept',
  id: 'I42',
  title: 'A recovery deletes no version that a region has completed by itself',
  source: 'DataRecoveryManager#prepareStoreVersionForDataRecovery',
  kinds: ['version-created', 'version-status-set', 'version-deleted'],
  /** Status of each version of each region, and whether a recovery made it. */
  remember: () => new Map<string, { status: VersionStatus; recovered: boolean }>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      const key = `${fact.region}/${fact.store}/${fact.version}`;
      const known = memory.get(key);
      if (fact.kind === 'version-created') {
        memory.set(key, { status: fact.status, recovered: fact.recovered });
      } else if (fact.kind === 'version-status-set') {
        memory.set(key, { status: fact.status, recovered: known?.recovered === true });
      } else {
        memory.delete(key);
        if (fact.rule === 'RC-8' && known?.recovered === false && isFinished(known.status))
          return [deletedWords(world, fact, known.status)];
      }
      return [];
    }),
});

function isFinished(status: VersionStatus): boolean {
  return status === 'ONLINE' || status === 'PUSHED';
}

function deletedWords(
  world: World,
  { region, store, version }: { region: number; store: StoreId; version: VersionNumber },
  status: VersionStatus,
): string {
  return `a recovery deletes ${versionWords(world, store, version)} from ${regionName(world.names, region)}, which had completed it (${status})`;
}

export const onlyTheLeaderWrites = remembering({
  name: 'only-the-leader-writes',
  id: 'I44',
  title:
    'The parent writes nothing without a leader, and no recovery of an earlier leader continues',
  source: 'degraded-mode design, step 8: leadership; switch fencing',
  kinds: [
    'parent-version-status-set',
    'registry-written',
    'store-recovery-changed',
    'recovery-started',
  ],
  /** The leader that began each recovery. */
  remember: () => new Map<number, number>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      const { epoch, down } = world.parent;
      if (fact.kind === 'recovery-started') memory.set(fact.recovery, epoch);
      if (fact.kind === 'recovery-started' || fact.kind === 'store-recovery-changed') {
        const of = memory.get(fact.recovery) ?? epoch;
        return of === epoch
          ? []
          : [`recovery ${fact.recovery} of leader ${of} continues under leader ${epoch}`];
      }
      if (down === 0) return [];
      return fact.kind === 'registry-written'
        ? ['the registry is written while the parent has no leader']
        : [
            `${versionWords(world, fact.store, fact.version)} is set to ${fact.status} while the parent has no leader`,
          ];
    }),
});
