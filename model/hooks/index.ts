/** Every built-in hook, in the order of the reference text. Adding a hook is a file beside this one and a line here. */
import { businessHours } from './business-hours.js';
import { customHook } from './custom-hooks.js';
import { healthGate } from './health-gate.js';
import type { AnyHook } from './hook.js';
import { minimumDelay } from './minimum-delay.js';
import { notify } from './notify.js';
import { regionsPerDay } from './regions-per-day.js';
import { remote } from './remote.js';
import { scripted } from './scripted.js';
export const hooks: readonly AnyHook[] = [
  minimumDelay,
  businessHours,
  healthGate,
  regionsPerDay,
  notify,
  remote,
  scripted,
];

const byName: ReadonlyMap<string, AnyHook> = new Map(hooks.map((one) => [one.hook, one]));

/** The built-in hook of this kind; undefined if there is none. */
export function hookNamed(name: string): AnyHook | undefined {
  return byName.get(name);
}

/** The hook that a setup registers: a built-in one by its kind, or a custom one. Throws RangeError if its module was not loaded. */
export function hookOf({ hook, code }: { hook: string; code?: string }): AnyHook | undefined {
  if (code === undefined) return hookNamed(hook);
  const own = customHook(code);
  if (own === undefined) throw new RangeError(`the module of hook ${hook} has not been loaded`);
  return own;
}
