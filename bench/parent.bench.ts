/**
 * What the parent's questions cost. How the answers of all regions become one status, and what a region
 * decides about a push: asked of the counted table, against asking the pure rules about every partition.
 * Only the question is measured here; the aggregation bench measures a change with the question after it.
 */
import {
  createReplicaTable,
  setReplicaStatus,
  tableDecision,
} from '../model/replicas/replica-table.js';
import type { ReplicaRole } from '../model/rules/aggregation/partition-status.js';
import { decideRegion } from '../model/rules/aggregation/region-status.js';
import type { ReplicaSnapshot } from '../model/rules/aggregation/replica-history.js';
import { defaultPushStrategy } from '../model/rules/aggregation/tolerance.js';
import {
  aggregateRegions,
  type RegionTally,
} from '../model/rules/aggregation-parent/final-status.js';
import type { ExecutionStatus } from '../model/statuses.js';
import { type Effort, measure, type Row } from './row.js';

const suite = 'parent';
const unit = 'operations';
const questionsPerCall = 1_000;
const instances = ['a', 'b', 'c'] as const;

/** Regions that the parent asks, and partitions of which a region decides. */
export const regionCounts = [3, 10, 100] as const;
export const partitionCounts = [1, 64, 1_024] as const;

export async function parentBench(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const regions of regionCounts) {
    const name = `aggregate ${regions} regions`;
    const call = aggregateRound(regions);
    rows.push(await measure({ suite, name, unit, times: questionsPerCall, call }, effort));
  }
  for (const partitions of partitionCounts) {
    const counted = {
      name: `decide ${partitions} partitions, counted`,
      times: questionsPerCall,
      call: countedRound(partitions),
    };
    const recomputed = {
      name: `decide ${partitions} partitions, recomputed`,
      times: 1,
      call: recomputedRound(partitions),
    };
    for (const way of [counted, recomputed])
      rows.push(await measure({ suite, unit, ...way }, effort));
  }
  return rows;
}

/** Regions in all stages, one of them silent. */
function aggregateRound(regions: number): () => void {
  const stages: readonly ExecutionStatus[] = ['COMPLETED', 'STARTED', 'END_OF_PUSH_RECEIVED'];
  const tallies = stages.map((_, shift): RegionTally => {
    const answered = Array.from({ length: regions - 1 }, (_, i) => stages[(i + shift) % 3]!);
    return { answered, silent: 1, failed: 0, regions };
  });
  return () => {
    let ends = 0;
    for (let i = 0; i < questionsPerCall; i += 1) {
      const { status } = aggregateRegions(tallies[i % tallies.length]!, {
        unreachableIsError: true,
      });
      if (status === 'COMPLETED') ends += 1;
    }
    demand(ends === 0, 'a region is silent, and the push has ended');
  };
}

/** All replicas are through but those of the last partition, which a decision finds last. */
function stageOf(partition: number, partitions: number): ExecutionStatus {
  return partition === partitions - 1 ? 'STARTED' : 'COMPLETED';
}

function countedRound(partitions: number): () => void {
  const table = createReplicaTable({
    partitions,
    replicationFactor: instances.length,
    strategy: defaultPushStrategy,
  });
  for (let partition = 0; partition < partitions; partition += 1)
    for (let replica = 0; replica < instances.length; replica += 1)
      setReplicaStatus(table, partition, replica, stageOf(partition, partitions));
  return () => {
    let begun = 0;
    for (let i = 0; i < questionsPerCall; i += 1)
      if (tableDecision(table).status === 'STARTED') begun += 1;
    demand(begun === questionsPerCall, 'one partition is not through, and the region is');
  };
}

function recomputedRound(partitions: number): () => void {
  const numbers = Array.from({ length: partitions }, (_, partition) => partition);
  const assigned = instances.map((instance, index): { instance: string; role: ReplicaRole } => {
    return { instance, role: index === 0 ? 'LEADER' : 'STANDBY' };
  });
  const view = {
    replicationFactor: instances.length,
    partitions,
    assignment: new Map(numbers.map((partition) => [partition, assigned])),
    reports: numbers.map((partition) => ({ partition, histories: historiesOf(partition) })),
    disabled: new Map(),
  };
  return () => {
    const { status } = decideRegion(view, defaultPushStrategy);
    demand(status === 'STARTED', 'one partition is not through, and the region is');
  };

  function historiesOf(partition: number): Map<string, readonly ReplicaSnapshot[]> {
    const status = stageOf(partition, partitions);
    return new Map(instances.map((instance) => [instance, [{ status, message: '' }]]));
  }
}

/** Uses an answer, so that nobody may leave the question out, and checks it on the way. */
function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
