/** What runs in a worker thread of an exploration: batches of runs and shrinking, one task at a time. Needs Node. */
import { workerData } from 'piscina';
import { modelCatalogue } from '../catalogue.js';
import { type Batch, type Exploration, exploreBatch } from './explore.js';
import type { ShrinkTime } from './run-exploration.js';
import { type Shrunk, shrinkRun } from './shrink.js';

const exploration: Exploration = workerData;

/** Runs `count` scenarios from number `from` on, or as many as there is time for. */
export function stretch({ from, count, until }: StretchTask): Batch {
  return exploreBatch(
    exploration,
    from,
    count,
    modelCatalogue,
    () => until !== undefined && Date.now() >= until,
  );
}

/** Shrinks what a run found about `breaks`. */
export function shrink({ run, breaks, time }: ShrinkTask): Shrunk {
  const until = time === undefined ? undefined : Math.min(time.until, Date.now() + time.ms);
  return shrinkRun(exploration, run, breaks, {
    isLate: () => until !== undefined && Date.now() >= until,
  });
}

interface StretchTask {
  readonly from: number;
  readonly count: number;
  /** Instant of the host's clock; absent: as long as it takes. */
  readonly until: number | undefined;
}

interface ShrinkTask {
  readonly run: number;
  readonly breaks: string;
  readonly time: ShrinkTime | undefined;
}
