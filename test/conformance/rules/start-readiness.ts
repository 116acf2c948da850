/**
 * Has Helix assigned enough servers for a push to begin? The rule SA-9 over whole assignments, with Venice's texts; the replica table counts
 * them instead.
 */

import { areEnoughReplicas } from '../../../model/rules/aggregation/start-readiness.js';
import type { PushStrategy } from '../../../model/rules/aggregation/tolerance.js';
import type { AssignedInstance } from './partition-status.js';

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
