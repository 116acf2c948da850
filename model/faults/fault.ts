/**
 * What a fault is: a named recipe over physical conditions. Actors ask about conditions and have never heard of faults, so most new
 * faults are new recipes and nothing else.
 */
import type { Duration } from '../../sim/index.js';
import type { Condition } from '../conditions.js';
import type { Fields, ValuesOf } from '../fields.js';

/** A fault with its kind, its declared fields and the conditions that hold from its beginning to its healing. */
export interface Fault<F extends Fields = Fields> {
  readonly kind: string;
  readonly title: string;
  /** What it does to the model while it lasts, in a sentence or two. */
  readonly does: string;
  /** How it ends and what stays; says what a missing `for` means where that is not "to the end". */
  readonly heals: string;
  /** A line of a timeline that says it. */
  readonly example: string;
  /** How long it lasts where a file says nothing; absent = to the end of the run. */
  readonly lasts?: Duration;
  readonly source: string;
  /** How often `explore` draws it, compared with other faults; absent = 1. */
  readonly drawWeight?: number;
  /** The longest that `explore` lets it last; absent = 200 minutes. */
  readonly drawnFor?: Duration;
  readonly fields: F;
  conditions(values: ValuesOf<F>, regions: readonly string[]): readonly Condition[];
}

/** From the loss of a controller's leader to the standby that leads: its session expires, then the standby loads what is stored. */
export const failoverTakes: Duration = 60_000;

/** Declares a fault; the identity function gives its handler the types of its fields. */
export function defineFault<F extends Fields>(fault: Fault<F>): Fault<F> {
  return fault;
}
