/**
 * From what is varied to the variants of a study: which combination sets which field, switch, profile or policy. Pure.
 */
import { switches } from '../../model/index.js';
import type { Overrides } from '../resolve-venice.js';
import { type PlainValue, type SettingWords, settingText, valueText } from '../settings.js';
import { type Combination, combinations, readAxis } from './grid.js';
import type { Variant } from './study-result.js';

/** What is varied, as given on the command line. */
export interface VaryWords {
  /** The option that was used, for messages. */
  readonly option: '--vary' | '--variants';
  readonly axes: readonly string[];
  readonly where: readonly string[];
}

/**
 * Every variant, each on top of what holds for all of them. An axis is a field's path, `profile`, `policy`, `engine`, `switch NAME` or a
 * switch's name. Throws StudyError.
 */
export function variantsOf({ option, axes, where }: VaryWords, shared: Overrides): Variant[] {
  const read = axes.map((axis) => readAxis(axis, option));
  return combinations(read, where).map((combination) => ({
    name: combination.map(({ path, value }) => settingText({ path, value })).join(', '),
    overrides: combined(shared, combination),
  }));
}

/** The value that leaves a field, switch, profile or policy as the file has it. */
const asIs = 'as-is';

function combined(shared: Overrides, combination: Combination): Overrides {
  let overrides = shared;
  const settings: SettingWords[] = [...(shared.settings ?? [])];
  for (const { path, value } of combination) {
    if (value === asIs) continue;
    const word = wordOf(value);
    const name = switchNamed(path);
    if (path === 'profile') overrides = { ...overrides, profile: word };
    else if (path === 'policy') overrides = { ...overrides, policy: word };
    else if (name !== undefined)
      overrides = { ...overrides, switches: { ...overrides.switches, [name]: word } };
    else settings.push({ path, value });
  }
  // Unset options are left out, so that equal plans have equal text.
  const { switches: set = {}, settings: _shared, ...others } = overrides;
  return {
    ...others,
    ...(Object.keys(set).length === 0 ? {} : { switches: set }),
    ...(settings.length === 0 ? {} : { settings }),
  };
}

/** `engine` stands for the switch `hook-engine`. */
function switchNamed(path: string): string | undefined {
  if (path === 'engine') return 'hook-engine';
  const named = /^switch[ .:]\s*(\S+)$/.exec(path)?.[1];
  return named ?? switches.find(({ name }) => name === path)?.name;
}

function wordOf(value: PlainValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'string' ? value : valueText(value);
}
