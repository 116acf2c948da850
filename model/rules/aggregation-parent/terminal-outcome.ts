/**
 * Second step of a status query, once the push has ended in the regions: the parent's topic is
 * truncated and, if the push succeeded, the version goes ONLINE. A failed push leaves the version
 * unchanged; only the push job's kill changes that.
 */
import type { ExecutionStatus, VersionStatus } from '../../statuses.js';
import { decideParentTopic } from '../swap/parent-topic.js';
import {
  type JobStatusAction,
  type JobStatusView,
  type Standing,
  withActions,
  withVersionStatus,
} from './job-status-words.js';

/**
 * The first end of a targeted push makes the version PUSHED, the second ONLINE.
 */
export function settleTerminal(
  standing: Standing,
  view: JobStatusView,
  status: ExecutionStatus,
): Standing {
  const { deferred } = view.query;
  let settled = withActions(standing, endSeen(status));
  if (!settled.version?.swapDeferred) settled = settleUndeferred(settled, view, status);
  if (settled.missing || !deferred) return settled;
  if (settled.version === undefined) return { ...settled, missing: true };
  return swapIsOver.has(settled.version.status) ? truncateTopic(settled, view, status) : settled;
}

/**
 * Statuses after which a deferred swap has no work left; after a rollback the topic stays.
 */
const swapIsOver: ReadonlySet<VersionStatus> = new Set([
  'ONLINE',
  'PARTIALLY_ONLINE',
  'KILLED',
  'ERROR',
]);

function endSeen(status: ExecutionStatus): readonly JobStatusAction[] {
  const seen: JobStatusAction = { kind: 'terminal-status-seen', status };
  return status === 'COMPLETED' ? [seen, { kind: 'clear-cooldown' }] : [seen];
}

function settleUndeferred(
  standing: Standing,
  view: JobStatusView,
  status: ExecutionStatus,
): Standing {
  const { query } = view;
  const targeted = query.targets !== null && query.targets !== '';
  const pushed = standing.version?.status === 'PUSHED';
  const firstOfTwo = targeted && !pushed;
  const truncated =
    firstOfTwo && !standing.version?.hybrid ? standing : truncateTopic(standing, view, status);
  if (status !== 'COMPLETED' || truncated.version?.status === 'ONLINE') return truncated;
  if (firstOfTwo) return withVersionStatus(truncated, query.version, 'PUSHED');
  const online = withVersionStatus(truncated, query.version, 'ONLINE');
  return online.missing
    ? online
    : withActions(online, [{ kind: 'set-current-version', version: query.version }]);
}

function truncateTopic(standing: Standing, view: JobStatusView, status: ExecutionStatus): Standing {
  const { version } = standing;
  const decision = decideParentTopic({
    ...view,
    ...topicFlags(standing),
    status,
    incremental: view.query.incremental,
  });
  if (decision === 'kept') return standing;
  if (decision === 'kept-errored') {
    return { ...standing, details: `${standing.details}Parent Kafka topic won't be truncated` };
  }
  const noted = { ...standing, details: `${standing.details}Parent Kafka topic truncated` };
  const truncate = { kind: 'truncate-parent-topic', version: view.query.version } as const;
  // Only the version's topic depends on the strategy of push detection.
  const own: JobStatusAction[] = view.parentTopicWritten ? [{ ...truncate, topic: 'version' }] : [];
  const reprocessed: JobStatusAction[] =
    version?.pushType === 'STREAM_REPROCESSING'
      ? [{ ...truncate, topic: 'stream-reprocessing' }]
      : [];
  return withActions(noted, [...own, ...reprocessed]);
}

function topicFlags({ version }: Standing): {
  readonly swapDeferred: boolean;
  readonly targetSwapRegion: string;
} {
  return {
    swapDeferred: version?.swapDeferred ?? false,
    targetSwapRegion: version?.targetSwapRegion ?? '',
  };
}
