/**
 * Policies A and B decide a push by fewer regions than it went to: A tolerates any k failures, B
 * leaves out the regions that are marked at the moment of the poll. Neither flags a version for
 * recovery. Venice's own aggregation (SA-1) is passed in, not repeated.
 */
import { type ExecutionStatus, isError } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const tolerantAggregationRule: Rule = {
  id: 'DM-10',
  title: 'Aggregation that tolerates or leaves out regions (policies A and B)',
  source: 'DD options A, B',
};

/** How long UNKNOWN or NOT_CREATED must last before policy A gives a region up. */
export const defaultGivenUpAfterMs = 1_800_000;

/** A region's report, and how long it has been the same. */
export interface RegionReport {
  readonly region: string;
  readonly pushStatus: ExecutionStatus;
  readonly unchangedForMs: number;
}

export interface TolerancePolicy {
  /** `push.job.tolerated.dc.failures`; 0 is the baseline. */
  readonly toleratedFailures: number;
  readonly givenUpAfterMs: number;
}

type RegionClass = 'done' | 'bad' | 'pending';

/** `ends` is what the parent's version becomes, if the push ends now. */
export interface TolerantVerdict {
  readonly aggregate: ExecutionStatus;
  readonly ends: 'ONLINE' | 'PARTIALLY_ONLINE' | undefined;
  readonly reason: string;
}

/** How policy A counts one region. */
function classifyRegion(report: RegionReport, { givenUpAfterMs }: TolerancePolicy): RegionClass {
  if (report.pushStatus === 'COMPLETED') return 'done';
  if (isError(report.pushStatus)) return 'bad';
  const silent = report.pushStatus === 'UNKNOWN' || report.pushStatus === 'NOT_CREATED';
  return silent && report.unchangedForMs >= givenUpAfterMs ? 'bad' : 'pending';
}

/** Policy A: the push succeeds if at most k regions failed, and at least one completed. */
export function aggregateTolerating(
  reports: readonly RegionReport[],
  policy: TolerancePolicy,
): TolerantVerdict {
  const named = (wanted: RegionClass): readonly string[] =>
    reports
      .filter((report) => classifyRegion(report, policy) === wanted)
      .map(({ region }) => region);
  const pending = named('pending');
  const bad = named('bad');
  const done = named('done');
  if (pending.length > 0) {
    return { aggregate: 'PROGRESS', ends: undefined, reason: `waits for ${pending.join(', ')}` };
  }
  const enough = Math.max(1, reports.length - policy.toleratedFailures);
  if (bad.length > policy.toleratedFailures || done.length < enough) {
    const reason = `failed in ${bad.join(', ')}; ${policy.toleratedFailures} failures are tolerated`;
    return { aggregate: 'ERROR', ends: undefined, reason };
  }
  if (bad.length === 0)
    return { aggregate: 'COMPLETED', ends: 'ONLINE', reason: 'every region completed' };
  const reason = `completed in ${done.join(', ')}, tolerates the failure of ${bad.join(', ')}`;
  return { aggregate: 'COMPLETED', ends: 'PARTIALLY_ONLINE', reason };
}

/**
 * Policy B: the regions marked now do not count, and Venice's aggregation decides the others.
 */
export function aggregateWithoutDegraded(
  reports: readonly RegionReport[],
  degraded: readonly string[],
  aggregate: (rest: readonly RegionReport[]) => ExecutionStatus,
): TolerantVerdict {
  const rest = reports.filter(({ region }) => !degraded.includes(region));
  if (rest.length === 0) {
    return {
      aggregate: 'PROGRESS',
      ends: undefined,
      reason: 'every region is degraded; no region is left to evaluate',
    };
  }
  const answer = aggregate(rest);
  const counted = rest.map(({ region }) => region).join(', ');
  if (answer !== 'COMPLETED')
    return { aggregate: answer, ends: undefined, reason: `${answer} over ${counted}` };
  const everywhere = reports.every(({ pushStatus }) => pushStatus === 'COMPLETED');
  const reason = everywhere
    ? 'every region completed'
    : `completed in ${counted}, the others are degraded`;
  return { aggregate: answer, ends: everywhere ? 'ONLINE' : 'PARTIALLY_ONLINE', reason };
}
