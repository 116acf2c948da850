/** Every built-in hook, in the order of the reference text. Adding a hook is a file beside this one and a line here. */
import type { Fields } from '../fields.js';
import type { HookAnswer, HookPoint, HookView } from './hook.js';
import { minimumDelay } from './minimum-delay.js';
import { scripted } from './scripted.js';

/** A hook whose field types have been forgotten: its values were checked when the file was read. */
export interface AnyHook {
  readonly hook: string;
  readonly title: string;
  readonly source: string;
  readonly fields: Fields;
  answers?(point: HookPoint, values: never): boolean;
  readonly points: { readonly [P in HookPoint]?: (view: HookView, values: never) => HookAnswer };
}

export const hooks: readonly AnyHook[] = [minimumDelay, scripted];
