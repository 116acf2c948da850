/**
 * What an invariant is: a property of every run, watched while it happens. It looks at the facts of a turn and judges when the turn is
 * over, because a region's records may disagree half-way through one decision. A breach is a sentence with names and numbers.
 */
import type { Instant } from '../../sim/index.js';
import type { Fact, FactKind } from '../facts.js';
import type { World } from '../world.js';

/** `always`: after every turn. `at-rest`: when a run has settled. */
export type InvariantClass = 'always' | 'at-rest';

/** A breach, in words. */
export interface Breach {
  readonly invariant: string;
  readonly at: Instant;
  readonly message: string;
}

/** One invariant. `judge` gets the facts of the turn (all facts so far for at-rest ones are not kept: it looks at the World). */
export interface Invariant {
  readonly name: string;
  readonly id: string;
  readonly title: string;
  readonly class: InvariantClass;
  readonly source: string;
  /** The only kinds of facts it looks at: it is judged in turns that have one, and sees no others. Absent: every turn, all facts. */
  readonly on?: readonly FactKind[];
  judge(world: World, facts: readonly Fact[], now: Instant): readonly string[];
}

/** Declares an invariant that is judged after every turn. */
export function always(invariant: Omit<Invariant, 'class'>): Invariant {
  return { ...invariant, class: 'always' };
}
