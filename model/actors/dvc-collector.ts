/**
 * A region's collector of Da Vinci reports: looks every 30 seconds at the versions that wait for instances. What
 * follows from a look is the push monitor's business.
 */
import { isEmptyIndex, membersOf } from '../index-set.js';
import type { RegionId } from '../names.js';
import { childStore, childVersion, controllerUp } from '../questions.js';
import { collectorRule, scanDavinci } from '../rules/davinci/collector.js';
import { decideLiveness, livenessRule } from '../rules/davinci/liveness.js';
import { partitionReportsRule } from '../rules/davinci/partition-reports.js';
import { type DavinciReports, versionReportsRule } from '../rules/davinci/version-reports.js';
import type { ExecutionStatus } from '../statuses.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { follow } from './push-monitor.js';
import type { VersionName } from './source-fabric.js';

/** How reports are counted is asked through the collector. */
export const asks = [collectorRule, versionReportsRule, partitionReportsRule, livenessRule];

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
  return (scans === undefined ? [] : membersOf(scans)).flatMap((store) =>
    [...childStore(world, region, store).pushRecords]
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
    partitions: new Array(partitions).fill(reports),
    liveness,
  };
}
