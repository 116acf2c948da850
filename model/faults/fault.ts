/**
 * What a fault is: a named recipe over physical conditions. Actors ask about conditions and have never heard of faults, so most new
 * faults are new recipes and nothing else.
 */
import type { Condition } from '../conditions.js';
import type { Fields, ValuesOf } from '../fields.js';

/** A fault with its kind, its declared fields and the conditions that hold from its beginning to its healing. */
export interface Fault<F extends Fields = Fields> {
  readonly kind: string;
  readonly title: string;
  readonly source: string;
  readonly fields: F;
  conditions(values: ValuesOf<F>, regions: readonly string[]): readonly Condition[];
}

/** Declares a fault; the identity function gives its handler the types of its fields. */
export function defineFault<F extends Fields>(fault: Fault<F>): Fault<F> {
  return fault;
}
