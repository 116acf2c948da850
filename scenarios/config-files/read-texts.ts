/** Reads the configuration files that a scenario and a command line name. Reads the disk. */
import { ScenarioError } from '../errors.js';
import type { CodeText } from '../modules/hook-code.js';
import { readScenarioText } from '../read-file.js';
import type { Overrides } from '../resolve-venice.js';
import { readYaml } from '../yaml/document.js';
import { plainValues } from '../yaml/values.js';
import { configPaths } from './apply.js';

/** The overrides with the texts of all configuration files; a file that cannot be read comes with the reason. */
export function withConfigTexts(text: string, file: string, overrides: Overrides): Overrides {
  const isNamed = text.includes('configFiles') || (overrides.configFiles ?? []).length > 0;
  if (!isNamed) return overrides;
  const { root } = readYaml(text);
  const document = root === undefined ? undefined : plainValues(root).value;
  const paths = configPaths(document, file, overrides);
  const read = Object.fromEntries(paths.map((path): [string, CodeText] => [path, readOne(path)]));
  return { ...overrides, configTexts: { ...overrides.configTexts, ...read } };
}

function readOne(path: string): CodeText {
  try {
    return readScenarioText(path);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { unreadable: error.problems[0]?.message ?? 'it cannot be read' };
  }
}
