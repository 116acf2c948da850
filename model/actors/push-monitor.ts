/**
 * A region's push monitor: what its replicas and Da Vinci instances make of a push, when it is complete or failed, and what happens to the
 * version then. It decides only while the region's controller works; what it missed it reviews when it returns.
 */
import type { RegionId } from '../names.js';
import { childStore, childVersion, controllerUp, hooksOf, namesOf } from '../questions.js';
import { tableDecision } from '../replica-table.js';
import { partitionStatusRule } from '../rules/aggregation/partition-status.js';
import {
  type PushHistory,
  pushRecordRule,
  recordPushUpdate,
} from '../rules/aggregation/push-record.js';
import { pushTransitionRule } from '../rules/aggregation/push-transition.js';
import { regionStatusRule } from '../rules/aggregation/region-status.js';
import { statusSinceRule, statusSinceSeconds } from '../rules/aggregation/status-since.js';
import { overallStatusRule } from '../rules/aggregation-parent/overall-status.js';
import { statusInChild, statusQueryRule } from '../rules/aggregation-parent/status-query.js';
import {
  type CollectorVerdict,
  collectorRule,
  scanDavinci,
  takeServerEnd,
} from '../rules/davinci/collector.js';
import { decideLiveness, livenessRule } from '../rules/davinci/liveness.js';
import { partitionReportsRule } from '../rules/davinci/partition-reports.js';
import { type DavinciReports, versionReportsRule } from '../rules/davinci/version-reports.js';
import { childCompletionRule, completeInRegion } from '../rules/swap/child-completion.js';
import { dvcBeforeServersRule, mayServersSwap } from '../rules/swap/dvc-before-servers.js';
import { type ExecutionStatus, isTerminal } from '../statuses.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { armSwapTick, rolloutOrderOf } from './deferred-swap.js';
import type { VersionName } from './source-fabric.js';
import { deleteVersion, retire, serveVersion } from './version-life.js';

/** Some are asked through others: partition and replica rules through the counted table, Da Vinci reports through the collector. */
export const asks = [
  regionStatusRule,
  partitionStatusRule,
  pushRecordRule,
  pushTransitionRule,
  statusSinceRule,
  collectorRule,
  versionReportsRule,
  partitionReportsRule,
  livenessRule,
  dvcBeforeServersRule,
  childCompletionRule,
  statusQueryRule,
  overallStatusRule,
];

/** How often the collector looks at Da Vinci reports; its looks are aligned with the start of the run. */
const scanPeriodMs = 30_000;

/** A replica of a version has changed its status. */
export function onReplicaChanged(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const record = childStore(world, region, name.store).pushRecords.get(name.version);
  if (
    record?.replicas === undefined ||
    isTerminal(record.serverStatus) ||
    !controllerUp(world, region)
  )
    return;
  const { status } = tableDecision(record.replicas);
  if (status !== 'COMPLETED' && status !== 'ERROR') return;
  turn.record({
    kind: 'server-status-decided',
    region,
    store: name.store,
    version: name.version,
    status,
    rule: 'SA-4',
  });
  const details = status === 'ERROR' ? 'too many replicas failed' : null;
  const taken = takeServerEnd(record.collector, { status, details });
  if (taken.state !== undefined)
    turn.record({
      kind: 'dvc-scanned',
      region,
      store: name.store,
      version: name.version,
      collector: taken.state,
    });
  follow(world, turn, region, name, taken.verdict);
  armScan(world, turn, region);
}

/** The region's controller is back: every push that is not over is looked at again. */
export function reviewPushes(world: World, turn: ModelTurn, region: RegionId): void {
  for (const [store, { pushRecords }] of (world.regions[region]?.stores ?? []).entries()) {
    for (const version of [...pushRecords.keys()])
      onReplicaChanged(world, turn, region, { store, version });
  }
  armScan(world, turn, region);
}

