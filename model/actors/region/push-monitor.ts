/**
 * A region's push monitor: evaluates the replicas and Da Vinci instances of a push, decides whether it is complete or failed, and updates
 * the version. It runs only while the region's controller works; at its return it reviews what it missed.
 */

import { replicaFailure } from '../../failures.js';
import { type RegionId, regionName, type VersionAt } from '../../names.js';
import { rolloutOrderOf } from '../../queries/configuration.js';
import { runner } from '../../queries/registered-hooks.js';
import {
  childStore,
  childVersion,
  controllerUp,
  hooksOf,
  namesOf,
  pushRecord,
} from '../../queries/world.js';
import {
  hasStandby,
  leadersToDisable,
  partitionsOf,
  tableDecision,
} from '../../replicas/replica-table.js';
import { partitionStatusRule } from '../../rules/aggregation/partition-status.js';
import { pushRecordRule, recordPushUpdate } from '../../rules/aggregation/push-record.js';
import { regionStatusRule } from '../../rules/aggregation/region-status.js';
import {
  type CollectorVerdict,
  type ServerEnd,
  takeServerEnd,
} from '../../rules/davinci/collector.js';
import type { RuleId } from '../../rules/rule.js';
import { childCompletionRule, completeInRegion } from '../../rules/swap/child-completion.js';
import { dvcBeforeServersRule, mayServersSwap } from '../../rules/swap/dvc-before-servers.js';
import { type ExecutionStatus, isTerminal } from '../../statuses.js';
import { numberAt, regionAt } from '../../world/entries.js';
import type { World, WorldPushRecord } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { armScan, armSwapTick } from '../timers.js';
import { armCleanup } from './backup-cleanup.js';
import { deleteVersion, retire } from './deletion.js';
import { mayFinish, maySwapByItself } from './gates.js';
import { readIncrements } from './increments.js';
import { serveVersion } from './serving.js';

export const asks = [
  pushRecordRule,
  regionStatusRule,
  partitionStatusRule,
  dvcBeforeServersRule,
  childCompletionRule,
];

/**
 * Replicas of a version have changed. `failed` lists partitions whose leaders may have failed: they count as failed in the evaluation that
 * disables them, and no longer in the next one.
 */
export function onReplicaChanged(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  failed: readonly number[] = [],
): void {
  const record = pushRecord(world, at);
  if (
    record?.replicas === undefined ||
    isTerminal(record.serverStatus) ||
    !controllerUp(world, at.region)
  )
    return;
  let { status } = tableDecision(record.replicas);
  while (!isTerminal(status) && disableLeaders(turn, at, record.replicas, failed))
    status = tableDecision(record.replicas).status;
  if (status === 'COMPLETED') endServers(world, turn, at, { status, details: null }, 'SA-4');
  if (status === 'ERROR')
    endServers(world, turn, at, { status, details: 'too many replicas failed' }, 'SA-4');
}

/** Disables failed leaders, so that other replicas can lead; false if there are none. */
function disableLeaders(
  turn: ModelTurn,
  at: VersionAt,
  table: NonNullable<WorldPushRecord['replicas']>,
  partitions: readonly number[],
): boolean {
  let disabled = false;
  for (const partition of partitions) {
    for (const replica of leadersToDisable(table, partition)) {
      const replaced = hasStandby(table, partition);
      turn.record({ kind: 'leader-disabled', ...at, partition, replica, replaced, rule: 'SA-2' });
      disabled = true;
    }
  }
  return disabled;
}

/** The servers of a region have ended a push; its Da Vinci instances may still be pending. */
export function endServers(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  end: ServerEnd & { readonly status: 'COMPLETED' | 'ERROR' },
  rule: RuleId,
): void {
  const { status } = end;
  turn.record({ kind: 'server-status-decided', ...at, status, rule });
  if (status === 'COMPLETED') readIncrements(world, turn, at);
  const taken = takeServerEnd(pushRecord(world, at)?.collector, end);
  if (taken.state !== undefined)
    turn.record({ kind: 'dvc-scanned', ...at, collector: taken.state });
  applyCollectorVerdict(world, turn, at, taken.verdict);
  armScan(world, turn, at.region);
}

/** The region's controller is back: evaluates every push that has not ended. */
export function reviewPushes(world: World, turn: ModelTurn, region: RegionId): void {
  for (const [store, { pushRecords }] of regionAt(world, region).stores.entries()) {
    for (const [version, { replicas, serverStatus }] of [...pushRecords]) {
      if (replicas === undefined || isTerminal(serverStatus)) continue;
      onReplicaChanged(world, turn, { region, store, version }, partitionsOf(replicas));
    }
  }
  armScan(world, turn, region);
}

export function applyCollectorVerdict(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  verdict: CollectorVerdict,
): void {
  if (verdict.kind === 'completed') {
    if (instancesFirst(world, at)) completeVersion(world, turn, at);
    else rearmScan(world, turn, at);
  }
  if (verdict.kind === 'error') failVersion(world, turn, at, verdict);
}

