/**
 * Interface of a fault: a named set of physical conditions. Actors read conditions only and do not depend on faults, so a new fault
 * usually needs no change elsewhere.
 */
import type { Duration } from '../../sim/index.js';
import type { Condition } from '../conditions.js';
import type { Fields, ValuesOf } from '../fields.js';

/** A fault with its kind, its declared fields and the conditions that hold from its beginning to its healing. */
export interface Fault<F extends Fields = Fields> {
  readonly kind: string;
  readonly title: string;
  /** Effect on the model while it lasts, one or two sentences. */
  readonly does: string;
  /** How it ends and which effects remain; states the default duration if it is not "to the end". */
  readonly heals: string;
  /** Example line of a timeline. */
  readonly example: string;
  /** Default duration in milliseconds; absent = to the end of the run. */
  readonly lasts?: Duration;
  readonly source: string;
  /** Weight with which `explore` draws it, relative to other faults; absent = 1. */
  readonly drawWeight?: number;
  /** Maximum duration in `explore`; absent = 200 minutes. */
  readonly drawnFor?: Duration;
  readonly fields: F;
  conditions(values: ValuesOf<F>, regions: readonly string[]): readonly Condition[];
}

/** Milliseconds from the loss of a controller's leader until the standby leads: session expiry, then loading of the stored state. */
export const failoverTakes: Duration = 60_000;

/** Declares a fault; the identity function infers the field types for its handler. */
export function defineFault<F extends Fields>(fault: Fault<F>): Fault<F> {
  return fault;
}
