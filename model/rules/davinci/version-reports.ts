/**
 * Da Vinci status from reports under the version-level key, and from partition-level reports where
 * there is no such key or where some instances still use the older ones. Instances that are gone or
 * bootstrapping stay in the total but block nothing.
 */
import { isError } from '../../statuses.js';
import type { Rule } from '../rule.js';
import { decideByPartition } from './partition-reports.js';
import {
  type DavinciStatus,
  type DeadLimits,
  type InstanceReport,
  judgeDead,
  type LivenessByInstance,
  milestonesOf,
  type ScanClock,
  tooManyDeadText,
} from './report.js';

export const versionReportsRule: Rule = {
  id: 'DV-2',
  title: 'Da Vinci status from version-level reports',
  source: 'PushMonitorUtils#getDaVinciPushStatusAndDetails',
};

/** The input of one scan. Reports are visited in the order given. */
export interface DavinciReports {
  readonly incrementalPush: boolean;
  /** Null: there is no version-level key, which differs from an empty one. */
  readonly versionLevel: readonly InstanceReport[] | null;
  /** By partition number. */
  readonly partitions: readonly (readonly InstanceReport[])[];
  readonly liveness: LivenessByInstance;
}

/** Decides from all the reports of a version. */
export function decideDavinciStatus(
  reports: DavinciReports,
  limits: DeadLimits,
  clock: ScanClock,
): DavinciStatus {
  const { versionLevel } = reports;
  if (versionLevel === null)
    return decideByPartition({ ...reports, ignored: noInstances }, limits, clock);
  const counts = countInstances(reports, versionLevel);
  const noReport = counts.total === 0;
  const dead = judgeDead(counts, limits, clock);
  if (dead.kind === 'failed') {
    return {
      status: dead.status,
      noReport,
      details: tooManyDeadText(counts, counts.gone),
      tooManyDeadSinceMs: null,
    };
  }
  const { tooManyDeadSinceMs } = dead;
  if (counts.live === 0)
    return finishedInstances(reports, {
      versionLevel,
      counts,
      limits,
      clock: { ...clock, tooManyDeadSinceMs },
    });
  const details = detailsText(counts);
  if (counts.failed === undefined)
    return { status: 'STARTED', noReport, details, tooManyDeadSinceMs };
  return { status: counts.failed.status, noReport, details, tooManyDeadSinceMs: null };
}

interface Finished {
  readonly versionLevel: readonly InstanceReport[];
  readonly counts: InstanceCounts;
  readonly limits: DeadLimits;
  readonly clock: ScanClock;
}

/**
 * No living instance is ingesting under the version-level key, so those with older keys decide. Only
 * COMPLETED counts as their completion, for an incremental push too, whose own end therefore always
 * comes from here.
 */
function finishedInstances(
  reports: DavinciReports,
  { versionLevel, counts, limits, clock }: Finished,
): DavinciStatus {
  const ignored = new Set(versionLevel.map(({ instance }) => instance));
  const older = decideByPartition({ ...reports, ignored }, limits, clock);
  const details = detailsText(counts);
  if (older.status !== 'COMPLETED') {
    const bridge =
      '. However, some instances are still reporting partition level status keys ' +
      'and they are not completed yet. ';
    return { ...older, noReport: false, details: details + bridge + older.details };
  }
  const { complete } = milestonesOf(reports.incrementalPush);
  return { status: complete, noReport: counts.total === 0, details, tooManyDeadSinceMs: null };
}

interface InstanceCounts {
  /** All that report, bootstrapping ones too. */
  readonly total: number;
  /** Alive and not complete. */
  live: number;
  done: number;
  offline: number;
  failed: InstanceReport | undefined;
  readonly incomplete: InstanceReport[];
  readonly gone: string[];
}

function countInstances(
  { incrementalPush, liveness }: DavinciReports,
  versionLevel: readonly InstanceReport[],
): InstanceCounts {
  const counts: InstanceCounts = {
    total: versionLevel.length,
    live: 0,
    done: 0,
    offline: 0,
    failed: undefined,
    incomplete: [],
    gone: [],
  };
  const { complete } = milestonesOf(incrementalPush);
  for (const report of versionLevel) {
    const alive = liveness.get(report.instance) ?? 'DEAD';
    if (alive === 'BOOTSTRAPPING') continue;
    if (report.status === complete) {
      counts.done++;
      continue;
    }
    counts.incomplete.push(report);
    if (alive === 'DEAD') {
      counts.offline++;
      counts.gone.push(report.instance);
      continue;
    }
    counts.live++;
    if (!isError(report.status)) continue;
    counts.failed = report;
    break;
  }
  return counts;
}

/** Venice's text, with ten examples at most. */
function detailsText({ total, done, live, failed, incomplete }: InstanceCounts): string {
  let text = done > 0 ? `${done}/${total} Da Vinci instances completed.` : '';
  if (failed !== undefined)
    text += `Found a failed instance in Da Vinci. Instance: ${failed.instance}. Live instance count: ${live}`;
  if (incomplete.length > 0) {
    const examples = incomplete
      .slice(0, 10)
      .map(({ instance, status }) => `${instance}-${status},`);
    text += `. Some example incomplete instances: ${examples.join('')}`;
  }
  return text;
}

const noInstances: ReadonlySet<string> = new Set();
