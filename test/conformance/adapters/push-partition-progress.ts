/** Puts partition updates into a push record one by one and asks what it derives from them (SA-14). */

import { helixResourceNotCreated } from '../../../model/rules/aggregation/push-record.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';
import {
  endOfPushSeen,
  findsFatalDataError,
  progressText,
  type RecordedReplica,
} from '../rules/partition-progress.js';
import { type StrategyName, strategyOf } from './support/replicas.js';

interface Case {
  strategy: StrategyName;
  numberOfPartitions: number;
  replicationFactor: number;
  currentStatus: ExecutionStatus;
  updates: {
    partition: number;
    replicas: {
      currentStatus: ExecutionStatus;
      history: { status: ExecutionStatus }[];
      message?: string;
    }[];
  }[];
  dataRecovery: boolean;
}

export const adapter: Adapter = {
  target: 'push_partition_progress',
  answer: (given: Case) => {
    const { replicationFactor, currentStatus } = given;
    const expected = { replicationFactor, strategy: strategyOf(given.strategy) };
    const partitions: RecordedReplica[][] = Array.from(
      { length: given.numberOfPartitions },
      () => [],
    );
    let details: string | null = helixResourceNotCreated;
    for (const { partition, replicas } of given.updates) {
      partitions[partition] = replicas.map(({ message = '', ...replica }) => ({
        ...replica,
        message,
      }));
      details = progressText(partitions, expected, details);
    }
    const mark = given.dataRecovery ? 'DATA_RECOVERY_COMPLETED' : 'END_OF_PUSH_RECEIVED';
    return {
      statusDetails: details,
      eopInEveryPartition: endOfPushSeen(currentStatus, partitions, mark) === 'everywhere',
      fatalDataValidationError: findsFatalDataError(partitions.flat()),
    };
  },
};
