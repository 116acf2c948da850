/**
 * Which instances can serve a partition: those whose replica completed, whatever Helix reports of them.
 * Beside it, the two entries of a history between which a replica's ingestion is timed.
 */

import type { Rule } from '../../../model/rules/rule.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { AssignedInstance, ReplicaHistories } from './partition-status.js';
import { decidedReplicaStatus } from './replica-status.js';

export const readyToServeRule: Rule = {
  id: 'SA-10',
  title: 'Instances ready to serve',
  source: 'PushStatusDecider#getReadyToServeInstances',
};

/** The assigned instances whose decided status is COMPLETED, in the order of the assignment. */
export function readyInstances(
  assignment: readonly AssignedInstance[],
  histories: ReplicaHistories,
): readonly string[] {
  return assignment
    .map(({ instance }) => instance)
    .filter((instance) => decidedReplicaStatus(histories.get(instance) ?? []) === 'COMPLETED');
}

/** Places in a history, counted from 0. */
export interface IngestionSpan {
  readonly started: number;
  readonly completed: number;
}

/**
 * First STARTED and first COMPLETED, if something lies between them: side by side they come from a
 * restart, which ingested nothing. Source: ReplicaStatus#findStartedAndCompletedStatus.
 */
export function ingestionSpan(
  history: readonly { readonly status: ExecutionStatus }[],
): IngestionSpan | undefined {
  const started = history.findIndex(({ status }) => status === 'STARTED');
  const completed = history.findIndex(({ status }) => status === 'COMPLETED');
  return started >= 0 && completed > started + 1 ? { started, completed } : undefined;
}
