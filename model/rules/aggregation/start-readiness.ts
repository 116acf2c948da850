/**
 * Whether enough storage nodes hold the replicas of a push that has not progressed. A region without them after its timeout fails the push at
 * the next status query. Queries of other regions and of later statuses change nothing.
 */
import type { ExecutionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import { type PushStrategy, toleratedErrors } from './tolerance.js';

export const startReadinessRule: Rule = {
  id: 'SA-9',
  title: 'Enough nodes to start a push',
  source:
    'PushStatusDecider#hasEnoughNodesToStartPush; AbstractPushMonitor#getPushStatusAndDetails',
};

/**
 * True if `actual` replicas suffice for `expected` ones. At least one is needed. Source:
 * PushStatusDecider#hasEnoughReplicasForOnePartition.
 */
export function areEnoughReplicas(
  actual: number,
  expected: number,
  strategy: PushStrategy,
): boolean {
  const required = expected === 1 ? 1 : expected - toleratedErrors(strategy);
  return actual >= required;
}

/** The input of the check that a status query makes first. */
export interface StartWait {
  readonly status: ExecutionStatus;
  readonly nowMs: number;
  /** First entry of the push record's history. */
  readonly startedAtMs: number;
  /** `offline.job.start.timeout.ms`. */
  readonly timeoutMs: number;
}

/** Must the query count nodes? Venice compares whole seconds, and the instant of the timeout itself is too late. */
export function isStartOverdue({ status, nowMs, startedAtMs, timeoutMs }: StartWait): boolean {
  if (status !== 'NOT_STARTED' && status !== 'STARTED') return false;
  const elapsed = Math.floor(nowMs / 1_000) - Math.floor(startedAtMs / 1_000);
  return elapsed >= Math.floor(timeoutMs / 1_000);
}
