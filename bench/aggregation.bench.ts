/**
 * What one replica's report costs, with the region's decision after it: counted in the replica table,
 * against asking the pure rules about all partitions again. The contract is the shape, not the seconds:
 * the counted cost does not grow with the number of partitions.
 */
import { Bench } from 'tinybench';
import {
  createReplicaTable,
  setReplicaStatus,
  tableDecision,
} from '../model/replicas/replica-table.js';
import type { ReplicaRole } from '../model/rules/aggregation/partition-status.js';
import { decideRegion } from '../model/rules/aggregation/region-status.js';
import type { ReplicaSnapshot } from '../model/rules/aggregation/replica-history.js';
import { defaultPushStrategy } from '../model/rules/aggregation/tolerance.js';
import type { ExecutionStatus } from '../model/statuses.js';

/** One measured way at one size; times are means over all samples. */
export interface AggregationRow {
  readonly way: 'counted' | 'recomputed';
  readonly partitions: number;
  readonly replicas: number;
  readonly nanosecondsPerChange: number;
  readonly samples: number;
}

/** The sizes that are compared, each with three replicas. */
export const partitionCounts = [1, 64, 1_024, 16_384] as const;

const replicas = 3;
/** Counted changes are so quick that a sample takes many of them. */
const changesPerSample = 4_096;

/**
 * Measures both ways at every size; `timeMs` is the measuring time of each. Deterministic in what it
 * does, not in what it measures.
 */
export async function aggregationBench({ timeMs = 300 } = {}): Promise<readonly AggregationRow[]> {
  const rows: AggregationRow[] = [];
  for (const partitions of partitionCounts) {
    rows.push(
      await measured(
        'counted',
        partitions,
        { timeMs, changes: changesPerSample },
        countedRound(partitions),
      ),
    );
    rows.push(
      await measured('recomputed', partitions, { timeMs, changes: 1 }, recomputedRound(partitions)),
    );
  }
  return rows;
}

async function measured(
  way: AggregationRow['way'],
  partitions: number,
  effort: { readonly timeMs: number; readonly changes: number },
  round: () => void,
): Promise<AggregationRow> {
  const bench = new Bench({
    time: effort.timeMs,
    iterations: 5,
    warmupTime: effort.timeMs / 4,
    warmupIterations: 2,
  });
  bench.add(way, round);
  const [task] = await bench.run();
  if (task?.result.state !== 'completed')
    throw new Error(`${way} at ${partitions} partitions was not measured`);
  const { mean, samplesCount } = task.result.latency;
  return {
    way,
    partitions,
    replicas,
    nanosecondsPerChange: (mean * 1e6) / effort.changes,
    samples: samplesCount,
  };
}

/** Many reports into the table, a decision after each. */
function countedRound(partitions: number): () => void {
  const table = createReplicaTable({
    partitions,
    replicationFactor: replicas,
    strategy: defaultPushStrategy,
  });
  const changes = reports(partitions, changesPerSample);
  return () => {
    for (const { partition, replica, status } of changes) {
      setReplicaStatus(table, partition, replica, status);
      tableDecision(table);
    }
  };
}

/**
 * One report, then the pure rules over everything. Histories hold the newest word only, which favours
 * this way.
 */
function recomputedRound(partitions: number): () => void {
  const numbers = Array.from({ length: partitions }, (_, partition) => partition);
  const assigned = ['a', 'b', 'c'].map(
    (instance, index): { instance: string; role: ReplicaRole } => {
      return { instance, role: index === 0 ? 'LEADER' : 'STANDBY' };
    },
  );
  const histories = numbers.map(() => new Map<string, readonly ReplicaSnapshot[]>());
  const view = {
    replicationFactor: replicas,
    partitions,
    assignment: new Map(numbers.map((partition) => [partition, assigned])),
    reports: numbers.map((partition) => ({ partition, histories: histories[partition]! })),
    disabled: new Map(),
  };
  const changes = reports(partitions, changesPerSample);
  let next = 0;
  return () => {
    const { partition, replica, status } = changes[next % changesPerSample]!;
    next += 1;
    histories[partition]!.set(assigned[replica]!.instance, [{ status, message: '' }]);
    decideRegion(view, defaultPushStrategy);
  };
}

interface Report {
  readonly partition: number;
  readonly replica: number;
  readonly status: ExecutionStatus;
}

/**
 * Reports spread over all partitions by a small generator of its own; errors are left out, since one
 * would let the rules stop early.
 */
function reports(partitions: number, count: number): readonly Report[] {
  const words: readonly ExecutionStatus[] = ['STARTED', 'END_OF_PUSH_RECEIVED', 'COMPLETED'];
  let seed = 12_345;
  const draw = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => ({
    partition: draw(partitions),
    replica: draw(replicas),
    status: words[draw(words.length)]!,
  }));
}
