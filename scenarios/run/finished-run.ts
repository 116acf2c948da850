/**
 * A finished run whose long parts are computed on first access: most of a short run's time would go into texts that no study
 * reads. All runs share the getters. A literal with getters would have its own hidden class for each run, and creating those
 * took a third of a short run's time.
 */
import type { Run } from './run-shape.js';

type LatePart = 'narrative' | 'lanes' | 'serves' | 'rules';

/** How each long part is computed; called at most once. */
export type LateParts = { readonly [Part in LatePart]: () => Run[Part] };

/** The run; its long parts are properties of its own like all others, so that a copy has them too. */
export function finishedRun(known: Omit<Run, LatePart>, late: LateParts): Run {
  return new FinishedRun(known, late);
}

class FinishedRun implements Run {
  readonly scenario: Run['scenario'];
  readonly seed: Run['seed'];
  readonly end: Run['end'];
  readonly events: Run['events'];
  readonly digest: Run['digest'];
  readonly verdict: Run['verdict'];
  readonly violations: Run['violations'];
  readonly expectations: Run['expectations'];
  readonly summary: Run['summary'];
  declare readonly narrative: Run['narrative'];
  declare readonly lanes: Run['lanes'];
  declare readonly serves: Run['serves'];
  readonly facts: Run['facts'];
  readonly isTraced: Run['isTraced'];
  readonly names: Run['names'];
  declare readonly rules: Run['rules'];
  readonly #late: LateParts;
  readonly #made: { -readonly [Part in LatePart]?: Run[Part] } = {};

  constructor(known: Omit<Run, LatePart>, late: LateParts) {
    this.scenario = known.scenario;
    this.seed = known.seed;
    this.end = known.end;
    this.events = known.events;
    this.digest = known.digest;
    this.verdict = known.verdict;
    this.violations = known.violations;
    this.expectations = known.expectations;
    this.summary = known.summary;
    this.facts = known.facts;
    this.isTraced = known.isTraced;
    this.names = known.names;
    this.#late = late;
    Object.defineProperties(this, FinishedRun.#properties);
  }

  static readonly #properties = {
    narrative: latePart((run) => (run.#made.narrative ??= run.#late.narrative())),
    lanes: latePart((run) => (run.#made.lanes ??= run.#late.lanes())),
    serves: latePart((run) => (run.#made.serves ??= run.#late.serves())),
    rules: latePart((run) => (run.#made.rules ??= run.#late.rules())),
  };
}

function latePart<Part>(part: (run: FinishedRun) => Part): PropertyDescriptor {
  return {
    enumerable: true,
    get(this: FinishedRun) {
      return part(this);
    },
  };
}
