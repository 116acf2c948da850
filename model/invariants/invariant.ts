/**
 * What an invariant is: a property of every run, watched while it happens. It names the kinds of fact it looks at, and is judged when a
 * turn with such facts is over, because a region's records may disagree half-way through one decision. A breach is a sentence with names
 * and numbers. Whatever it must remember is made anew for each run.
 */
import type { Instant } from '../../sim/index.js';
import type { Fact, FactKind, FactOf } from '../facts.js';
import type { World } from '../world.js';

/**
 * `always`: after every turn. `at-rest`: when a run has settled. `eventually`: at the end, when everything is healed and nothing has been
 * disturbed for long enough.
 */
type InvariantClass = 'always' | 'at-rest' | 'eventually';

/** A breach, in words. */
export interface Breach {
  readonly invariant: string;
  readonly at: Instant;
  readonly message: string;
}

/** The end of a run as invariants see it. */
export interface RunEndView {
  readonly now: Instant;
  /** Nothing but background events is left. */
  readonly settled: boolean;
  /** Milliseconds since anybody or anything disturbed the run: a fault, an operator, a new push, a lost leader. */
  readonly quietMs: number;
}

/** An invariant at work in one run. */
export interface Judge {
  /** The facts of the turn that it looks at, never empty. Gives a sentence for each breach. */
  onTurn?(world: World, facts: readonly Fact[], now: Instant): readonly string[];
  onEnd?(world: World, rest: RunEndView): readonly string[];
}

/** One invariant. */
export interface Invariant {
  readonly name: string;
  readonly id: string;
  readonly title: string;
  readonly class: InvariantClass;
  readonly source: string;
  /** A turn without a fact of these kinds costs it nothing. */
  readonly kinds: readonly FactKind[];
  /** Begins to watch a run. */
  watch(world: World): Judge;
}

/** What every invariant says about itself. */
export interface Described<K extends FactKind> {
  readonly name: string;
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly kinds: readonly K[];
}

/** Declares an invariant that is judged after every turn from its facts and the World alone. */
export function always<K extends FactKind>(
  described: Described<K> & {
    judge(world: World, facts: readonly FactOf<K>[], now: Instant): readonly string[];
  },
): Invariant {
  const { judge, ...rest } = described;
  return {
    ...rest,
    class: 'always',
    watch: () => ({ onTurn: (world, facts, now) => judge(world, ofKinds<K>(facts), now) }),
  };
}

/** Declares an invariant that is judged after every turn and remembers something between them. */
export function remembering<K extends FactKind, Memory>(
  described: Described<K> & {
    remember(world: World): Memory;
    judge(turn: StatefulTurn<K, Memory>): readonly string[];
  },
): Invariant {
  const { judge, remember, ...rest } = described;
  return {
    ...rest,
    class: 'always',
    watch: (begun) => {
      const memory = remember(begun);
      return {
        onTurn: (world, facts, now) => judge({ world, facts: ofKinds<K>(facts), now, memory }),
      };
    },
  };
}

/** A turn as an invariant with a memory sees it. */
export interface StatefulTurn<K extends FactKind, Memory> {
  readonly world: World;
  readonly facts: readonly FactOf<K>[];
  readonly now: Instant;
  readonly memory: Memory;
}

/** Declares an invariant that is judged once, when a run has settled. */
export function atRest(
  described: Omit<Described<never>, 'kinds'> & { judge(world: World): readonly string[] },
): Invariant {
  const { judge, ...rest } = described;
  return {
    ...rest,
    kinds: [],
    class: 'at-rest',
    watch: () => ({ onEnd: (world, { settled }) => (settled ? judge(world) : []) }),
  };
}

/** Declares what must have come true `withinMs` after everything is healed and quiet; what it notes on the way is optional. */
export function eventually<K extends FactKind, Memory>(
  described: Described<K> & {
    readonly withinMs: number;
    remember(world: World): Memory;
    note?(turn: StatefulTurn<K, Memory>): void;
    judge(world: World, memory: Memory, rest: RunEndView): readonly string[];
  },
): Invariant {
  const { judge, remember, note, withinMs, ...rest } = described;
  return {
    ...rest,
    class: 'eventually',
    watch: (begun) => {
      const memory = remember(begun);
      return {
        onTurn: (world, facts, now) => {
          note?.({ world, facts: ofKinds<K>(facts), now, memory });
          return [];
        },
        onEnd: (world, end) =>
          end.settled || end.quietMs >= withinMs ? judge(world, memory, end) : [],
      };
    },
  };
}

/** The watch hands over facts of the declared kinds only. */
function ofKinds<K extends FactKind>(facts: readonly Fact[]): readonly FactOf<K>[] {
  return facts as readonly FactOf<K>[];
}