/**
 * In VIP-4 the servers of a region wait for its living Da Vinci instances to serve the version. No instance serves a killed version,
 * so there is no wait for one: the completion rule is called at once, and rejects it.
 */
function instancesFirst(world: World, at: VersionAt): boolean {
  const { region, version } = at;
  const { dvc, pushRecords } = childStore(world, at.region, at.store);
  const record = childVersion(world, at);
  if (record?.status === 'KILLED') return true;
  if (dvc === undefined || pushRecords.get(version)?.collector === undefined) return true;
  let live = 0;
  let serving = 0;
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    const serves = dvc.serves[instance] === version;
    const lives = numberAt(dvc.deadSince, instance) < 0;
    const future = numberAt(dvc.future, instance);
    // The instance finds the version at its next refresh, unless that is blocked. One that went back from an earlier copy of it
    // subscribes to it only once the region serves it.
    const goesBack = dvc.faulty[instance] === version;
    const isBehind = numberAt(dvc.serves, instance) < version && future < version;
    const willFind = isBehind && !goesBack && !record?.dvcHeld;
    const comes = lives && (future === version || willFind);
    if (serves) serving += 1;
    if (serves || comes) live += 1;
  }
  const view = { region: regionName(world.names, region), version, live, serving };
  return mayServersSwap(view, world.variant).kind === 'may-swap';
}

/** Arms the next scan. */
function rearmScan(world: World, turn: ModelTurn, at: VersionAt): void {
  const last = pushRecord(world, at)?.collector;
  if (last === undefined) return;
  const collector = { ...last, monitoring: true };
  turn.record({ kind: 'dvc-scanned', ...at, collector, rule: 'VS-2' });
}

/** All replicas are complete: the version is served, or held as PUSHED. */
export function completeVersion(world: World, turn: ModelTurn, at: VersionAt): void {
  const version = childVersion(world, at);
  const { current, writesEnabled } = childStore(world, at.region, at.store);
  if (version === undefined || !maySwapByItself(world, turn, at)) return;
  const completion = completeInRegion(
    {
      region: regionName(world.names, at.region),
      rolloutOrder: rolloutOrderOf(world),
      storeHasHooks: runner(world) !== 'child' && hooksOf(world, at.store).length > 0,
      requested: 'ONLINE',
      version: at.version,
      currentVersion: current,
      writesEnabled,
      record: { ...version, excluded: namesOf(world, version.excluded) },
    },
    world.variant,
  );
  if (completion.kind !== 'updated') return;
  if (completion.swap === 'now')
    serveVersion(world, turn, at, version.recovered ? 'recovered' : 'completed');
  turn.record({ kind: 'version-status-set', ...at, status: completion.status, rule: 'VS-4' });
  if (completion.swap !== 'now' || mayFinish(world, turn, at)) finishCompletion(world, turn, at);
}

/** The region reports completion and retires old versions. */
export function finishCompletion(world: World, turn: ModelTurn, at: VersionAt): void {
  const version = childVersion(world, at);
  if (version === undefined) return;
  setPushStatus(world, turn, at, { status: 'COMPLETED', details: null });
  retire(world, turn, at, { kind: 'push-completion', repush: version.repushSource > 0 });
  armCleanup(world, turn, at);
  armSwapTick(world, turn);
}

/** A version that can never complete: ends its push here and removes its record. */
export function failVersion(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  { status, details }: Pick<Extract<CollectorVerdict, { kind: 'error' }>, 'status' | 'details'>,
): void {
  setPushStatus(world, turn, at, { status, details });
  const version = childVersion(world, at);
  if (version === undefined) return;
  if (version.status !== 'KILLED')
    turn.record({ kind: 'version-status-set', ...at, status: 'ERROR', rule: 'VS-4' });
  deleteVersion(world, turn, at, { because: 'its push failed', keepRecord: true });
}

export function setPushStatus(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  { status, details }: { readonly status: ExecutionStatus; readonly details: string | null },
): void {
  const before = pushRecord(world, at)?.push;
  if (before === undefined) return;
  const { outcome, record } = recordPushUpdate(before, { status, details, atMs: turn.now });
  if (outcome !== 'allowed') return;
  const reason = details ?? '';
  turn.record({ kind: 'push-status-set', ...at, status, record, reason, rule: 'SA-12' });
}

/** Replicas report an error; the monitor has failed leaders replaced and evaluates the push. */
export function failReplicas(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  places: readonly number[],
): void {
  const table = pushRecord(world, at)?.replicas;
  const [first] = places;
  if (table === undefined || first === undefined) return;
  const factor = table.replicationFactor;
  const because = replicaFailure(world, at, [Math.floor(first / factor), first % factor]);
  turn.record({ kind: 'replicas-changed', ...at, change: 'failed', places, because });
  const partitions = new Set(places.map((place) => Math.floor(place / factor)));
  onReplicaChanged(world, turn, at, [...partitions]);
}
