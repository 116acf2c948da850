/** How many replicas a partition may miss: Venice waits for every replica, or for all but one. */

/** Venice's strategies, by their own (misspelt) names. Source: OfflinePushStrategy. */
export type PushStrategy = 'WAIT_ALL_REPLICAS' | 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';

/** The strategy of a cluster that sets none. Source: `default.offline.push.strategy`. */
export const defaultPushStrategy: PushStrategy = 'WAIT_N_MINUS_ONE_REPLCIA_PER_PARTITION';

/** How many replicas of a partition may fail. Source: PushStatusDecider#getNumberOfToleratedErrors. */
export function toleratedErrors(strategy: PushStrategy): number {
  return strategy === 'WAIT_ALL_REPLICAS' ? 0 : 1;
}
