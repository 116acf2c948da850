/**
 * From a profile and the switches somebody set to the value of every switch, and the complaints about
 * settings that cannot have any effect. What a switch does is decided where its rule lives.
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
  // Made in one go: the engine keeps an object that grows by so many names as a slow dictionary, and rules ask for switches all the time.
  const resolved = Object.fromEntries(
    switches.map((row): [string, boolean | string] => {
      const word = wordInProfile(row, profile);
      return [row.name, overrides[row.name] ?? (isOnOff(row) ? word === 'on' : word)];
    }),
  );
  // Safe: every row of the table was visited, and words come from the table or are typed by the caller.
  return resolved as unknown as SwitchValues;
}

/** A switch's name as rules spell it. */
type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** All switches under the names of rules' parameters, so that any rule can be given them as they are. */
export type Variant = {
  readonly [Name in SwitchName as CamelCase<Name>]: SwitchValues[Name];
};

/** The switches as rules take them. */
export function variantOf(values: SwitchValues): Variant {
  const renamed = Object.entries(values).map(([name, value]) => [
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  // Safe: the very renaming of the type.
  return Object.fromEntries(renamed) as Variant;
}

/** The words a file may write for a switch; none for an unknown name. */
export function switchWords(name: string): readonly string[] {
  return switchNamed(name)?.values ?? [];
}

/** A single override read from a file or a command line. */
export type ReadSwitch =
  | { readonly kind: 'read'; readonly name: SwitchName; readonly value: boolean | string }
  | { readonly kind: 'unknown-name' }
  | { readonly kind: 'unknown-word'; readonly allowed: readonly string[] };

/** Reads `name` and `word`; on and off may also be given as booleans. */
export function readSwitch(name: string, word: unknown): ReadSwitch {
  const row = switchNamed(name);
  if (row === undefined || !isSwitchName(name)) return { kind: 'unknown-name' };
  const spelt = word === true ? 'on' : word === false ? 'off' : word;
  const known = row.values.find((value) => value === spelt);
  if (known === undefined) return { kind: 'unknown-word', allowed: row.values };
  return { kind: 'read', name, value: isOnOff(row) ? known === 'on' : known };
}
