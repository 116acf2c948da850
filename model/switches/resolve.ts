/**
 * Resolves a profile and explicit overrides to the value of every switch. The effect of a switch is
 * implemented by its rule.
 */
import type { Profile } from './declaration.js';
import {
  isOnOff,
  isSwitchName,
  type SwitchName,
  type SwitchOverrides,
  type SwitchValues,
  switches,
  switchNamed,
  wordInProfile,
} from './table.js';

/** Every switch's value: the override where there is one, the profile's otherwise. */
export function switchValues(profile: Profile, overrides: SwitchOverrides = {}): SwitchValues {
  // Built at once: V8 turns an object that grows by so many keys into a slow dictionary, and rules read switches in the hot path.
  const resolved = Object.fromEntries(
    switches.map((row): [string, boolean | string] => {
      const word = wordInProfile(row, profile);
      return [row.name, overrides[row.name] ?? (isOnOff(row) ? word === 'on' : word)];
    }),
  );
  // Safe: every row of the table was visited, and values come from the table or are typed by the caller.
  return resolved as unknown as SwitchValues;
}

/** A switch's name in camel case, as rules use it. */
type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** All switches under the names of rules' parameters, so that they can be passed to any rule. */
export type Variant = {
  readonly [Name in SwitchName as CamelCase<Name>]: SwitchValues[Name];
};

/** Converts the switches to the form that rules take. */
export function variantOf(values: SwitchValues): Variant {
  const renamed = Object.entries(values).map(([name, value]) => [
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  // Safe: the same renaming as in the type.
  return Object.fromEntries(renamed) as Variant;
}

/** The allowed values of a switch in a file; none for an unknown name. */
export function switchWords(name: string): readonly string[] {
  return switchNamed(name)?.values ?? [];
}

/** The result of parsing one override from a file or a command line. */
export type ReadSwitch =
  | { readonly kind: 'read'; readonly name: SwitchName; readonly value: boolean | string }
  | { readonly kind: 'unknown-name' }
  | { readonly kind: 'unknown-word'; readonly allowed: readonly string[] };

/** Parses `name` and `word`; on and off may also be given as booleans. */
export function readSwitch(name: string, word: unknown): ReadSwitch {
  const row = switchNamed(name);
  if (row === undefined || !isSwitchName(name)) return { kind: 'unknown-name' };
  const spelt = word === true ? 'on' : word === false ? 'off' : word;
  const known = row.values.find((value) => value === spelt);
  if (known === undefined) return { kind: 'unknown-word', allowed: row.values };
  return { kind: 'read', name, value: isOnOff(row) ? known === 'on' : known };
}