/** Schedules the next scan of Da Vinci reports, if a version waits for one. */
export function armScan(world: World, turn: ModelTurn, region: RegionId): void {
  const { start } = world.setup;
  if (
    !controllerUp(world, region) ||
    (world.regions[region]?.scanDueAt ?? 0) > turn.now ||
    tracked(world, region).length === 0
  )
    return;
  const at = start + (Math.floor((turn.now - start) / scanPeriodMs) + 1) * scanPeriodMs;
  turn.record({ kind: 'scan-armed', region, at });
  turn.schedule(at - turn.now, { kind: 'dvc-scan-due', region, at });
}

/** One scan of all versions that wait for Da Vinci instances. */
export const onDvcScanDue: Handler<'dvc-scan-due'> = (world, { region, at }, turn) => {
  if (world.regions[region]?.scanDueAt !== at || !controllerUp(world, region)) return;
  for (const name of tracked(world, region)) scan(world, turn, region, name);
  armScan(world, turn, region);
};

/** What the region answers when the parent asks how a push stands. */
export function statusInRegion(
  world: World,
  region: RegionId,
  { store, version }: VersionName,
): ExecutionStatus {
  return statusInChild({
    recorded: childStore(world, region, store).pushRecords.get(version)?.push.status,
    versionStatus: childVersion(world, region, store, version)?.status,
  });
}

/** When the present status of a push was reached, in whole seconds; null without a record. */
export function statusSince(record: { readonly push: PushHistory } | undefined): number | null {
  return record === undefined ? null : statusSinceSeconds(record.push.status, record.push.history);
}

function setPushStatus(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version }: VersionName,
  { status, details }: { readonly status: ExecutionStatus; readonly details: string | null },
): void {
  const before = childStore(world, region, store).pushRecords.get(version)?.push;
  if (before === undefined) return;
  const { outcome, record } = recordPushUpdate(before, { status, details, atMs: turn.now });
  if (outcome !== 'allowed') return;
  turn.record({
    kind: 'push-status-set',
    region,
    store,
    version,
    status,
    record,
    reason: details ?? '',
    rule: 'SA-12',
  });
}

function tracked(world: World, region: RegionId): VersionName[] {
  return (world.regions[region]?.stores ?? []).flatMap(({ pushRecords }, store) =>
    [...pushRecords]
      .filter(([, { collector }]) => collector?.monitoring)
      .map(([version]) => ({ store, version })),
  );
}

function scan(world: World, turn: ModelTurn, region: RegionId, name: VersionName): void {
  const collector = childStore(world, region, name.store).pushRecords.get(name.version)?.collector;
  if (collector === undefined) return;
  const { configuration } = world;
  const result = scanDavinci(
    collector,
    {
      nowMs: turn.now,
      reports: reportsOf(world, turn, region, name),
      limits: {
        maxOfflineCount: Number(
          configuration['davinci.push.status.scan.max.offline.instance.count'],
        ),
        maxOfflineRatio: Number(
          configuration['davinci.push.status.scan.max.offline.instance.ratio'],
        ),
        specificErrorStatus:
          configuration['use.da.vinci.specific.execution.status.for.error'] === true,
      },
      noReportScansMax: Number(
        configuration['davinci.push.status.scan.no.report.retry.max.attempts'],
      ),
      heartbeat: { store: true, version: true },
      held: childVersion(world, region, name.store, name.version)?.dvcHeld ?? false,
    },
    { noReportCompletesHeldRegion: world.setup.venice.switches['no-report-completes-held-region'] },
  );
  turn.record({
    kind: 'dvc-scanned',
    region,
    store: name.store,
    version: name.version,
    collector: result.state,
    rule: 'DV-4',
  });
  follow(world, turn, region, name, result.verdict);
}

/** Instances report every partition under a key of its own, all alike: a whole instance is ready or not. */
function reportsOf(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version }: VersionName,
): DavinciReports {
  const { dvc } = childStore(world, region, store);
  const clock = {
    nowMs: turn.now,
    expirationSeconds: Number(
      world.configuration['push.status.store.heartbeat.expiration.seconds'],
    ),
  };
  const reports: { instance: string; status: ExecutionStatus }[] = [];
  const liveness = new Map<string, ReturnType<typeof decideLiveness>>();
  for (let instance = 0; instance < (dvc?.instances ?? 0); instance += 1) {
    const serves = dvc?.serves[instance] === version;
    const future = dvc?.future[instance] === version;
    if (!serves && !future) continue;
    const ready = serves || dvc?.ready[instance] === 1;
    const deadSince = dvc?.deadSince[instance] ?? -1;
    reports.push({ instance: `${instance}`, status: ready ? 'COMPLETED' : 'STARTED' });
    liveness.set(`${instance}`, decideLiveness(deadSince < 0 ? turn.now : deadSince, clock));
  }
  const partitions = world.setup.stores[store]?.partitions ?? 1;
  return {
    incrementalPush: false,
    versionLevel: null,
    partitions: Array.from({ length: partitions }, () => reports),
    liveness,
  };
}

