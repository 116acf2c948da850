/**
 * Searches for runs that break something: run number k of a seed is always the same scenario, so any split of the numbers over threads or
 * machines finds the same. Shrinking is in `shrink.ts`; this file reads no clock.
 */
import fc from 'fast-check';
import { type ModelCatalogue, modelCatalogue } from '../catalogue.js';
import type { HookCode } from '../modules/hook-code.js';
import { arbitraryScenario, type Bounds, drawnOnTopOf } from './arbitrary-document.js';
import type { Entry } from './arbitrary-world.js';
import { equalFlaw, flawTitle, type KnownScenario } from './known-flaws.js';
import type { Cast } from './sample-names.js';
import { tryDocument } from './try-document.js';

/** A scenario that draws are added to. */
export interface ExplorationBase {
  readonly document: Entry;
  readonly cast: Cast;
  /** Texts of its hook modules, if they may run. */
  readonly code?: HookCode;
}

/** The parameters of an exploration. */
export interface Exploration extends Bounds {
  readonly seed: number;
  /** The scenario to add to; absent: scenarios are drawn from nothing. */
  readonly base?: ExplorationBase;
  /** Findings that equal one of these are counted and not shown. */
  readonly known?: readonly KnownScenario[];
}

/** One run that broke something. */
interface Found {
  readonly run: number;
  readonly breaks: string;
  readonly message: string;
}

/** The results of a batch of runs. Batches are added with `addBatches`. */
export interface Batch {
  readonly runs: number;
  readonly events: number;
  readonly found: readonly Found[];
  /** In how many runs each known flaw was found. */
  readonly known: Readonly<Record<string, number>>;
  /** In how many runs each interesting condition was reached. */
  readonly reached: Readonly<Record<string, number>>;
  /** Draws that were not valid scenarios, by reason: none are expected. */
  readonly refused: Readonly<Record<string, number>>;
  /** Runs that could not be finished, by reason: their threads ran out of memory, for instance. */
  readonly lost: Readonly<Record<string, number>>;
}

export const noRuns: Batch = {
  runs: 0,
  events: 0,
  found: [],
  known: {},
  reached: {},
  refused: {},
  lost: {},
};

/** Runs the scenarios numbered `from` to `from + count - 1`, or fewer if it is late after the first: entries of the catalogue, watched by its invariants. */
export function exploreBatch(
  exploration: Exploration,
  from: number,
  count: number,
  catalogue: ModelCatalogue = modelCatalogue,
  isLate: () => boolean = () => false,
): Batch {
  const arbitrary = arbitraryOf(exploration, catalogue);
  let total = noRuns;
  for (let run = from; run < from + count && !(run > from && isLate()); run += 1) {
    const document = drawOf(arbitrary, exploration.seed, run);
    const code = exploration.base?.code;
    const { flaws, events, reached, refused } = tryDocument(document, code, catalogue);
    const judged = flaws.map((flaw) => ({
      flaw,
      known: equalFlaw(document, flaw, exploration.known ?? [], code),
    }));
    total = addBatches(total, {
      runs: 1,
      events,
      found: judged.flatMap(({ flaw: { breaks, message }, known }) =>
        known === undefined ? [{ run, breaks, message }] : [],
      ),
      known: Object.fromEntries(
        judged.flatMap(({ known }) => (known === undefined ? [] : [[flawTitle(known), 1]])),
      ),
      reached: Object.fromEntries(reached.map((name) => [name, 1])),
      refused: refused === '' ? {} : { [refused]: 1 },
      lost: {},
    });
  }
  return total;
}

/** Both together; the first run for each broken thing is kept. */
export function addBatches(one: Batch, other: Batch): Batch {
  return {
    runs: one.runs + other.runs,
    events: one.events + other.events,
    found: firstOfEach([...one.found, ...other.found]),
    known: sums(one.known, other.known),
    reached: sums(one.reached, other.reached),
    refused: sums(one.refused, other.refused),
    lost: sums(one.lost, other.lost),
  };
}

/** The document of a run. */
export function documentOfRun(
  exploration: Exploration,
  run: number,
  catalogue = modelCatalogue,
): Entry {
  return drawOf(arbitraryOf(exploration, catalogue), exploration.seed, run);
}

/** What an exploration draws. */
export function arbitraryOf(
  exploration: Exploration,
  catalogue = modelCatalogue,
): fc.Arbitrary<Entry> {
  const { base } = exploration;
  return fc.noBias(
    base === undefined
      ? arbitraryScenario(exploration, catalogue)
      : drawnOnTopOf(base, exploration, catalogue),
  );
}

/** The seed of one run's draw: a whole number of 32 bits, spread so that neighbours share nothing. */
export function seedOfRun(seed: number, run: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(run + 1, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

function drawOf(arbitrary: fc.Arbitrary<Entry>, seed: number, run: number): Entry {
  const [drawn] = fc.sample(arbitrary, { seed: seedOfRun(seed, run), numRuns: 1 });
  return drawn ?? {};
}

/** Three runs of each kind are enough to choose from. */
const runsKept = 3;

function firstOfEach(found: readonly Found[]): Found[] {
  const counts = new Map<string, number>();
  const inOrder = [...found].sort((left, right) => left.run - right.run);
  return inOrder.filter(({ breaks }) => {
    const count = counts.get(breaks) ?? 0;
    counts.set(breaks, count + 1);
    return count < runsKept;
  });
}

/** In the order of their names, so that the result does not depend on the order in which threads answer. */
function sums(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Record<string, number> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  names.sort((left, right) => (left < right ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}
