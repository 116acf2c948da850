/**
 * Policy D: a detector marks a region by itself when the pushes of many stores fail there and
 * nowhere else, and removes the mark when the region has answered for a while. DM-1 decides whether a mark is
 * admitted (two healthy regions, feature on).
 */
import type { Rule } from '../rule.js';

export const detectorRule: Rule = {
  id: 'DM-9',
  title: 'When a region is unhealthy, and healthy again (policy D)',
  source: 'DD option D',
};

/** The parameters of the detector. Shares are fractions from 0 to 1. */
export interface DetectorThresholds {
  /** How far back pushes count. */
  readonly windowMs: number;
  /** How long UNKNOWN must last to count as bad. */
  readonly unknownMs: number;
  readonly badStoresMin: number;
  readonly badShareMin: number;
  /** Every other region must stay below this share, else the cause is elsewhere. */
  readonly othersBadShareMax: number;
  readonly probePeriodMs: number;
  /** Consecutive answered probes after which a region is healthy. */
  readonly probesForWell: number;
}

export const defaultDetectorThresholds: DetectorThresholds = {
  windowMs: 600_000,
  unknownMs: 300_000,
  badStoresMin: 5,
  badShareMin: 0.5,
  othersBadShareMax: 0.2,
  probePeriodMs: 60_000,
  probesForWell: 15,
};

/** The number of distinct stores with a push in one region during the window, and of those with a bad one. */
export interface RegionTally {
  readonly region: string;
  readonly badStores: number;
  readonly stores: number;
}

/** One push in one region. */
export interface ObservedPush {
  readonly errorLike: boolean;
  /** How long its status has been UNKNOWN without interruption; 0 if it is not. */
  readonly unknownForMs: number;
}

/** True if a push counts as bad for its region. */
export function judgeObservedPush(
  push: ObservedPush,
  { unknownMs }: DetectorThresholds,
): 'bad' | 'good' {
  return push.errorLike || (push.unknownForMs > 0 && push.unknownForMs >= unknownMs)
    ? 'bad'
    : 'good';
}

export type RegionHealth =
  | { readonly kind: 'sick'; readonly reason: string }
  | {
      readonly kind: 'not-sick';
      readonly because: 'too-few-stores' | 'share-too-low' | 'others-fail-too';
      readonly reason: string;
    };

/** Is `region` unhealthy compared with `others`? */
export function judgeRegion(
  region: RegionTally,
  others: readonly RegionTally[],
  thresholds: DetectorThresholds,
): RegionHealth {
  const counted = `${region.badStores} of ${region.stores} stores fail in ${region.region}`;
  if (region.badStores < thresholds.badStoresMin) {
    return well('too-few-stores', `${counted}; ${thresholds.badStoresMin} are needed`);
  }
  if (badShare(region) < thresholds.badShareMin) return well('share-too-low', counted);
  const failing = others.filter((other) => badShare(other) >= thresholds.othersBadShareMax);
  if (failing.length > 0) {
    const names = failing.map((other) => other.region).join(', ');
    return well('others-fail-too', `${counted}, but in ${names} too: the cause is not the region`);
  }
  return { kind: 'sick', reason: `${counted} and hardly any elsewhere` };
}

/** The number of consecutive answered probes after one more probe; 0 after a missed one. */
export function probesAnswered(before: number, answered: boolean): number {
  return answered ? before + 1 : 0;
}

/** Has a marked region answered long enough to lose its mark? */
export function judgeProbes(
  answered: number,
  { probesForWell }: DetectorThresholds,
): 'well' | 'not-yet' {
  return answered >= probesForWell ? 'well' : 'not-yet';
}

function badShare({ badStores, stores }: RegionTally): number {
  return stores === 0 ? 0 : badStores / stores;
}

function well(
  because: 'too-few-stores' | 'share-too-low' | 'others-fail-too',
  reason: string,
): RegionHealth {
  return { kind: 'not-sick', because, reason };
}
