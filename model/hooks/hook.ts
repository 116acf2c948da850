/**
 * Interface of a lifecycle hook: pure functions from a view to an outcome, for the points it implements. The default for other points is
 * PROCEED. Hooks are stateless: their only input is the view.
 */
import type { Fields, ValuesOf } from '../fields.js';
import type { HookPoint, Outcome, OutcomeAt } from './functions.js';
import type { HookView } from './view.js';

export type { HookPoint, Outcome } from './functions.js';
export type { HookView, JobStatusView, RegionSignals, RegionView } from './view.js';

/** Result of a call: an outcome, an exception, or a hang that only a timeout ends. */
export type HookAnswer =
  | Outcome
  | { readonly kind: 'throws'; readonly message: string }
  | { readonly kind: 'hangs' };

/** An outcome with optional actions. */
export interface HookReply<Word extends Outcome = Outcome> {
  readonly kind: 'answers';
  readonly outcome: Word;
  /** Duration of the call; absent: the scenario's latency. */
  readonly takesMs?: number;
  /** A number passed to the hook's next call at this point, as if stored in its own database. */
  readonly remembers?: number;
  /** A notification event, sent to a sink that reports show. */
  readonly emits?: string;
  /** The reason, for the report. */
  readonly because?: string;
  /** `ask`: sends a remote request whose response arrives after `takesMs`; `forget`: the response is consumed. */
  readonly remote?:
    | 'forget'
    | {
        readonly ask: 'answers' | 'fails' | 'never';
        readonly outcome: Outcome;
        readonly afterMs: number;
      };
}

/** Return values of a hook function; null and undefined count as PROCEED except in the as-built swap service. */
export type HookResult<Word extends Outcome = Outcome> =
  | Word
  | HookReply<Word | 'PROCEED'>
  | Exclude<HookAnswer, Outcome>
  | null
  | undefined;

/** A field whose value conflicts with the others. */
interface ValueFlaw {
  readonly field: string;
  readonly message: string;
  readonly expected: string;
}

/** A hook with its kind, its declared fields and the points it implements. */
export interface Hook<F extends Fields = Fields> {
  readonly hook: string;
  readonly title: string;
  readonly source: string;
  /** An entry of `hooks` that registers it; every built-in hook has one. */
  readonly example?: string;
  /** Weight with which `explore` draws it, relative to other hooks; absent = 1. */
  readonly drawWeight?: number;
  readonly fields: F;
  /** Restricts the points by the field values; absent: all points below are active. */
  answers?(point: HookPoint, values: ValuesOf<F>): boolean;
  /** Validates combinations of field values; a scenario with a flaw is refused. */
  flaw?(values: ValuesOf<F>): ValueFlaw | undefined;
  readonly points: {
    readonly [P in HookPoint]?: (view: HookView, values: ValuesOf<F>) => HookResult<OutcomeAt<P>>;
  };
}

/** Declares a hook; the identity function gives its points the types of its fields. */
export function defineHook<F extends Fields>(hook: Hook<F>): Hook<F> {
  return hook;
}

/** A hook with erased field types: its values were validated when the file was read. */
export interface AnyHook {
  readonly hook: string;
  readonly title: string;
  readonly source: string;
  readonly example?: string;
  readonly drawWeight?: number;
  readonly fields: Fields;
  answers?(point: HookPoint, values: never): boolean;
  flaw?(values: never): ValueFlaw | undefined;
  readonly points: { readonly [P in HookPoint]?: (view: HookView, values: never) => HookResult };
}
