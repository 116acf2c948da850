/**
 * Calls the parent's rule for the status of a push (SA-16) and writes its answer and its actions down in
 * the vectors' words.
 */
import { answerJobStatus } from '../../../model/rules/aggregation-parent/job-status.js';
import type {
  JobStatusAction,
  PolledVersion,
  RegionAnswer,
  RegionInAnswer,
} from '../../../model/rules/aggregation-parent/job-status-words.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';

interface RecordedRegion {
  readonly region: string;
  readonly response: 'ok' | 'queryError' | 'leaderLookupError';
  readonly status: ExecutionStatus;
  readonly statusUpdateTimestamp: number | null;
  readonly details: string | null;
}

interface Case {
  readonly regions: readonly RecordedRegion[];
  readonly incrementalPush: boolean;
  readonly targetedRegions: string | null;
  readonly targetRegionPushWithDeferredSwap: boolean;
  readonly version: PolledVersion | null;
  readonly currentVersion: number;
  readonly incrementalPushEnabled: boolean;
  readonly maxErroredTopicsToKeep: number;
  readonly parentTopicWritten: boolean;
  readonly truncationDisabled: boolean;
}

const asBuilt = {
  unreachableIsError: false,
  majorityCountsUndiscoverable: false,
  emptyTargetGuard: false,
  failedTargetIsKilled: false,
  dvcErrorsFailTarget: false,
};
const version = 3;

export const adapter: Adapter = {
  target: 'parent_job_status',
  answer: (given: Case) => {
    const outcome = answerJobStatus(
      {
        query: {
          version,
          incremental: given.incrementalPush,
          targets: given.targetedRegions,
          deferred: given.targetRegionPushWithDeferredSwap,
          onlyTargets: false,
        },
        answers: given.regions.map(answerOf),
        regions: given.regions.length,
        version: given.version ?? undefined,
        incrementalStore: given.incrementalPushEnabled,
        parentTopicWritten: given.parentTopicWritten,
        erroredTopicsToKeep: given.maxErroredTopicsToKeep,
        truncationDisabled: given.truncationDisabled,
      },
      asBuilt,
    );
    const actions = outcome.actions.flatMap(recordedAction);
    if (outcome.kind === 'failed') return { failed: true, actions };
    return {
      failed: false,
      status: outcome.status,
      details: outcome.details,
      regionStatuses: byRegion(outcome.regions, ({ status }) => status),
      regionDetails: byRegion(outcome.regions, ({ details }) => details),
      regionTimestamps: byRegion(outcome.regions, ({ sinceSeconds }) => sinceSeconds),
      actions,
      ...recordAfter(given, outcome.actions),
    };
  },
};

function answerOf({
  region,
  response,
  status,
  statusUpdateTimestamp,
  details,
}: RecordedRegion): RegionAnswer {
  const leader = `url-${region}`;
  if (response === 'leaderLookupError') return { region, kind: 'no-leader', error: 'no leader' };
  if (response === 'queryError') return { region, kind: 'query-failed', leader, error: 'boom' };
  return { region, kind: 'answered', status, sinceSeconds: statusUpdateTimestamp, details, leader };
}

function byRegion<T>(
  regions: readonly RegionInAnswer[],
  value: (region: RegionInAnswer) => T | null,
): Record<string, T> {
  const entries = regions.flatMap((region): [string, T][] => {
    const found = value(region);
    return found === null ? [] : [[region.region, found]];
  });
  return Object.fromEntries(entries);
}

function recordedAction(action: JobStatusAction): unknown[] {
  switch (action.kind) {
    case 'terminal-status-seen':
      return [{ type: 'terminalStatusSeen', status: action.status }];
    case 'clear-cooldown':
      return [];
    case 'set-version-status':
      return [{ type: 'setVersionStatus', version: action.version, status: action.status }];
    case 'set-current-version':
      return [{ type: 'setCurrentVersion', version: action.version }];
    case 'truncate-parent-topic':
      return [
        {
          type: 'truncateTopic',
          topic: action.topic === 'version' ? 'version' : 'streamReprocessing',
        },
      ];
  }
}

function recordAfter(given: Case, actions: readonly JobStatusAction[]) {
  let versionStatusAfter = given.version?.status ?? null;
  let currentVersionAfter = given.currentVersion;
  for (const action of actions) {
    if (action.kind === 'set-version-status') versionStatusAfter = action.status;
    if (action.kind === 'set-current-version') currentVersionAfter = action.version;
  }
  return { versionStatusAfter, currentVersionAfter };
}
