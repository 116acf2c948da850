/**
 * May an operator mark a region as degraded, or remove a mark? The checks run in Venice's order,
 * because a caller gets only the first failure. DM-7 decides what the registry holds after an
 * accepted call.
 */
import type { Rule } from '../rule.js';

export const markAdmissionRule: Rule = {
  id: 'DM-1',
  title: 'May this region be marked?',
  source: 'VeniceParentHelixAdmin#markDatacenterDegraded',
};

/** How many healthy regions must remain after a mark. */
const healthyRegionsMin = 2;

/** The input of a call of mark-degraded. */
export interface MarkRequest {
  readonly region: string;
  /** Regions whose controller address the parent has configured. */
  readonly configuredRegions: readonly string[];
  /** Registered names as read (the cache may lag), configured or not. */
  readonly registered: readonly string[];
  /** False in the baseline: that Venice has no such call. */
  readonly featureExists: boolean;
  /** `degraded.mode.enabled`. */
  readonly enabled: boolean;
  readonly isLeader: boolean;
  /** Whether the cluster's admin lock was acquired within its wait limit. */
  readonly lockObtained: boolean;
}

export interface MarkVariant {
  readonly minHealthy: boolean;
  readonly featureFlag: boolean;
}

export type MarkRefusal =
  | 'feature-missing'
  | 'unknown-region'
  | 'lock-not-obtained'
  | 'too-few-healthy'
  | 'not-leader'
  | 'feature-off';

/** `renewed`: the region was marked before; its age, limit and operator are replaced. */
export type MarkDecision =
  | { readonly kind: 'accepted'; readonly renewed: boolean }
  | { readonly kind: 'refused'; readonly because: MarkRefusal; readonly reason: string };

/** Admits or refuses a mark. */
export function admitMark(request: MarkRequest, variant: MarkVariant): MarkDecision {
  const { region, configuredRegions: known, registered } = request;
  if (!request.featureExists) {
    return refused(
      'feature-missing',
      'this Venice has no degraded mode; use another profile than baseline',
    );
  }
  if (!known.includes(region)) {
    return refused(
      'unknown-region',
      `${region} is none of the configured regions (${listed(known)})`,
    );
  }
  if (!request.lockObtained) {
    return refused('lock-not-obtained', "the cluster's admin lock was busy too long; try again");
  }
  const renewed = registered.includes(region);
  const healthyAfter = known.length - registered.length - (renewed ? 0 : 1);
  if (variant.minHealthy && healthyAfter < healthyRegionsMin) {
    return refused(
      'too-few-healthy',
      `${healthyAfter} of ${known.length} regions would remain healthy, ${healthyRegionsMin} are needed; ` +
        `already marked: ${listed(registered)}`,
    );
  }
  if (!request.isLeader) {
    return refused('not-leader', 'this controller does not lead the cluster; ask the leader');
  }
  if (variant.featureFlag && !request.enabled) {
    return refused('feature-off', 'degraded.mode.enabled is false; switch it on first');
  }
  return { kind: 'accepted', renewed };
}

/** A call of unmark-degraded; neither the region's name nor the flag is checked. */
export interface UnmarkRequest {
  readonly region: string;
  readonly registered: readonly string[];
  readonly isLeader: boolean;
}

/** `not-marked` succeeds without a write, a metric or a recovery. */
export type UnmarkDecision =
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-marked'; readonly reason: string }
  | { readonly kind: 'refused'; readonly because: 'not-leader'; readonly reason: string };

/** Admits an unmark. */
export function admitUnmark({ region, registered, isLeader }: UnmarkRequest): UnmarkDecision {
  if (!isLeader) {
    const reason = 'this controller does not lead the cluster; ask the leader';
    return { kind: 'refused', because: 'not-leader', reason };
  }
  if (!registered.includes(region)) {
    return {
      kind: 'not-marked',
      reason: `${region} is not marked in the view of this controller`,
    };
  }
  return { kind: 'removed' };
}

function refused(because: MarkRefusal, reason: string): MarkDecision {
  return { kind: 'refused', because, reason };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
