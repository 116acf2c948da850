/** A run for a configuration key in effect: a scenario and an expectation that holds with the value set and is missed with the default. */

/** A key with a run of its own; parts are flow entries of the scenario, `s` is its store. */
export interface EffectRow {
  readonly key: string;
  readonly value: string | number | boolean;
  /** Keys that both runs set. */
  readonly also?: Readonly<Record<string, string | number | boolean>>;
  readonly profile?: string;
  readonly policy?: string;
  readonly switches?: Readonly<Record<string, string>>;
  readonly regions?: readonly string[];
  readonly store?: string;
  readonly stores?: readonly string[];
  readonly hooks?: readonly string[];
  readonly physics?: string;
  readonly timeline: readonly string[];
  readonly expect: string;
}

/** A push of the store one minute after the start. */
export const push = 'at: 1m, push: p1, store: s';

/** The same, staged: dc-0 swaps first. */
export const staged = `${push}, mode: targeted-deferred, targets: [dc-0]`;

/** The regions swap one after the other. */
export const inOrder = { 'deferred.version.swap.region.roll.forward.order': 'dc-0,dc-1,dc-2' };
