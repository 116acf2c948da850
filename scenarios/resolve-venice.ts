/**
 * Builds the VeniceSetup of a run from the file and the command line. The command line takes
 * precedence. A switch without effect in the chosen profile is reported as a diagnostic: the scenario
 * would not test what it claims.
 */
import {
  asWritten,
  type ConfigurationOverrides,
  type Policy,
  type Profile,
  policies,
  profiles,
  readSwitch,
  type SwitchOverrides,
  switches,
  switchesOfPolicy,
  switchProblems,
  switchWords,
  type VeniceSetup,
  veniceConfig,
} from '../model/index.js';
import { type Duration, formatDuration } from '../sim/index.js';
import { type Diagnostic, quoted } from './diagnostic.js';
import type { CodeText } from './modules/hook-code.js';
import { didYouMean, nameList } from './near-miss.js';
import { readSeed } from './schema/file.js';
import type { Refusal } from './schema/leaf.js';
import { readDuration } from './schema/values.js';
import type { WrittenVenice } from './schema/venice.js';
import type { SettingWords } from './settings.js';

/** The options of a command line that override a scenario, as typed. */
export interface Overrides {
  readonly profile?: string;
  readonly policy?: string;
  /** Switches by name, with the values that files use. */
  readonly switches?: Readonly<Record<string, string>>;
  readonly seed?: string;
  /** How long the run may last, in milliseconds or as text such as "2h". */
  readonly horizon?: Duration | string;
  /** Fields of the file that are set before it is checked. */
  readonly settings?: readonly SettingWords[];
  /** Paths of Venice's .properties files, whose keys go above those of the scenario. */
  readonly configFiles?: readonly string[];
  /** The texts of all configuration files by path; those that loading has read. */
  readonly configTexts?: Readonly<Record<string, CodeText>>;
  /** Configuration keys that are not in effect are refused. */
  readonly strictConfig?: boolean;
}

