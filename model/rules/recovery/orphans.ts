/**
 * The periodic scan for versions whose recovery was lost, never started, or came too early. As designed
 * it leaves out the regions that are marked; as built it does nothing while any region is marked. RC-1, passed
 * in as a callback, decides which stores a region still needs.
 */
import type { Rule } from '../rule.js';

export const orphansRule: Rule = {
  id: 'RC-7',
  title: 'Which regions have orphans',
  source: 'DegradedDcMonitor#detectAndRecoverOrphanedVersions',
};

/** A cluster at one scan. */
export interface OrphanScan {
  /** `degraded.mode.auto.recovery.enabled` of this cluster. */
  readonly autoRecovery: boolean;
  /** A standby's monitor also runs, but only the leader can list the stores. */
  readonly isLeader: boolean;
  /** Marked regions as the monitor sees them. */
  readonly degraded: readonly string[];
  readonly configuredRegions: readonly string[];
  /** Regions with an unfinished recovery. */
  readonly recovering: readonly string[];
}

export interface OrphansVariant {
  readonly recover: boolean;
  readonly orphanMonitor: boolean;
  readonly scanDespiteMarks: boolean;
}

type SuppressedBecause =
  | 'recovery-off'
  | 'monitor-off'
  | 'auto-recovery-off'
  | 'region-degraded'
  | 'not-leader';

export type OrphanVerdict =
  | { readonly kind: 'suppressed'; readonly because: SuppressedBecause; readonly reason: string }
  | { readonly kind: 'scanned'; readonly trigger: readonly string[] };

/**
 * The regions in which this scan starts a recovery. `hasOrphans` is only called for regions
 * without a running one.
 */
export function regionsWithOrphans(
  scan: OrphanScan,
  hasOrphans: (region: string) => boolean,
  variant: OrphansVariant,
): OrphanVerdict {
  if (!variant.recover) return suppressed('recovery-off', 'the switch recover is off');
  if (!variant.orphanMonitor) return suppressed('monitor-off', 'the switch orphan-monitor is off');
  if (!scan.autoRecovery) {
    return suppressed('auto-recovery-off', 'degraded.mode.auto.recovery.enabled is false');
  }
  if (scan.degraded.length > 0 && !variant.scanDespiteMarks) {
    return suppressed(
      'region-degraded',
      `${scan.degraded.join(', ')} is marked; unmark it to continue`,
    );
  }
  if (!scan.isLeader) return suppressed('not-leader', 'only the leader can list the stores');
  const idle = scan.configuredRegions.filter(
    (region) => !scan.recovering.includes(region) && !scan.degraded.includes(region),
  );
  return { kind: 'scanned', trigger: idle.filter((region) => hasOrphans(region)) };
}

function suppressed(because: SuppressedBecause, reason: string): OrphanVerdict {
  return { kind: 'suppressed', because, reason };
}
