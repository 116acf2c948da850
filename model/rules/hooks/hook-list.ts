/**
 * The list of registered hooks after a store update: kept if the update does not mention hooks,
 * else replaced, unless a class name is blank. hook-vote.ts decides whether the hooks accept their
 * parameters.
 */
import type { Rule } from '../rule.js';

export const hookListRule: Rule = {
  id: 'LH-3',
  title: 'The hook list after a store update',
  source: 'StoreLifecycleHooksPolicy#validateLifecycleHooks; StoreConfigUpdater#applyOnParent',
};

/** One registration. */
export interface HookRecord {
  readonly className: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A registration as a request may carry it. */
export interface RequestedHook {
  readonly className: string | null;
  readonly parameters: Readonly<Record<string, string>>;
}

export type HookListVerdict =
  | { readonly kind: 'kept' | 'replaced'; readonly hooks: readonly HookRecord[] }
  /** `place` is the index of the first record without a class name. */
  | { readonly kind: 'rejected'; readonly reason: 'blank-class-name'; readonly place: number };

/**
 * The effective list. `requested` null: the update contains no hooks. Class names are
 * trimmed as Java trims.
 */
export function hookListAfterUpdate(
  current: readonly HookRecord[],
  requested: readonly RequestedHook[] | null,
): HookListVerdict {
  if (requested === null) return { kind: 'kept', hooks: current };
  const hooks = requested.map(({ className, parameters }) => ({
    className: javaTrim(className ?? ''),
    parameters,
  }));
  const place = hooks.findIndex((hook) => hook.className === '');
  return place < 0
    ? { kind: 'replaced', hooks }
    : { kind: 'rejected', reason: 'blank-class-name', place };
}

/**
 * Does the update change the list? The shipped parent lists the changed settings for the regions, and adds the hooks for each record of the
 * new list, so an empty list is no change: the hooks stay, and an update with nothing else in it is refused.
 */
export function changesHookList(
  list: HookListVerdict,
  { hookEngine }: { readonly hookEngine: string },
): boolean {
  if (list.kind !== 'replaced') return false;
  return list.hooks.length > 0 || hookEngine !== 'as-built';
}

/** Java's String#trim: control characters and the plain space, nothing of Unicode beyond. */
function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(start, end);
}
