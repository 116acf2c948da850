/**
 * Has Helix assigned enough servers for a push to begin? Asked again and again after a version is
 * created and whenever the status of a push that has not moved is queried; how long to keep asking is
 * decided elsewhere.
 */

import { type PushStrategy, toleratedErrors } from '../../../model/rules/aggregation/tolerance.js';
import type { Rule } from '../../../model/rules/rule.js';
import type { AssignedInstance } from './partition-status.js';

export const startReadinessRule: Rule = {
  id: 'SA-9',
  title: 'Enough nodes to start a push',
  source: 'PushStatusDecider#hasEnoughNodesToStartPush',
};

export interface StartView {
  readonly replicationFactor: number;
  /** How many partitions the version has. */
  readonly partitions: number;
  /** Who is assigned, by partition; null while Helix does not show the version at all. */
  readonly assignment: ReadonlyMap<number, readonly AssignedInstance[]> | null;
}

export type StartReadiness =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'not-ready';
      readonly because: 'unknown-to-helix' | 'partitions-unassigned' | 'replicas-missing';
      /** Venice's own text, which a status query hands on. */
      readonly reason: string;
    };

/** Decides whether a push may begin; only leaders and standbys count as working. */
export function decideStartReadiness(view: StartView, strategy: PushStrategy): StartReadiness {
  const { assignment, partitions, replicationFactor } = view;
  if (assignment === null) {
    return { kind: 'not-ready', because: 'unknown-to-helix', reason: 'not yet in EXTERNALVIEW' };
  }
  if (assignment.size < partitions) {
    const reason = `not enough partitions in EXTERNALVIEW${assignment.size}/${partitions}`;
    return { kind: 'not-ready', because: 'partitions-unassigned', reason };
  }
  const short = [...assignment]
    .filter(
      ([, assigned]) => !areEnoughReplicas(workingCount(assigned), replicationFactor, strategy),
    )
    .map(([partition]) => partition)
    .sort((one, other) => one - other);
  if (short.length === 0) return { kind: 'ready' };
  const reason = `Partitions:  ${short.join(' ')} does not have enough replicas`;
  return { kind: 'not-ready', because: 'replicas-missing', reason };
}

function workingCount(assigned: readonly AssignedInstance[]): number {
  return assigned.filter(({ role }) => role === 'LEADER' || role === 'STANDBY').length;
}

/**
 * Are `actual` replicas enough where `expected` are wanted? One is never done without. Source:
 * #hasEnoughReplicasForOnePartition.
 */
export function areEnoughReplicas(
  actual: number,
  expected: number,
  strategy: PushStrategy,
): boolean {
  const required = expected === 1 ? 1 : expected - toleratedErrors(strategy);
  return actual >= required;
}
