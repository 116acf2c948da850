/** What runs in a worker thread of an exploration: batches of runs and shrinking, one task at a time. Needs Node. */
import { workerData } from 'piscina';
import { modelCatalogue } from '../catalogue.js';
import { type Batch, type Exploration, exploreBatch } from './explore.js';
import { type Shrunk, shrinkRun } from './shrink.js';

const exploration: Exploration = workerData;

/** Runs `count` scenarios from number `from` on. */
export function stretch({ from, count }: { from: number; count: number }): Batch {
  return exploreBatch(exploration, from, count, modelCatalogue);
}

/** Shrinks what a run found about `breaks`. */
export function shrink({ run, breaks, until }: ShrinkTask): Shrunk {
  return shrinkRun(exploration, run, breaks, {
    isLate: () => until !== undefined && Date.now() >= until,
  });
}

interface ShrinkTask {
  readonly run: number;
  readonly breaks: string;
  /** Instant of the host's clock; absent: as long as it takes. */
  readonly until: number | undefined;
}
