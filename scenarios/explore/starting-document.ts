/** A scenario file as the base of an exploration: its plain value, and the names that draws on top of it may use. */

import { hookLoader } from '../modules/custom-hook.js';
import type { HookCode } from '../modules/hook-code.js';
import { parseScenario } from '../parse.js';
import { readYaml } from '../yaml/document.js';
import { plainValues } from '../yaml/values.js';
import type { ExplorationBase } from './explore.js';

/** Reads the text of a valid scenario. Throws ScenarioError with all problems of one that is not. */
export function baseOfExploration(text: string, file: string, code?: HookCode): ExplorationBase {
  const load = code === undefined ? undefined : hookLoader(code);
  const { setup } = parseScenario(text, file, {}, load);
  const { root } = readYaml(text);
  const value = root === undefined ? {} : plainValues(root).value;
  const pushes = setup.timeline.flatMap((entry) => (entry.kind === 'push' ? [entry.push] : []));
  const used = new Set(pushes);
  const more = Array.from({ length: 5 }, (_, index) => `drawn-${index + 1}`);
  return {
    document: typeof value === 'object' && value !== null ? { ...value } : {},
    cast: {
      regions: setup.regions.map(({ name }) => name),
      stores: setup.stores.map(({ name }) => name),
      pushes: more.filter((name) => !used.has(name)),
    },
    ...(code === undefined ? {} : { code }),
  };
}
