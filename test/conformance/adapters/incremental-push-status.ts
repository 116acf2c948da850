/** Computes how far an incremental push is (SA-15). */
import { decideIncrementalPush } from '../../../model/rules/aggregation/incremental-status.js';
import type { ExecutionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';

interface Case {
  partitionCount: number;
  replicationFactor: number;
  reported: Record<string, { instance: string; status: ExecutionStatus }[]> | null;
  completedReplicas: Record<string, number>;
}

export const adapter: Adapter = {
  target: 'incremental_push_status',
  answer: ({ partitionCount, replicationFactor, reported, completedReplicas }: Case) => {
    const byPartition = Object.entries(reported ?? {}).map(
      ([partition, reports]) =>
        [
          Number(partition),
          new Map(reports.map(({ instance, status }) => [instance, status])),
        ] as const,
    );
    const completed = Object.entries(completedReplicas).map(
      ([partition, replicas]) => [Number(partition), replicas] as const,
    );
    const status = decideIncrementalPush({
      partitions: partitionCount,
      replicationFactor,
      reported: reported === null ? null : new Map(byPartition),
      completedReplicas: new Map(completed),
    });
    return { status };
  },
};
