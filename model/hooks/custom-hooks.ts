/**
 * People's own hooks, by a key made of their module's text. A World holds the key, because it must stay plain data; the functions live here.
 * Whoever reads a scenario registers them; the same key always stands for the same functions, so nothing depends on who was first.
 */
import type { Fields, ValuesOf } from '../fields.js';
import type { HookPoint, OutcomeAt } from './functions.js';
import type { AnyHook, Hook, HookReply, HookView } from './hook.js';

/** What a person's hook may do besides answering. */
type OwnReply<Word extends string> = Omit<HookReply, 'kind' | 'outcome' | 'remote'> & {
  readonly outcome: Word | 'PROCEED';
};

/** A hook as a person writes it: pure functions from a view to an outcome, at the points it answers. */
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

/** Declares a person's hook; the identity function gives its points the types of its fields. */
export function defineCustomHook<F extends Fields>(hook: CustomHook<F>): CustomHook<F> {
  return hook;
}

const registered = new Map<string, AnyHook>();

/** Makes a hook known under its key. */
export function registerCustomHook(key: string, hook: AnyHook): void {
  registered.set(key, hook);
}

/** The hook under a key, if its module has been loaded. */
export function customHook(key: string): AnyHook | undefined {
  return registered.get(key);
}
