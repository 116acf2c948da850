/**
 * How many replicas a partition may miss. Venice has two strategies, which the decisions of this folder
 * share: wait for every replica, or for all but one. This is arithmetic only; what follows from it is
 * decided in the rules.
 */

/** Venice's strategies, by their own (misspelt) names. Source: OfflinePushStrategy; status §3. */
export type PushStrategy = 'WAIT_ALL_REPLICAS' | 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';

/** The strategy of a cluster that sets none. Source: status §10, `default.offline.push.strategy`. */
export const defaultPushStrategy: PushStrategy = 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';

/** How many replicas of a partition may fail. Source: PushStatusDecider#getNumberOfToleratedErrors. */
export function toleratedErrors(strategy: PushStrategy): number {
  return strategy === 'WAIT_ALL_REPLICAS' ? 0 : 1;
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
