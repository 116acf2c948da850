/**
 * What a lifecycle hook is: a pure function from a view to an outcome, at the points it answers. A hook that does not answer a point
 * proceeds there. Hooks keep no state of their own (contract H7): everything they may know is in the view.
 */
import type { Fields, ValuesOf } from '../fields.js';
import type { HookPoint, Outcome, OutcomeAt } from './functions.js';
import type { HookView } from './view.js';

export type { HookPoint, Outcome } from './functions.js';
export type { HookView, JobStatusView, RegionSignals, RegionView } from './view.js';

/** What the caller makes of a call: an outcome, or an exception, or a hang that only a time-out ends. */
export type HookAnswer =
  | Outcome
  | { readonly kind: 'throws'; readonly message: string }
  | { readonly kind: 'hangs' };

/** An outcome and more: what a hook does besides answering. */
export interface HookReply<Word extends Outcome = Outcome> {
  readonly kind: 'answers';
  readonly outcome: Word;
  /** How long the call takes; absent: what the scenario's latencies say. */
  readonly takesMs?: number;
  /** A number that the hook is shown when it is next asked here, as if it kept it in a database of its own. */
  readonly remembers?: number;
  /** An event for people, sent to the sink that reports show. */
  readonly emits?: string;
  /** Why, for the narrative. */
  readonly because?: string;
  /** `ask`: sends a question to somebody remote, who answers so after `takesMs`; `forget`: has used the answer up. */
  readonly remote?:
    | 'forget'
    | {
        readonly ask: 'answers' | 'fails' | 'never';
        readonly outcome: Outcome;
        readonly afterMs: number;
      };
}

/** Everything a hook's function may return; nothing counts as PROCEED except in the shipped swap service. */
export type HookResult<Word extends Outcome = Outcome> =
  | Word
  | HookReply<Word | 'PROCEED'>
  | Exclude<HookAnswer, Outcome>
  | null
  | undefined;

/** A field whose value does not go with the others. */
interface ValueFlaw {
  readonly field: string;
  readonly message: string;
  readonly expected: string;
}

/** A hook with its kind, its declared fields and the points it answers. */
export interface Hook<F extends Fields = Fields> {
  readonly hook: string;
  readonly title: string;
  readonly source: string;
  /** An entry of `hooks` that registers it; every built-in hook has one. */
  readonly example?: string;
  /** How often `explore` draws it, compared with other hooks; absent = 1. */
  readonly drawWeight?: number;
  readonly fields: F;
  /** Narrows the points by what the scenario says; absent: all points below are answered. */
  answers?(point: HookPoint, values: ValuesOf<F>): boolean;
  /** What is wrong with values that are fine one by one; they are refused when a scenario is read. */
  flaw?(values: ValuesOf<F>): ValueFlaw | undefined;
  readonly points: {
    readonly [P in HookPoint]?: (view: HookView, values: ValuesOf<F>) => HookResult<OutcomeAt<P>>;
  };
}

/** Declares a hook; the identity function gives its points the types of its fields. */
export function defineHook<F extends Fields>(hook: Hook<F>): Hook<F> {
  return hook;
}

/** A hook whose field types have been forgotten: its values were checked when the file was read. */
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
