/**
 * Validation of switches that were set but can have no effect, because a precondition is off or absent.
 * Such a setting makes a scenario misleading, so it is refused instead of ignored.
 */
import type { Need, Policy, Profile, SwitchDeclaration } from './declaration.js';
import {
  type SwitchOverrides,
  switches,
  switchNamed,
  wordInProfile,
  wordOfValue,
} from './table.js';

/** Other parts of a scenario, if known; preconditions on unknown parts are not checked. */
export interface SwitchSurroundings {
  readonly policy?: Policy;
  /** Venice's configuration keys, resolved. */
  readonly config?: Readonly<Record<string, boolean | number | string>>;
}

/**
 * One message per override without effect, with the switch and its missing precondition; in the order of
 * the table.
 */
export function switchProblems(
  profile: Profile,
  overrides: SwitchOverrides,
  surroundings: SwitchSurroundings = {},
): string[] {
  const words = resolvedWords(profile, overrides);
  return switches
    .filter(({ name }) => overrides[name] !== undefined)
    .flatMap((row) => problemsOf(row, { profile, words, surroundings }));
}

interface Case {
  readonly profile: Profile;
  readonly words: ReadonlyMap<string, string>;
  readonly surroundings: SwitchSurroundings;
}

function problemsOf(row: SwitchDeclaration, given: Case): string[] {
  const { profile, surroundings } = given;
  if (isNeverConsulted(row, profile))
    return [`${row.name} has no effect: profile ${profile} never consults it`];
  const { policy } = surroundings;
  if (policy === 'N' && isNeverConsulted(row, 'baseline')) {
    return [`${row.name} has no effect: policy N is the baseline, which never consults it`];
  }
  const policyProblem = policyIgnores(row, policy);
  if (policyProblem !== undefined) return [policyProblem];
  return row.needs.flatMap((need) => unmetNeed(row, need, given));
}

/** Hook switches with a dash are checked by their preconditions, since another engine may use them. */
function isNeverConsulted(row: SwitchDeclaration, profile: Profile): boolean {
  return row.profiles[profile] === '-' && row.group !== 'hooks-and-swap';
}

/** Policies A, B and E do not convert pushes, so conversion and dependent switches have no effect. */
function policyIgnores(row: SwitchDeclaration, policy: Policy | undefined): string | undefined {
  if (policy !== 'A' && policy !== 'B' && policy !== 'E') return undefined;
  if (row.name !== 'auto-convert' && !needsConversion(row)) return undefined;
  return `${row.name} has no effect: policy ${policy} converts no push`;
}

function needsConversion({ needs }: SwitchDeclaration): boolean {
  return needs.some((need) => need.kind === 'switch' && need.name === 'auto-convert');
}

function unmetNeed(row: SwitchDeclaration, need: Need, given: Case): string[] {
  switch (need.kind) {
    case 'switch':
      return unmetSwitch(row, need, given);
    case 'config':
      return unmetConfig(row, need, given.surroundings);
    case 'text':
      return [];
  }
}

function unmetSwitch(
  row: SwitchDeclaration,
  need: Need & { kind: 'switch' },
  given: Case,
): string[] {
  const found = given.words.get(need.name) ?? 'off';
  if (!need.words.includes(found)) {
    return [
      `${row.name} has no effect: it needs ${need.name} ${need.words.join(' or ')}, which is ${found}`,
    ];
  }
  const needed = switchNamed(need.name);
  const deeper = needed === undefined ? [] : needed.needs.filter(({ kind }) => kind !== 'text');
  return deeper.flatMap((each) => unmetNeed(row, each, given));
}

function unmetConfig(
  row: SwitchDeclaration,
  need: Need & { kind: 'config' },
  { config }: SwitchSurroundings,
): string[] {
  if (config === undefined) return [];
  const found = config[need.key];
  const isSet = found !== undefined && found !== '' && found !== false;
  if (isSet === (need.wanted !== 'empty')) return [];
  const wanted = { true: 'true', set: 'set', empty: 'empty' }[need.wanted];
  const state = isSet ? String(found) : found === false ? 'false' : 'empty';
  return [`${row.name} has no effect: it needs ${need.key} to be ${wanted}, but it is ${state}`];
}

function resolvedWords(profile: Profile, overrides: SwitchOverrides): ReadonlyMap<string, string> {
  return new Map(
    switches.map((row): [string, string] => {
      const set = overrides[row.name];
      return [row.name, set === undefined ? wordInProfile(row, profile) : wordOfValue(set)];
    }),
  );
}
