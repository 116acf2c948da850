/**
 * Da Vinci status from reports under partition-level keys. A partition is complete when no living
 * instance is still ingesting it, so an empty one is complete and a fleet that died completes the push
 * at once. An error ends the count of its partition, and replicas not counted there look as if they
 * were gone.
 */
import { type ExecutionStatus, isError } from '../../statuses.js';
import type { Rule } from '../rule.js';
import {
  type DavinciStatus,
  type DeadLimits,
  type InstanceReport,
  judgeDead,
  type LivenessByInstance,
  milestonesOf,
  type PushMilestones,
  type ScanClock,
  tooManyDeadText,
} from './report.js';

export const partitionReportsRule: Rule = {
  id: 'DV-3',
  title: 'Da Vinci status from partition-level reports',
  source: 'PushMonitorUtils#getDaVinciPartitionLevelPushStatusAndDetails',
};

/** The input of one scan. Reports are visited in the order given. */
export interface PartitionReportsView {
  readonly incrementalPush: boolean;
  /** By partition number. */
  readonly partitions: readonly (readonly InstanceReport[])[];
  /** Instances that report under the version-level key, whose older reports here count no more. */
  readonly ignored: ReadonlySet<string>;
  readonly liveness: LivenessByInstance;
}

/**
 * Computes the status from partition-level reports. The timer stops when the push is complete or an error is
 * found.
 */
export function decideByPartition(
  view: PartitionReportsView,
  limits: DeadLimits,
  clock: ScanClock,
): DavinciStatus {
  const counts = countPartitions(view);
  const noReport = counts.total === 0;
  const offline = { offline: counts.total - counts.live - counts.done, total: counts.total };
  const dead = judgeDead(offline, limits, clock);
  if (dead.kind === 'failed') {
    return {
      status: dead.status,
      noReport,
      details: tooManyDeadText(offline, counts.gone),
      tooManyDeadSinceMs: null,
    };
  }
  const details = detailsText(counts, view);
  const { status, stopsTimer } = statusOf(counts, view);
  return {
    status,
    noReport,
    details,
    tooManyDeadSinceMs: stopsTimer ? null : dead.tooManyDeadSinceMs,
  };
}

interface FailedReplica extends InstanceReport {
  readonly partition: number;
}

/**
 * Replicas here are reports, ignored and bootstrapping ones left out. Mutated during one scan,
 * since a fleet has many partitions; it never leaves this file.
 */
interface PartitionCounts {
  total: number;
  live: number;
  done: number;
  allMiddle: boolean;
  /** The error of the last partition that has one. */
  failed: FailedReplica | undefined;
  /** Numbers of the partitions that a living instance is still ingesting. */
  readonly unfinished: number[];
  readonly gone: Set<string>;
}

function countPartitions(view: PartitionReportsView): PartitionCounts {
  const counts: PartitionCounts = {
    total: 0,
    live: 0,
    done: 0,
    allMiddle: true,
    failed: undefined,
    unfinished: [],
    gone: new Set(),
  };
  const milestones = milestonesOf(view.incrementalPush);
  let same = nothingCounted;
  for (const [partition, reports] of view.partitions.entries()) {
    if (reports === same.reports) repeatPartition(counts, same, partition);
    else {
      const { total, live, done } = counts;
      const failed = countPartition(counts, view, { partition, reports, milestones });
      same = {
        reports,
        total: counts.total - total,
        live: counts.live - live,
        done: counts.done - done,
        unfinished: counts.unfinished.at(-1) === partition,
        failed,
      };
    }
  }
  return counts;
}

/** The counts of one partition: reused if the next one has the identical list of reports. */
interface Counted {
  readonly reports: readonly InstanceReport[] | undefined;
  readonly total: number;
  readonly live: number;
  readonly done: number;
  readonly unfinished: boolean;
  readonly failed: FailedReplica | undefined;
}

const nothingCounted: Counted = {
  reports: undefined,
  total: 0,
  live: 0,
  done: 0,
  unfinished: false,
  failed: undefined,
};

