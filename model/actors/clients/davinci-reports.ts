/**
 * Collects the reports of a region's Da Vinci instances about a version for the rules that count them. If nothing changed since the
 * last scan, the same object is returned. Makes no decision.
 */

import { clockAt } from '../../clock.js';
import { clientErrors } from '../../failures.js';
import type { RegionId, VersionAt } from '../../names.js';
import { childStore } from '../../queries/world.js';
import {
  heartbeatOf,
  ingestionErrorStatus,
  nextVersionReport,
} from '../../rules/davinci/instance-report.js';
import { decideLiveness, type Liveness } from '../../rules/davinci/liveness.js';
import type { DeadLimits } from '../../rules/davinci/report.js';
import type { DavinciReports } from '../../rules/davinci/version-reports.js';
import type { ExecutionStatus } from '../../statuses.js';
import { numberAt, regionAt, storeSetup } from '../../world/entries.js';
import type { World, WorldDvcFleet } from '../../world.js';

/**
 * By default instances report every partition under its own key, all with the same status: completed, failed or ingesting. With
 * `davinci.push.status.check.interval.in.ms` of 0 or more they report under one key for the version.
 */
export function reportsOf(world: World, at: VersionAt, nowMs: number): DavinciReports {
  const { region, store, version } = at;
  const { dvc } = childStore(world, at.region, at.store);
  const partitions = storeSetup(world, store).partitions;
  const perVersion = world.configuration['davinci.push.status.check.interval.in.ms'] >= 0;
  if (dvc === undefined) return arrange(nothingTold, { partitions, perVersion });
  const last = gathered.get(dvc);
  const told = last?.version === version ? last : { version, statuses: [], alive: [] };
  const changed = listen(world, region, { dvc, told, nowMs });
  if (last === told && !changed && last.reports !== undefined) return last.reports;
  const reports = arrange(told, { partitions, perVersion });
  gathered.set(dvc, { ...told, reports });
  return reports;
}

/** The last status of each instance, by instance number. */
interface Told {
  readonly version: number;
  readonly statuses: (ExecutionStatus | undefined)[];
  readonly alive: Liveness[];
  readonly reports?: DavinciReports;
}

const nothingTold: Told = { version: 0, statuses: [], alive: [] };

/** Cache outside the World: rebuilt after a snapshot, with the same result. */
const gathered = new WeakMap<WorldDvcFleet, Told>();

/** Reads and stores the status of every instance; returns true if one has changed. */
function listen(
  world: World,
  region: RegionId,
  {
    dvc,
    told,
    nowMs,
  }: { readonly dvc: WorldDvcFleet; readonly told: Told; readonly nowMs: number },
): boolean {
  const { statuses, alive } = told;
  const clock = regionAt(world, region).clientClock;
  const clientNow = clockAt(clock, nowMs);
  const expirationSeconds = world.configuration['push.status.store.heartbeat.expiration.seconds'];
  const intervalMs = heartbeatIntervalMs(world);
  let changed = false;
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    const status = statusOf(world, dvc, instance, told.version);
    const heartbeat = heartbeatAt(dvc, instance, { nowMs, clientNow, intervalMs });
    const liveness = decideLiveness(heartbeat, { nowMs, expirationSeconds });
    if (status === statuses[instance] && liveness === alive[instance]) continue;
    statuses[instance] = status;
    alive[instance] = liveness;
    changed = true;
  }
  return changed;
}

/** Leaves out instances that do not use the version. */
function arrange(
  { statuses, alive }: Told,
  { partitions, perVersion }: { readonly partitions: number; readonly perVersion: boolean },
): DavinciReports {
  const reports: { instance: string; status: ExecutionStatus }[] = [];
  const liveness = new Map<string, Liveness>();
  for (const [instance, status] of statuses.entries()) {
    if (status === undefined) continue;
    const name = nameOf(instance);
    reports.push({ instance: name, status: perVersion ? versionLevel(status) : status });
    liveness.set(name, alive[instance] ?? 'DEAD');
  }
  return {
    incrementalPush: false,
    versionLevel: perVersion ? reports : null,
    partitions: new Array(partitions).fill(perVersion ? [] : reports),
    liveness,
  };
}

const namesKept: string[] = [];

/** Instances are named by their numbers; the text of a number is built once. */
function nameOf(instance: number): string {
  namesKept[instance] ??= `${instance}`;
  return namesKept[instance];
}

/** The status that an instance reports for every partition of a version; undefined: it does not use the version. */
function statusOf(
  world: World,
  dvc: WorldDvcFleet,
  instance: number,
  version: number,
): ExecutionStatus | undefined {
  if (dvc.serves[instance] === version) return 'COMPLETED';
  if (dvc.future[instance] !== version) return undefined;
  const error = clientErrors[numberAt(dvc.failed, instance)] ?? 'none';
  if (error !== 'none')
    return ingestionErrorStatus(error, {
      specificErrorStatus: world.configuration['use.da.vinci.specific.execution.status.for.error'],
    });
  return dvc.ready[instance] === 1 ? 'COMPLETED' : 'STARTED';
}

/** The report under the version's single key. */
function versionLevel(status: ExecutionStatus): ExecutionStatus {
  const next = nextVersionReport('STARTED', [status]);
  return next === 'nothing' ? 'STARTED' : next;
}

/** Now, in milliseconds of the run and of the region's client clock, which stands still while the clients are down. */
export interface ClientNow {
  readonly nowMs: number;
  readonly clientNow: number;
}

/** The instant of the last heartbeat; -1 while the instance loads the version that it serves. */
export function heartbeatAt(
  dvc: WorldDvcFleet,
  instance: number,
  { nowMs, clientNow, intervalMs }: ClientNow & { readonly intervalMs: number },
): number {
  const deadSince = numberAt(dvc.deadSince, instance);
  const isDead = deadSince >= 0;
  const upTo = isDead ? numberAt(dvc.leftOnClock, instance) : clientNow;
  const sinceLast = Math.max(0, upTo - numberAt(dvc.beganOnClock, instance)) % intervalMs;
  if (isDead) return deadSince - sinceLast;
  const bootstrapping = numberAt(dvc.loadsUntil, instance) > clientNow;
  const lastMs = nowMs - sinceLast;
  return heartbeatOf({ nowMs: lastMs, ingesting: true, bootstrapping }) ?? lastMs;
}

/** Time between two heartbeats of an instance, in milliseconds; it sends the first when it begins to read a version. */
export function heartbeatIntervalMs({ configuration }: World): number {
  return 1_000 * configuration['push.status.store.heartbeat.interval.seconds'];
}

export function limitsOf({ configuration }: World): DeadLimits {
  let limits = limitsKept.get(configuration);
  if (limits === undefined) {
    limits = {
      maxOfflineCount: configuration['davinci.push.status.scan.max.offline.instance.count'],
      maxOfflineRatio: configuration['davinci.push.status.scan.max.offline.instance.ratio'],
      specificErrorStatus: configuration['use.da.vinci.specific.execution.status.for.error'],
    };
    limitsKept.set(configuration, limits);
  }
  return limits;
}

/** Needed at every scan of every version, and constant. */
const limitsKept = new WeakMap<World['configuration'], DeadLimits>();
