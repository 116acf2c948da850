/**
 * What follows by type from the one table of switches (rows.ts): the names, and the value each one takes in
 * code (a boolean for on and off, the word itself otherwise). Reading files and refusing misspelt names
 * is the scenario room's work.
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

/** Switches that a scenario or a command line sets; the profile gives the rest. */
export type SwitchOverrides = { readonly [Name in SwitchName]?: SwitchValues[Name] | undefined };

/** The row of a switch, or undefined for an unknown name. */
export function switchNamed(name: string): SwitchDeclaration | undefined {
  return byName.get(name);
}

/** Is it the name of a switch? */
export function isSwitchName(name: string): name is SwitchName {
  return byName.has(name);
}

/**
 * The word of a switch in a profile; where it is never consulted, off, or the first word if it has no
 * off.
 */
export function wordInProfile(row: SwitchDeclaration, profile: Profile): string {
  const word = row.profiles[profile];
  if (word !== '-') return word;
  return row.values.includes('off') ? 'off' : (row.values[0] ?? 'off');
}

/** A value in code as the word that files write: on, off or the word itself. */
export function wordOfValue(value: boolean | string): string {
  if (typeof value === 'string') return value;
  return value ? 'on' : 'off';
}

/** Does the switch know only on and off? */
export function isOnOff(row: SwitchDeclaration): boolean {
  return row.values.length === 2 && row.values[0] === 'on' && row.values[1] === 'off';
}

const byName: ReadonlyMap<string, SwitchDeclaration> = new Map(
  switches.map((row): [string, SwitchDeclaration] => [row.name, row]),
);
