/**
 * How the parent answers a push job's status query. The answer is computed from the regions'
 * answers, and the query has side effects: it changes the parent's version record, its current
 * version and its topic. They are returned as a list of actions, in order; the rule calls no region and
 * writes nothing.
 */
import { isTerminal } from '../../statuses.js';
import { parseRegions } from '../regions/region-lists.js';
import type { Rule } from '../rule.js';
import { aggregateRegions, type FinalStatus, type FinalStatusVariant } from './final-status.js';
import type {
  JobStatusOutcome,
  JobStatusQuery,
  JobStatusView,
  RegionAnswer,
  RegionInAnswer,
  Standing,
} from './job-status-words.js';
import { settleTargets, type TargetOutcomeVariant } from './target-outcome.js';
import { settleTerminal } from './terminal-outcome.js';

export const jobStatusRule: Rule = {
  id: 'SA-16',
  title: 'The parent answers a status query',
  source: 'VeniceParentHelixAdmin#getOffLineJobStatus and the three methods it calls',
};

/** Switches of the same names; all false is as built. */
export interface JobStatusVariant extends FinalStatusVariant, TargetOutcomeVariant {
  readonly majorityCountsUndiscoverable: boolean;
}

/**
 * True if this region is queried. A deferred push queries all regions, not only its targets.
 */
export function isAsked(region: string, query: JobStatusQuery): boolean {
  const targets = parseRegions(query.targets);
  return targets.length === 0 || targets.includes(region) || (query.deferred && !query.onlyTargets);
}

/**
 * Answers a status query. A version that is missing where it is needed makes the whole query fail.
 */
export function answerJobStatus(view: JobStatusView, variant: JobStatusVariant): JobStatusOutcome {
  const { query, version } = view;
  const asked = view.answers.filter(({ region }) => isAsked(region, query));
  const regions = asked.map(inAnswer);
  const { status, details } = aggregate(view, asked, variant);
  let standing: Standing = { version, missing: false, details, actions: [] };
  if (query.deferred) {
    const targets = parseRegions(query.targets);
    standing = settleTargets(standing, { version: query.version, targets, regions }, variant);
  }
  if (isTerminal(status)) standing = settleTerminal(standing, view, status);
  const { actions } = standing;
  if (standing.missing || (!isTerminal(status) && standing.version === undefined)) {
    return { kind: 'failed', reason: `the parent has no v${query.version} any more`, actions };
  }
  // A killed push ends for its job, although regions may continue to report progress.
  const killed = !isTerminal(status) && standing.version?.status === 'KILLED';
  return {
    kind: 'answered',
    status: killed ? 'ERROR' : status,
    details: standing.details,
    regions,
    actions,
  };
}

function aggregate(
  view: JobStatusView,
  asked: readonly RegionAnswer[],
  variant: JobStatusVariant,
): FinalStatus {
  const answered = asked.flatMap((answer) => (answer.kind === 'answered' ? [answer.status] : []));
  const queryFailed = asked.filter(({ kind }) => kind === 'query-failed').length;
  const silent = asked.length - answered.length;
  const failed = variant.majorityCountsUndiscoverable ? silent : queryFailed;
  return aggregateRegions({ answered, silent, failed, regions: view.regions }, variant);
}

function inAnswer(answer: RegionAnswer): RegionInAnswer {
  const { region } = answer;
  if (answer.kind === 'answered') {
    const details = answer.details === null ? null : `${answer.leader} ${answer.details}`;
    return { region, status: answer.status, details, sinceSeconds: answer.sinceSeconds };
  }
  const details =
    answer.kind === 'query-failed'
      ? `${answer.leader} ${answer.error}`
      : `Failed to get leader controller url ${answer.error}`;
  return { region, status: 'UNKNOWN', details, sinceSeconds: null };
}
