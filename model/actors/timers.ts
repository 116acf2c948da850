/**
 * Arms the periodic ticks: deferred swap, monitor, detector, retry queue, Da Vinci scan. Each arms at most one tick, records that it is
 * armed, and schedules nothing while there is no work.
 */

import type { Instant } from '../../sim/index.js';
import { isEmptyIndex } from '../index-set.js';
import { type RegionId, regionId } from '../names.js';
import {
  autoRecovery,
  awaitsAlert,
  mayHaveOrphans,
  measuredMarks,
  ownMarks,
  thresholdsOf,
} from '../queries/degraded-mode.js';
import { allRegions, controllerUp, parentUp, reachable, storesReadable } from '../queries/world.js';
import { monitorPeriodMs } from '../rules/degraded/overdue-mark.js';
import { queuePeriodMs } from '../rules/degraded/retry-queue.js';
import { regionAt } from '../world/entries.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';

/** The next instant after `now` that lies a whole number of periods (milliseconds) after the start of the run. */
export function nextTick(world: World, now: Instant, periodMs: number): Instant {
  const { start } = world.setup;
  return start + (Math.floor((now - start) / periodMs) + 1) * periodMs;
}

/** Schedules the next tick if a version waits for one. A version that only lags behind does not keep a run alive. */
export function armSwapTick(world: World, turn: ModelTurn): void {
  if (!parentUp(world) || !world.configuration['controller.deferred.version.swap.service.enabled'])
    return;
  const urgent = !isEmptyIndex(world.waiting.urgentSwaps);
  if (!urgent && isEmptyIndex(world.waiting.idleSwaps) && !settledLooksOpen(world)) return;
  const armed = world.parent.swapTickAt;
  // One that is due at this very instant still runs.
  if (armed >= turn.now || (armed <= -turn.now && !urgent)) return;
  const period = world.configuration['controller.deferred.version.swap.sleep.ms'];
  const at = nextTick(world, turn.now, period);
  turn.record({ kind: 'tick-armed', tick: 'swap', at: urgent ? at : -at });
  turn.schedule(at - turn.now, { kind: 'swap-tick-due', epoch: world.parent.epoch }, !urgent);
}

/**
 * A region whose current version is unknown counts as lagging behind, so a version that all regions serve becomes a candidate
 * again.
 */
export function settledLooksOpen(world: World): boolean {
  if (isEmptyIndex(world.waiting.settledSwaps)) return false;
  return allRegions(world).some((region) => !storesReadable(world, region));
}

/** The standby also measures marks; nothing does if all parent processes are down. */
function someParentLives(world: World): boolean {
  return parentUp(world) || world.parent.deadUpTo < world.parent.epoch - 1;
}

/** Schedules the next tick if there is work for it. */
export function armMonitor(world: World, turn: ModelTurn): void {
  if (!someParentLives(world) || !autoRecovery(world)) return;
  if (world.setup.venice.profile === 'baseline') return;
  const awaited = awaitsAlert(world) || mayHaveOrphans(world);
  if (!awaited && measuredMarks(world).length === 0) return;
  const armed = world.parent.monitorTickAt;
  if (armed >= turn.now || (armed <= -turn.now && !awaited)) return;
  // A tick that is due at this very instant still runs, so the run must wait for it.
  const at = armed === -turn.now ? turn.now : nextTick(world, turn.now, monitorPeriodMs);
  turn.record({ kind: 'tick-armed', tick: 'monitor', at: awaited ? at : -at });
  turn.schedule(at - turn.now, { kind: 'monitor-tick-due', epoch: world.parent.epoch }, !awaited);
}

/** Schedules the next tick while there is a push to evaluate or a mark of its own to remove. */
export function armDetector(world: World, turn: ModelTurn): void {
  if (world.setup.venice.policy !== 'D' || !parentUp(world)) return;
  const { detectorLookAt, observed } = world.parent.policy;
  if (detectorLookAt > turn.now) return;
  const marks = ownMarks(world);
  const running = world.pushes.some(({ state }) => state === 'running');
  const { windowMs, probePeriodMs } = thresholdsOf(world);
  const recent = [...observed.values()].some(({ seenAt }) => turn.now - seenAt < windowMs);
  if (!running && !recent && marks.length === 0) return;
  const at = nextTick(world, turn.now, probePeriodMs);
  turn.record({ kind: 'policy-tick-armed', look: 'detector', at });
  const awaited = marks.some((region) => reachable(world, region));
  turn.schedule(at - turn.now, { kind: 'detector-tick-due' }, !awaited);
}

/** Schedules the next tick; it keeps a run alive only if an entry's region answers. */
export function armQueue(world: World, turn: ModelTurn): void {
  const { queue, queueLookAt } = world.parent.policy;
  if (queue.length === 0 || Math.abs(queueLookAt) > turn.now) return;
  const at = nextTick(world, turn.now, queuePeriodMs);
  turn.record({ kind: 'policy-tick-armed', look: 'queue', at });
  const alive = queue.some(({ region }) => reachable(world, regionId(world.names, region)));
  turn.schedule(at - turn.now, { kind: 'queue-tick-due' }, !alive);
}

/** Schedules the next scan of Da Vinci reports, if a version waits for one. */
export function armScan(world: World, turn: ModelTurn, region: RegionId): void {
  if (
    !controllerUp(world, region) ||
    regionAt(world, region).scanDueAt > turn.now ||
    noVersionWaits(world, region)
  )
    return;
  // Scans are aligned with the start of the run.
  const periodMs = world.configuration['davinci.push.status.scan.interval.in.seconds'] * 1_000;
  const at = nextTick(world, turn.now, periodMs);
  turn.record({ kind: 'scan-armed', region, at });
  turn.schedule(at - turn.now, { kind: 'dvc-scan-tick-due', region, at });
}

function noVersionWaits(world: World, region: RegionId): boolean {
  const scans = world.waiting.scans[region];
  return scans === undefined || isEmptyIndex(scans);
}
