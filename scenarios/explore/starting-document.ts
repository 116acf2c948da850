/** A scenario file as the base of a hunt: its plain value, and the names that draws on top of it may use. */
import { parseScenario } from '../parse.js';
import { readYaml } from '../yaml-document.js';
import { plainValues } from '../yaml-values.js';
import type { Entry } from './arbitrary-world.js';
import type { Cast } from './names-of-draws.js';

/** Reads the text of a sound scenario. Throws ScenarioError with all problems of one that is not. */
export function baseOfHunt(
  text: string,
  file: string,
): { readonly document: Entry; readonly cast: Cast } {
  const { setup } = parseScenario(text, file);
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
  };
}
