/**
 * Types and lookups derived from the table of switches (rows.ts): the names, and the value of each one in
 * code (a boolean for on and off, the text otherwise). Parsing files and refusing misspelt names is the
 * task of the scenario layer.
 */
import type { OnOff, Profile, SwitchDeclaration } from './declaration.js';
import { switches } from './rows.js';

export { switches };

type Row = (typeof switches)[number];
type WordOf<R extends Row> = R['values'][number];

/** A switch's name as scenario files write it. */
export type SwitchName = Row['name'];

/** Every switch resolved: `true` or `false`, or one of its words. */
export type SwitchValues = {
  readonly [R in Row as R['name']]: [WordOf<R>] extends [OnOff] ? boolean : WordOf<R>;
};

/** Switches set by a scenario or a command line; the profile provides the rest. */
export type SwitchOverrides = { readonly [Name in SwitchName]?: SwitchValues[Name] | undefined };

/** The row of a switch, or undefined for an unknown name. */
export function switchNamed(name: string): SwitchDeclaration | undefined {
  return byName.get(name);
}

/** True if it is the name of a switch. */
export function isSwitchName(name: string): name is SwitchName {
  return byName.has(name);
}

/**
 * The value of a switch in a profile; where it is never read, off, or the first value if it has no
 * off.
 */
export function wordInProfile(row: SwitchDeclaration, profile: Profile): string {
  const word = row.profiles[profile];
  if (word !== '-') return word;
  return row.values.includes('off') ? 'off' : (row.values[0] ?? 'off');
}

/** A value in code as text for files: on, off or the value itself. */
export function wordOfValue(value: boolean | string): string {
  if (typeof value === 'string') return value;
  return value ? 'on' : 'off';
}

/** True if the switch has only the values on and off. */
export function isOnOff(row: SwitchDeclaration): boolean {
  return row.values.length === 2 && row.values[0] === 'on' && row.values[1] === 'off';
}

const byName: ReadonlyMap<string, SwitchDeclaration> = new Map(
  switches.map((row): [string, SwitchDeclaration] => [row.name, row]),
);
