/**
 * One measured line and how it is measured. All other files of this folder say what is measured; only
 * this file touches tinybench. Seconds depend on the machine: what counts is
 * the ratio of two rows of one run.
 */
import { Bench } from 'tinybench';

/** A line of the table. `nsPerOp` is the mean over all samples, `perSecond` its inverse. */
export interface Row {
  readonly suite: string;
  readonly name: string;
  /** What is counted, in the plural: operations, events, runs. */
  readonly unit: string;
  readonly perSecond: number;
  readonly nsPerOp: number;
  readonly samples: number;
  /** Resident memory at its highest, in megabytes, where a row ran in a separate process. */
  readonly peakMb?: number;
}

/** How much time a row may take. A smoke run only shows that everything still runs: its figures are meaningless. */
export interface Effort {
  readonly timeMs: number;
  readonly smoke: boolean;
}

export const fullEffort: Effort = { timeMs: 500, smoke: false };

export const smokeEffort: Effort = { timeMs: 2, smoke: true };

/** A call to be measured. It does the operation `times` times, because one alone is too short for a clock. */
export interface Measured {
  readonly suite: string;
  readonly name: string;
  readonly unit: string;
  readonly times: number;
  readonly call: () => void;
}

/** Measures a call, warm. Throws what it throws. */
export async function measure(measured: Measured, { timeMs, smoke }: Effort): Promise<Row> {
  const bench = new Bench({
    time: timeMs,
    iterations: smoke ? 1 : 10,
    warmupTime: timeMs / 4,
    warmupIterations: smoke ? 1 : 5,
    throws: true,
  });
  bench.add(measured.name, measured.call);
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`${measured.name} was not measured`);
  const { mean, samplesCount } = task.result.latency;
  return rowOf(measured, { nsPerOp: (mean * 1e6) / measured.times, samples: samplesCount });
}

/** A row from a mean. */
export function rowOf(
  { suite, name, unit }: Pick<Row, 'suite' | 'name' | 'unit'>,
  { nsPerOp, samples }: Pick<Row, 'nsPerOp' | 'samples'>,
): Row {
  return { suite, name, unit, perSecond: 1e9 / nsPerOp, nsPerOp, samples };
}
