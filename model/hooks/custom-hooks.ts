/**
 * Custom hooks, by a key derived from their module's text. The World holds only the key, because it must stay plain data; the functions are
 * registered here when a scenario is read. Equal keys mean equal functions, so the order of registration does not matter.
 */
import type { Fields, ValuesOf } from '../fields.js';
import type { HookPoint, OutcomeAt } from './functions.js';
import type { AnyHook, Hook, HookReply, HookView } from './hook.js';

/** The result of a custom hook: an outcome with optional actions. */
type OwnReply<Word extends string> = Omit<HookReply, 'kind' | 'outcome' | 'remote'> & {
  readonly outcome: Word | 'PROCEED';
};

/** A custom hook: pure functions from a view to an outcome, for the points that it implements. */
export interface CustomHook<F extends Fields>
  extends Pick<Hook<F>, 'hook' | 'answers' | 'flaw'>,
    Partial<Pick<Hook<F>, 'title' | 'source' | 'fields'>> {
  readonly points: {
    readonly [P in HookPoint]?: (
      view: HookView,
      values: ValuesOf<F>,
    ) => OutcomeAt<P> | 'PROCEED' | OwnReply<OutcomeAt<P>> | null | undefined;
  };
}

/** Declares a custom hook; the identity function infers the field types for its points. */
export function defineCustomHook<F extends Fields>(hook: CustomHook<F>): CustomHook<F> {
  return hook;
}

const registered = new Map<string, AnyHook>();

/** Registers a hook under its key. */
export function registerCustomHook(key: string, hook: AnyHook): void {
  registered.set(key, hook);
}

/** The hook with this key; undefined if its module has not been loaded. */
export function customHook(key: string): AnyHook | undefined {
  return registered.get(key);
}
