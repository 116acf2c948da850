/** Collects the source texts of all modules of a scenario's hooks. Reads the disk through load.ts; runs nothing. */
import { ScenarioError } from '../errors.js';
import { readScenarioText } from '../read-file.js';
import type { Overrides } from '../resolve-venice.js';
import { applySettings } from '../settings.js';
import { readYaml } from '../yaml/document.js';
import { plainValues } from '../yaml/values.js';
import { type CodeText, type HookCode, modulesNamed, pathFrom } from './hook-code.js';
import { moduleScript } from './module-source.js';

/** The texts that a scenario needs under any of the overrides. A file that cannot be read is listed with the reason. */
export function readHookCode(
  text: string,
  file: string,
  variants: readonly Overrides[] = [{}],
): HookCode {
  const { root } = readYaml(text);
  const document = root === undefined ? undefined : plainValues(root).value;
  const code = new Map<string, CodeText>();
  for (const { settings = [] } of variants) {
    const { value } = applySettings(document, settings);
    for (const { module } of modulesNamed(value)) readAll(pathFrom('scenario', module), file, code);
  }
  return Object.fromEntries(code);
}

function readAll(path: string, file: string, code: Map<string, CodeText>): void {
  if (code.has(path)) return;
  const text = readOne(pathFrom(file, path));
  code.set(path, text);
  if (typeof text !== 'string') return;
  const script = moduleScript(text);
  if (!('script' in script)) return;
  for (const target of script.imports) readAll(pathFrom(path, target), file, code);
}

function readOne(path: string): CodeText {
  try {
    return readScenarioText(path);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { unreadable: error.problems[0]?.message ?? 'it cannot be read' };
  }
}
