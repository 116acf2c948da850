/**
 * May a recovered version become ONLINE in the parent? As built the first region that serves it is
 * enough, and only the status before is verified; the variants query every region, and compare the
 * recovered data with its source.
 */
import type { VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import type { RegionCurrent } from './candidates.js';

export const liftRule: Rule = {
  id: 'RC-5',
  title: 'May a version be lifted to ONLINE?',
  source: 'VeniceHelixAdmin#updateStoreVersionStatus',
};

/** The version at the moment of the write. */
export interface VersionToLift {
  readonly version: number;
  /** Undefined: store or version is gone. */
  readonly versionStatus: VersionStatus | undefined;
  readonly isLeader: boolean;
  readonly writesEnabled: boolean;
  /** What every region serves; only read by `online-needs-all-regions`. */
  readonly currents: readonly RegionCurrent[];
  /** Partitions and records equal the source's; only read by `validate-recovered-data`. */
  readonly equalsSource: boolean;
}

export interface LiftVariant {
  readonly reverify: boolean;
  readonly onlineNeedsAllRegions: boolean;
  readonly validateRecoveredData: boolean;
}

/** `leave` also counts as a transition; `error` makes phase 2 check again. */
export type LiftDecision =
  | { readonly kind: 'lift' }
  | { readonly kind: 'leave'; readonly because: LeaveBecause; readonly reason: string }
  | {
      readonly kind: 'error';
      readonly because: 'not-leader' | 'writes-disabled';
      readonly reason: string;
    };

type LeaveBecause =
  | 'version-gone'
  | 'already-online'
  | 'not-partially-online'
  | 'regions-behind'
  | 'differs-from-source';

/** Decides about the write. */
export function mayLift(lift: VersionToLift, variant: LiftVariant): LiftDecision {
  const { version, versionStatus } = lift;
  if (!lift.isLeader) {
    return {
      kind: 'error',
      because: 'not-leader',
      reason: 'this controller no longer leads the cluster',
    };
  }
  if (versionStatus === undefined) return leave('version-gone', `v${version} is gone`);
  if (versionStatus === 'ONLINE') return leave('already-online', `v${version} is ONLINE already`);
  if (variant.reverify && versionStatus !== 'PARTIALLY_ONLINE') {
    return leave('not-partially-online', `v${version} is ${versionStatus} and stays so`);
  }
  const behind = lift.currents.filter(({ current }) => current < version);
  if (variant.onlineNeedsAllRegions && behind.length > 0) {
    return leave(
      'regions-behind',
      `v${version} is not yet served in ${behind.map(served).join(', ')}`,
    );
  }
  if (variant.validateRecoveredData && !lift.equalsSource) {
    return leave(
      'differs-from-source',
      `what was recovered of v${version} differs from its source; recover it again`,
    );
  }
  if (!lift.writesEnabled) {
    const reason = 'writes to the store are disabled, so the status cannot be set; enable them';
    return { kind: 'error', because: 'writes-disabled', reason };
  }
  return { kind: 'lift' };
}

function served({ region, current }: RegionCurrent): string {
  return current < 0 ? `${region} (no answer)` : `${region} (v${current})`;
}

function leave(because: LeaveBecause, reason: string): LiftDecision {
  return { kind: 'leave', because, reason };
}
