/**
 * Interface of an invariant: a property of every run, checked during the run. It declares the fact kinds that it reads, and is judged at the
 * end of a turn with such facts, because a region's records may be inconsistent during one decision. A breach is a message with names and
 * numbers. State is created per run.
 */
import type { Instant } from '../../sim/index.js';
import type { Fact, FactKind, FactOf } from '../facts.js';
import type { World } from '../world.js';

/**
 * `always`: after every turn. `at-rest`: when a run has settled. `eventually`: at the end, when everything is healed and nothing has been
 * disturbed for long enough.
 */
type InvariantClass = 'always' | 'at-rest' | 'eventually';

/** A violation of an invariant, with its message. */
export interface Breach {
  readonly invariant: string;
  readonly at: Instant;
  readonly message: string;
}

/** The end of a run, for invariants. */
export interface RunEndView {
  readonly now: Instant;
  /** Nothing but background events is left. */
  readonly settled: boolean;
  /** Milliseconds since the last disturbance: a fault, an operator action, a new push, a lost leader. */
  readonly quietMs: number;
}

/** The checker of an invariant in one run. */
export interface Judge {
  /** `facts`: the turn's facts of the declared kinds, never empty. Returns a message for each breach. */
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
  /** It is not called for a turn without a fact of these kinds. */
  readonly kinds: readonly FactKind[];
  /** Creates the checker of a run. */
  watch(world: World): Judge;
}

/** Common fields of invariants. */
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

/** Declares an invariant that is judged after every turn and keeps state between turns. */
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

/** Arguments of a stateful invariant for one turn. */
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

/** Declares a property that must hold `withinMs` after the last fault is healed and the last disturbance; `note` records state and is optional. */
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

/** Safe: the watch passes facts of the declared kinds only. */
function ofKinds<K extends FactKind>(facts: readonly Fact[]): readonly FactOf<K>[] {
  return facts as readonly FactOf<K>[];
}