/** Overrides that have been read; what could not be read is among the diagnostics and left out. */
export interface ReadOverrides {
  readonly profile: Profile | undefined;
  readonly policy: Policy | undefined;
  readonly switches: Readonly<Record<string, boolean | string>>;
  readonly seed: string | undefined;
  readonly horizon: Duration | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a command line's overrides. Their diagnostics have a path such as `--switch skip-degraded`. */
export function readOverrides(overrides: Overrides): ReadOverrides {
  const diagnostics: Diagnostic[] = [];
  return {
    profile: readWord(
      { path: '--venice', what: 'profile', words: profiles },
      overrides.profile,
      diagnostics,
    ),
    policy: readWord(
      { path: '--policy', what: 'policy', words: policies },
      overrides.policy,
      diagnostics,
    ),
    switches: readSwitches(overrides.switches ?? {}, diagnostics),
    seed: readBy('--seed', overrides.seed, readSeed, diagnostics),
    horizon: readBy('--until', overrides.horizon, readSpan, diagnostics),
    diagnostics,
  };
}

/** The VeniceSetup of a run, and the switches that have no effect in it. */
export function resolveVenice(
  written: WrittenVenice,
  overrides: ReadOverrides,
): { readonly venice: VeniceSetup; readonly diagnostics: readonly Diagnostic[] } {
  const profile = overrides.profile ?? written.profile ?? 'as-designed';
  const policy = overrides.policy ?? written.policy ?? 'C';
  // Safe: names and values were read by the model's own readers.
  const set = { ...written.switches, ...overrides.switches } as SwitchOverrides;
  const config = written.config as ConfigurationOverrides;
  const isPreset = written.preset === 'as-written' && profile === 'as-designed';
  const chosen: SwitchOverrides = isPreset ? { ...asWritten, ...set } : set;
  const problems = switchProblems(profile, set, { policy, config: veniceConfig(profile, config) });
  const isOtherVenice = overrides.profile !== undefined || overrides.policy !== undefined;
  const diagnostics = problems.flatMap((message) => {
    const name = message.split(' ', 1)[0] ?? '';
    if (Object.hasOwn(overrides.switches, name))
      return [pointless(message, commandLine(`--switch ${name}`))];
    // A file written for another profile may be run under this one; its switches for that profile have no effect.
    if (isOtherVenice) return [];
    return [pointless(message, { kind: 'key', path: ['venice', 'switches', name] })];
  });
  return {
    venice: { profile, policy, switches: switchesOfPolicy(profile, policy, chosen), config },
    diagnostics: [...diagnostics, ...presetProblems(written, isPreset || isOtherVenice)],
  };
}

/** The preset belongs to one profile; a file that names another one is refused, a command line that does overrides it. */
function presetProblems({ preset, profile }: WrittenVenice, fits: boolean): readonly Diagnostic[] {
  if (preset === undefined || fits) return [];
  return [
    {
      where: { kind: 'key', path: ['venice', 'preset'] },
      message: `preset ${preset} has no effect: it needs profile as-designed, and the file names ${profile ?? 'none'}`,
      expected: 'profile as-designed, or no preset',
      hint: 'remove the preset, or the profile',
    },
  ];
}

/** The place of something on the command line. */
function commandLine(path: string): Diagnostic['where'] {
  return { kind: 'offset', offset: -1, path: [path] };
}

function pointless(message: string, where: Diagnostic['where']): Diagnostic {
  return {
    where,
    message,
    expected: 'a switch that can matter under this profile, policy and the other switches',
    hint: 'remove the switch, or set what it needs',
  };
}

function readWord<Word extends string>(
  of: { readonly path: string; readonly what: string; readonly words: readonly Word[] },
  written: string | undefined,
  diagnostics: Diagnostic[],
): Word | undefined {
  const known = of.words.find((word) => word === written);
  if (written === undefined || known !== undefined) return known;
  diagnostics.push(unknown({ ...of, written }));
  return undefined;
}

function readSwitches(
  written: Readonly<Record<string, string>>,
  diagnostics: Diagnostic[],
): Record<string, boolean | string> {
  const set: Record<string, boolean | string> = {};
  for (const [name, word] of Object.entries(written)) {
    const path = `--switch ${name}`;
    const read = readSwitch(name, word);
    if (read.kind === 'read') set[name] = read.value;
    else if (read.kind === 'unknown-name') {
      diagnostics.push(
        unknown({ path, written: name, what: 'switch', words: switches.map((row) => row.name) }),
      );
    } else
      diagnostics.push(
        unknown({
          path,
          written: word,
          what: `value of the switch ${name}`,
          words: switchWords(name),
        }),
      );
  }
  return set;
}

function unknown(of: {
  path: string;
  written: string;
  what: string;
  words: readonly string[];
}): Diagnostic {
  const hint = didYouMean(of.written, of.words);
  return {
    where: commandLine(of.path),
    message: `${quoted(of.written)} is not a known ${of.what}`,
    expected: `one of ${nameList(of.words)}`,
    found: quoted(of.written),
    hint,
  };
}

function readBy<T, From>(
  path: string,
  written: From | undefined,
  read: (written: From) => { value: T } | Refusal,
  diagnostics: Diagnostic[],
): T | undefined {
  if (written === undefined) return undefined;
  const answer = read(written);
  if ('value' in answer) return answer.value;
  const { message, hint } = answer;
  const found = typeof written === 'string' ? quoted(written) : String(written);
  diagnostics.push({
    where: commandLine(path),
    message: `${found} ${message}`,
    found,
    hint,
  });
  return undefined;
}

function readSpan(written: Duration | string): { value: number } | Refusal {
  const read =
    typeof written === 'number'
      ? readDuration(formatDuration(written), 1)
      : readDuration(written, 1);
  return 'value' in read || read.hint !== undefined
    ? read
    : { ...read, hint: 'write a duration such as 2h' };
}