function repeatPartition(counts: PartitionCounts, same: Counted, partition: number): void {
  counts.total += same.total;
  counts.live += same.live;
  counts.done += same.done;
  if (same.unfinished) counts.unfinished.push(partition);
  if (same.failed !== undefined) counts.failed = { ...same.failed, partition };
}

interface PartitionInHand {
  readonly partition: number;
  readonly reports: readonly InstanceReport[];
  readonly milestones: PushMilestones;
}

/** Adds one partition to the counts; returns its error if it has one. */
function countPartition(
  counts: PartitionCounts,
  { ignored, liveness }: PartitionReportsView,
  { partition, reports, milestones }: PartitionInHand,
): FailedReplica | undefined {
  let unfinished = false;
  let failed: FailedReplica | undefined;
  // The total includes all replicas before the first error, and those after it.
  counts.total += reports.length;
  for (const { instance, status } of reports) {
    const alive = liveness.get(instance) ?? 'DEAD';
    if (ignored.has(instance) || alive === 'BOOTSTRAPPING') counts.total--;
    else if (status === milestones.complete) counts.done++;
    else if (alive === 'DEAD') counts.gone.add(instance);
    else {
      unfinished = true;
      counts.live++;
      if (status === milestones.middle) continue;
      counts.allMiddle = false;
      if (!isError(status)) continue;
      failed = { partition, instance, status };
      break;
    }
  }
  if (unfinished) counts.unfinished.push(partition);
  counts.failed = failed ?? counts.failed;
  return failed;
}

interface Conclusion {
  readonly status: ExecutionStatus;
  readonly stopsTimer: boolean;
}

function statusOf(counts: PartitionCounts, { incrementalPush }: PartitionReportsView): Conclusion {
  const { complete, middle } = milestonesOf(incrementalPush);
  if (counts.unfinished.length === 0) return { status: complete, stopsTimer: true };
  if (counts.allMiddle) return { status: middle, stopsTimer: false };
  if (counts.failed !== undefined) return { status: counts.failed.status, stopsTimer: true };
  return { status: 'STARTED', stopsTimer: false };
}

function detailsText(counts: PartitionCounts, view: PartitionReportsView): string {
  const partitions = view.partitions.length;
  const finished = partitions - counts.unfinished.length;
  const { live, done, total } = counts;
  const replicas =
    `Live replica count: ${live}, completed replica count: ${done}, ` +
    `total replica count: ${total}`;
  let text =
    finished > 0
      ? `${finished}/${partitions} partitions completed in ${counts.total} Da Vinci replicas.`
      : '';
  if (counts.failed !== undefined) text += `${failedText(counts.failed)}. ${replicas}`;
  if (counts.unfinished.length > 0) {
    const unfinished = unfinishedText(counts.unfinished, view);
    text += `. Following partitions still not complete (capped at 10) ${unfinished}. ${replicas}`;
  }
  return text;
}

function failedText({ partition, instance, status }: FailedReplica): string {
  const cause = status === 'DVC_INGESTION_ERROR_DISK_FULL' ? ' due to disk threshold reached' : '';
  return `Found a failed partition replica in Da Vinci${cause}. Partition: ${partition} Replica: ${instance}`;
}

/** More than ten partitions are named by number alone, fewer with all instances that have not reported their end. */
function unfinishedText(
  unfinished: readonly number[],
  { partitions, ignored, incrementalPush }: PartitionReportsView,
): string {
  if (unfinished.length > 10) return `[${unfinished.slice(0, 10).join(', ')}]`;
  const { complete } = milestonesOf(incrementalPush);
  let named: { readonly reports: readonly InstanceReport[] | undefined; readonly text: string } = {
    reports: undefined,
    text: '',
  };
  const texts = unfinished.map((partition) => {
    const reports = partitions[partition];
    // Partitions often share one list, whose names are joined once.
    if (reports !== named.reports) {
      const open = (reports ?? [])
        .filter(({ instance, status }) => !ignored.has(instance) && status !== complete)
        .map(({ instance }) => instance);
      named = { reports, text: open.join(', ') };
    }
    return `Partition: ${partition} (instances: [${named.text}])`;
  });
  return texts.join(', ');
}
