/**
 * The time of the parent's status queries: how the answers of all regions become one status, and what a region answers from its replica
 * table, alone and after a replica's report. The time must not grow with the number of partitions.
 */
import {
  createReplicaTable,
  setReplicaStatus,
  tableDecision,
} from '../model/replicas/replica-table.js';
import { defaultPushStrategy } from '../model/rules/aggregation/tolerance.js';
import {
  aggregateRegions,
  type RegionTally,
} from '../model/rules/aggregation-parent/final-status.js';
import type { ExecutionStatus } from '../model/statuses.js';
import { type Effort, measure, type Row } from './row.js';

const times = 1_000;
const replicas = 3;
const regionCounts = [3, 10, 100] as const;
const partitionCounts = [1, 64, 1_024, 16_384] as const;
const stages: readonly ExecutionStatus[] = ['COMPLETED', 'STARTED', 'END_OF_PUSH_RECEIVED'];

export async function parentBench(effort: Effort): Promise<readonly Row[]> {
  const measured = [
    ...regionCounts.map((regions) => ({
      name: `aggregate ${regions} regions`,
      call: aggregateRound(regions),
    })),
    ...partitionCounts.flatMap((partitions) => [
      { name: `decide ${partitions} partitions`, call: decideRound(partitions) },
      { name: `report and decide ${partitions} partitions`, call: reportRound(partitions) },
    ]),
  ];
  const rows: Row[] = [];
  for (const one of measured)
    rows.push(await measure({ suite: 'parent', unit: 'operations', times, ...one }, effort));
  return rows;
}

/** Regions in all stages, one of them silent. */
function aggregateRound(regions: number): () => void {
  const tallies = stages.map((_, shift): RegionTally => {
    const answered = Array.from({ length: regions - 1 }, (_, i) => stages[(i + shift) % 3]!);
    return { answered, silent: 1, failed: 0, regions };
  });
  return () => {
    let ends = 0;
    for (let i = 0; i < times; i += 1) {
      const { status } = aggregateRegions(tallies[i % tallies.length]!, {
        unreachableIsError: true,
      });
      if (status === 'COMPLETED') ends += 1;
    }
    demand(ends === 0, 'a region is silent, and the push has ended');
  };
}

function tableOf(partitions: number) {
  const strategy = defaultPushStrategy;
  return createReplicaTable({ partitions, replicationFactor: replicas, strategy });
}

/** All replicas are complete but those of the last partition. */
function decideRound(partitions: number): () => void {
  const table = tableOf(partitions);
  for (let place = 0; place < (partitions - 1) * replicas; place += 1)
    setReplicaStatus(table, Math.floor(place / replicas), place % replicas, 'COMPLETED');
  return () => {
    let begun = 0;
    for (let i = 0; i < times; i += 1) if (tableDecision(table).status === 'STARTED') begun += 1;
    demand(begun === times, 'one partition has not completed, and the region has');
  };
}

/** Reports spread over all partitions, a decision after each. */
function reportRound(partitions: number): () => void {
  const table = tableOf(partitions);
  let next = 0;
  return () => {
    for (let i = 0; i < times; i += 1) {
      next += 7_919;
      setReplicaStatus(table, next % partitions, next % replicas, stages[(next >> 2) % 3]!);
      demand(tableDecision(table).status !== 'ERROR', 'no replica has failed, and the region has');
    }
  };
}

/** Uses and checks an answer, so that the compiler cannot eliminate the decision. */
function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
