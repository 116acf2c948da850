/**
 * Shrinks a scenario that breaks something while it still breaks the same thing: first fast-check shrinks the draw, then
 * single lines, keys and numbers of the document are taken away. The number of runs is limited, so it always ends; it ends sooner when
 * there is no more time.
 */
import fc from 'fast-check';
import type { Entry } from './arbitrary-world.js';
import { arbitraryOf, documentOfRun, type Exploration, seedOfRun } from './explore.js';
import { equalFlaw } from './known-flaws.js';
import { preventingSwitches } from './preventing-switches.js';
import { simplerDocuments } from './simpler.js';
import { tryDocument } from './try-document.js';

/** A scenario that could not be shrunk further. */
export interface Shrunk {
  readonly document: Entry;
  /** Everything it breaks, the first sentence of each. */
  readonly flaws: readonly { readonly breaks: string; readonly message: string }[];
  /** Switches that each prevent it when set as designed. */
  readonly mendedBy: readonly string[];
  /** How many runs it took; 0 for a scenario as it was drawn. */
  readonly runs: number;
}

/** How much shrinking may cost. */
interface ShrinkLimits {
  readonly runsMax?: number;
  /** The time budget is spent: the smallest scenario so far is taken as it is. */
  isLate?(): boolean;
}

/** A finding as it was drawn. `found` is the finding of the exploration. */
export function asDrawn(
  exploration: Exploration,
  run: number,
  found: readonly { readonly run: number; readonly breaks: string; readonly message: string }[],
): Shrunk {
  const flaws = found.flatMap((one) =>
    one.run === run ? [{ breaks: one.breaks, message: one.message }] : [],
  );
  return { document: documentOfRun(exploration, run), flaws, mendedBy: [], runs: 0 };
}

/** Runs that shrinking one finding may take; about two seconds of work for small scenarios. */
const shrinkRunsMax = 600;

/** Shrinks what run number `run` of an exploration found about `breaks`. */
export function shrinkRun(
  exploration: Exploration,
  run: number,
  breaks: string,
  { runsMax = shrinkRunsMax, isLate = () => false }: ShrinkLimits = {},
): Shrunk {
  let runs = 0;
  const isHarmless = (document: Entry): boolean => {
    if (runs >= runsMax / 2 || isLate()) return true;
    runs += 1;
    return !doesBreak(document, breaks, exploration);
  };
  const outcome = fc.check(fc.property(arbitraryOf(exploration), isHarmless), {
    seed: seedOfRun(exploration.seed, run),
    numRuns: 1,
  });
  const [smaller] = outcome.counterexample ?? [];
  const drawn = smaller ?? documentOfRun(exploration, run);
  const shrunk = shrinkDocument(drawn, breaks, { runsMax: runsMax - runs, isLate, exploration });
  return { ...shrunk, runs: runs + shrunk.runs };
}

/** Removes from a document everything that is not needed to break `breaks`. */
function shrinkDocument(
  document: Entry,
  breaks: string,
  { runsMax, isLate, exploration }: Required<ShrinkLimits> & { exploration: Exploration },
): Shrunk {
  let current = document;
  let runs = 0;
  for (let smaller: Entry | undefined = current; smaller !== undefined; ) {
    smaller = undefined;
    for (const candidate of simplerDocuments(current)) {
      if (runs >= runsMax || isLate()) break;
      runs += 1;
      if (!doesBreak(candidate, breaks, exploration)) continue;
      smaller = candidate;
      current = candidate;
      break;
    }
  }
  const code = exploration.base?.code;
  return {
    document: current,
    flaws: tryDocument(current, code).flaws.map(({ breaks: broken, message }) => ({
      breaks: broken,
      message,
    })),
    mendedBy: preventingSwitches(current, breaks, code, { isLate }),
    runs,
  };
}

/** A known flaw does not count: what is left when a new one has been shrunk must still be new. */
function doesBreak(
  document: Entry,
  breaks: string,
  { known = [], base }: Pick<Exploration, 'known' | 'base'>,
): boolean {
  const broken = tryDocument(document, base?.code).flaws.find((flaw) => flaw.breaks === breaks);
  return broken !== undefined && equalFlaw(document, broken, known, base?.code) === undefined;
}
