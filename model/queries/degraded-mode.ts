/** Read-only queries on the registry of degraded regions: marked regions, regions in recovery, and regions that a push leaves out. */

import { type RegionId, regionName } from '../names.js';
import { type LeaveOutView, registeredRegionsSeen } from '../rules/degraded/degraded-regions.js';
import {
  type DetectorThresholds,
  defaultDetectorThresholds,
  detectorRule,
} from '../rules/degraded/detector.js';
import type { DegradedMark } from '../world/parent.js';
import type { World } from '../world.js';
import { owesStores } from './stores-to-recover.js';
import { marksSeen, namesOf, parentUp } from './world.js';

export const asks = [detectorRule];

export function leaveOutView(world: World): LeaveOutView {
  const registered = marksSeen(world).map(({ region }) => regionName(world.names, region));
  const recovering = namesOf(world, recoveringRegions(world));
  return {
    enabled: world.setup.venice.profile !== 'baseline' && degradedModeEnabled(world),
    registered,
    recovering,
  };
}

/** `degraded.mode.enabled` of the live configuration, as the controller reads it. */
export function degradedModeEnabled(world: World): boolean {
  const { enabled, cachedEnabled } = world.parent.registry;
  return world.variant.registryCas ? enabled : cachedEnabled;
}

/** `degraded.mode.auto.recovery.enabled`. */
export function autoRecovery(world: World): boolean {
  return world.configuration['degraded.mode.auto.recovery.enabled'];
}

/** Regions with an unfinished recovery of this leader. */
export function recoveringRegions(world: World): number[] {
  return [...world.parent.recoveries.values()]
    .filter(({ phase }) => phase !== 'complete')
    .map(({ region }) => region);
}

export function mayHaveOrphans(world: World): boolean {
  const { switches } = world.setup.venice;
  if (!parentUp(world) || world.parent.listingDown > 0) return false;
  if (!switches.recover || !switches['orphan-monitor']) return false;
  const marked = measuredMarks(world);
  if (marked.length > 0 && !world.variant.scanDespiteMarks) return false;
  for (let region = 0; region < world.regions.length; region += 1)
    if (!marked.some((mark) => mark.region === region) && owesStores(world, region)) return true;
  return false;
}

/** The marks that the monitor checks: as designed none while the feature is switched off. */
export function measuredMarks(world: World): readonly DegradedMark[] {
  const registered = marksSeen(world);
  if (registered.length === 0) return registered;
  return registeredRegionsSeen({ enabled: degradedModeEnabled(world), registered }, world.variant);
}

/** True if the monitor has raised its alert about this mark. */
export function isAlerted(world: World, mark: Pick<DegradedMark, 'region' | 'since'>): boolean {
  return (world.parent.overdueAlerts.get(mark.region) ?? 0) > mark.since;
}

/** True if a mark's alert, or automatic unmark, is still pending. */
export function awaitsAlert(world: World): boolean {
  return measuredMarks(world).some((mark) => !isAlerted(world, mark));
}

export function ownMarks(world: World): RegionId[] {
  return marksSeen(world)
    .filter(({ operator }) => operator === 'auto')
    .map(({ region }) => region);
}

export function thresholdsOf(world: World): DetectorThresholds {
  const { configuration } = world;
  return {
    ...defaultDetectorThresholds,
    windowMs: configuration['degraded.mode.detector.window.ms'],
    unknownMs: configuration['degraded.mode.detector.unknown.ms'],
    badStoresMin: configuration['degraded.mode.detector.bad.stores.min'],
    badShareMin: configuration['degraded.mode.detector.bad.share.min'],
    othersBadShareMax: configuration['degraded.mode.detector.others.bad.share.max'],
    probesForWell: configuration['degraded.mode.detector.probes.for.well'],
  };
}