function follow(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  verdict: CollectorVerdict,
): void {
  if (verdict.kind === 'completed') {
    if (instancesFirst(world, region, name)) complete(world, turn, region, name);
    else lookAgain(world, turn, region, name);
  }
  if (verdict.kind === 'error') fail(world, turn, region, name, verdict);
}

/** As VIP-4 draws it, the servers of a region wait for its living Da Vinci instances to serve the version. */
function instancesFirst(world: World, region: RegionId, { store, version }: VersionName): boolean {
  const { dvc, pushRecords } = childStore(world, region, store);
  if (dvc === undefined || pushRecords.get(version)?.collector === undefined) return true;
  let live = 0;
  let serving = 0;
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    const serves = dvc.serves[instance] === version;
    const comes = dvc.future[instance] === version && (dvc.deadSince[instance] ?? -1) < 0;
    if (serves) serving += 1;
    if (serves || comes) live += 1;
  }
  const view = { region: world.names.regions[region] ?? '', version, live, serving };
  return (
    mayServersSwap(view, { dvcServesFirst: world.setup.venice.switches['dvc-serves-first'] })
      .kind === 'may-swap'
  );
}

/** The collector goes on looking. */
function lookAgain(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version }: VersionName,
): void {
  const collector = childStore(world, region, store).pushRecords.get(version)?.collector;
  if (collector === undefined) return;
  turn.record({
    kind: 'dvc-scanned',
    region,
    store,
    version,
    collector: { ...collector, monitoring: true },
    rule: 'VS-2',
  });
}

function complete(world: World, turn: ModelTurn, region: RegionId, name: VersionName): void {
  const version = childVersion(world, region, name.store, name.version);
  const { current } = childStore(world, region, name.store);
  if (version === undefined) return;
  const { switches } = world.setup.venice;
  const completion = completeInRegion(
    {
      region: world.names.regions[region] ?? '',
      rolloutOrder: rolloutOrderOf(world),
      storeHasHooks: hooksOf(world, name.store).length > 0,
      requested: 'ONLINE',
      version: name.version,
      currentVersion: current,
      writesEnabled: true,
      record: { ...version, excluded: namesOf(world, version.excluded) },
    },
    {
      recoveredVersionSwaps: switches['recovered-version-swaps'],
      gatedVersionEndsOnline: switches['gated-version-ends-online'],
      keepStaging: switches['keep-staging'],
      keepManualDefer: switches['keep-manual-defer'],
    },
  );
  if (completion.kind !== 'updated') return;
  if (completion.swap === 'now')
    serveVersion(world, turn, region, name, version.recovered ? 'recovered' : 'completed');
  turn.record({
    kind: 'version-status-set',
    region,
    store: name.store,
    version: name.version,
    status: completion.status,
    rule: 'VS-4',
  });
  setPushStatus(world, turn, region, name, { status: 'COMPLETED', details: null });
  retire(world, turn, region, {
    store: name.store,
    moment: { kind: 'push-completion', repush: version.repush },
    spare: 0,
  });
  armSwapTick(world, turn);
}

function fail(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  { status, details }: Extract<CollectorVerdict, { kind: 'error' }>,
): void {
  setPushStatus(world, turn, region, name, { status, details });
  const version = childVersion(world, region, name.store, name.version);
  if (version === undefined) return;
  if (version.status !== 'KILLED')
    turn.record({
      kind: 'version-status-set',
      region,
      store: name.store,
      version: name.version,
      status: 'ERROR',
      rule: 'VS-4',
    });
  deleteVersion(world, turn, region, name, 'its push failed', true);
}
