/**
 * A region's collector of Da Vinci reports: looks every 30 seconds at the versions that wait for instances. What
 * follows from a look is the push monitor's business.
 */
import { clockAt } from '../clock.js';
import { isEmptyIndex, membersOf } from '../index-set.js';
import type { RegionId, StoreId } from '../names.js';
import { childStore, childVersion, controllerUp } from '../questions.js';
import { collectorRule, mustReadReports, scanDavinci } from '../rules/davinci/collector.js';
import { instanceReportRule } from '../rules/davinci/instance-report.js';
import { decideLiveness, livenessRule } from '../rules/davinci/liveness.js';
import { decideByPartition, partitionReportsRule } from '../rules/davinci/partition-reports.js';
import type { DeadLimits } from '../rules/davinci/report.js';
import { versionReportsRule } from '../rules/davinci/version-reports.js';
import type { ExecutionStatus } from '../statuses.js';
import type { World, WorldIncrement } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { heartbeatAt, reportsOf } from './dvc-reports.js';
import { follow } from './push-monitor.js';
import type { VersionName } from './source-fabric.js';

/** How reports are counted is asked through the collector. */
export const asks = [
  collectorRule,
  versionReportsRule,
  partitionReportsRule,
  livenessRule,
  instanceReportRule,
];

/** How often the collector looks at Da Vinci reports; its looks are aligned with the start of the run. */
const scanPeriodMs = 30_000;

/** Schedules the next scan of Da Vinci reports, if a version waits for one. */
export function armScan(world: World, turn: ModelTurn, region: RegionId): void {
  const { start } = world.setup;
  if (
    !controllerUp(world, region) ||
    (world.regions[region]?.scanDueAt ?? 0) > turn.now ||
    nobodyWaits(world, region)
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

function nobodyWaits(world: World, region: RegionId): boolean {
  const scans = world.waiting.scans[region];
  return scans === undefined || isEmptyIndex(scans);
}

function tracked(world: World, region: RegionId): VersionName[] {
  const scans = world.waiting.scans[region];
  const names: VersionName[] = [];
  for (const store of scans === undefined ? [] : membersOf(scans))
    for (const [version, { collector }] of childStore(world, region, store).pushRecords)
      if (collector?.monitoring) names.push({ store, version });
  return names;
}

function scan(world: World, turn: ModelTurn, region: RegionId, name: VersionName): void {
  const collector = childStore(world, region, name.store).pushRecords.get(name.version)?.collector;
  if (collector === undefined) return;
  const { configuration } = world;
  const reads = mustReadReports(collector);
  const result = scanDavinci(
    collector,
    {
      nowMs: turn.now,
      reports: reads ? reportsOf(world, region, name, turn.now) : null,
      limits: limitsOf(world),
      noReportScansMax: Number(
        configuration['davinci.push.status.scan.no.report.retry.max.attempts'],
      ),
      heartbeat: { store: true, version: true },
      // Silence is weighed only where reports are read.
      held: reads && (childVersion(world, region, name.store, name.version)?.dvcHeld ?? false),
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

function limitsOf({ configuration }: World): DeadLimits {
  let limits = limitsKept.get(configuration);
  if (limits === undefined) {
    limits = {
      maxOfflineCount: Number(configuration['davinci.push.status.scan.max.offline.instance.count']),
      maxOfflineRatio: Number(configuration['davinci.push.status.scan.max.offline.instance.ratio']),
      specificErrorStatus:
        configuration['use.da.vinci.specific.execution.status.for.error'] === true,
    };
    limitsKept.set(configuration, limits);
  }
  return limits;
}

/** Asked for at every look at every version, and never changed. */
const limitsKept = new WeakMap<World['configuration'], DeadLimits>();

/**
 * What the instances of a region have come to with an incremental push; the region asks when it is asked, there is no collector. Nobody's
 * timer runs between two questions, so instances that are gone hold nothing up.
 */
export function incrementOfInstances(
  world: World,
  region: RegionId,
  store: StoreId,
  { dvcDueOnClock }: WorldIncrement,
  nowMs: number,
): ExecutionStatus {
  const { dvc } = childStore(world, region, store);
  const clock = world.regions[region]?.clientClock;
  if (dvc === undefined || clock === undefined) return 'END_OF_INCREMENTAL_PUSH_RECEIVED';
  const clientNow = clockAt(clock, nowMs);
  const through = dvcDueOnClock > 0 && dvcDueOnClock <= clientNow;
  const expirationSeconds = Number(
    world.configuration['push.status.store.heartbeat.expiration.seconds'],
  );
  const reports: { instance: string; status: ExecutionStatus }[] = [];
  const liveness = new Map<string, ReturnType<typeof decideLiveness>>();
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    if (dvc.serves[instance] === 0) continue;
    const works = (dvc.deadSince[instance] ?? -1) < 0;
    const ended = through && works;
    const status = `${ended ? 'END' : 'START'}_OF_INCREMENTAL_PUSH_RECEIVED` as const;
    reports.push({ instance: `${instance}`, status });
    const heartbeat = heartbeatAt(dvc, instance, { nowMs, clientNow });
    liveness.set(`${instance}`, decideLiveness(heartbeat, { nowMs, expirationSeconds }));
  }
  const partitions = world.setup.stores[store]?.partitions ?? 1;
  return decideByPartition(
    {
      incrementalPush: true,
      partitions: Array.from({ length: partitions }, () => reports),
      ignored: new Set(),
      liveness,
    },
    limitsOf(world),
    { nowMs, tooManyDeadSinceMs: null },
  ).status;
}
