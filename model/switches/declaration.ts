/**
 * Declaration of a switch: one difference between the design, the shipped code and a Venice without the
 * feature, that a scenario may set by name. This file declares the row types of the table in rows.ts.
 */

/** The profile that provides a run's defaults; `baseline` has neither degraded mode nor hooks. */
export type Profile = 'as-designed' | 'as-built' | 'baseline';

/** The design document's options; C is the accepted one and uses the table as it stands, N does nothing. */
export type Policy = 'A' | 'B' | 'C' | 'D' | 'E' | 'N';

/** Every profile, the default first. */
export const profiles: readonly Profile[] = ['as-designed', 'as-built', 'baseline'];

/** Every policy. */
export const policies: readonly Policy[] = ['A', 'B', 'C', 'D', 'E', 'N'];

/** The part of the table a switch belongs to. */
export type SwitchGroup = 'protection' | 'gap' | 'aggregation' | 'hooks-and-swap';

/**
 * A precondition for a switch to have an effect: another switch's value, a configuration key, or text
 * that is not checked automatically.
 */
export type Need =
  | { readonly kind: 'switch'; readonly name: string; readonly words: readonly string[] }
  | { readonly kind: 'config'; readonly key: string; readonly wanted: 'true' | 'set' | 'empty' }
  | { readonly kind: 'text'; readonly text: string };

/** One row of the table. `-` in a profile: never consulted there. */
export interface SwitchDeclaration<Name extends string = string, Word extends string = string> {
  /** Short id of the specification, such as D1, G22, AG1, HS3. */
  readonly id: string;
  readonly name: Name;
  readonly group: SwitchGroup;
  /** Meaning of `on`, or of the values. */
  readonly meaning: string;
  /** Allowed values; `on` and `off` for a plain switch. */
  readonly values: readonly Word[];
  readonly profiles: Readonly<Record<Profile, Word | '-'>>;
  readonly needs: readonly Need[];
  /** Vector targets that fix the as-built value. */
  readonly pinnedBy: readonly string[];
}

/** Values per profile in the order as-designed, as-built, baseline. */
type ByProfile<Word extends string> = readonly [Word | '-', Word | '-', Word | '-'];

/** The values of a plain switch. */
export type OnOff = 'on' | 'off';

/** The optional part of a row. */
interface RowExtras {
  readonly needs?: readonly Need[];
  readonly pinnedBy?: readonly string[];
}

/** Declares rows of one group. */
export interface RowMaker {
  onOff<const Name extends string>(
    label: readonly [id: string, name: Name],
    byProfile: ByProfile<OnOff>,
    meaning: string,
    extras?: RowExtras,
  ): SwitchDeclaration<Name, OnOff>;
  choice<const Name extends string, const Word extends string>(
    label: readonly [id: string, name: Name],
    words: { readonly values: readonly Word[]; readonly byProfile: ByProfile<Word> },
    meaning: string,
    extras?: RowExtras,
  ): SwitchDeclaration<Name, Word>;
}

/** Creates rows of the group. */
export function rowsOf(group: SwitchGroup): RowMaker {
  const choice: RowMaker['choice'] = ([id, name], { values, byProfile }, meaning, extras) => {
    const [designed, built, baseline] = byProfile;
    const words = { 'as-designed': designed, 'as-built': built, baseline };
    const { needs = [], pinnedBy = [] } = extras ?? {};
    return { id, name, group, meaning, values, profiles: words, needs, pinnedBy };
  };
  return {
    choice,
    onOff: (label, byProfile, meaning, extras) =>
      choice(label, { values: ['on', 'off'], byProfile }, meaning, extras),
  };
}

/** The switch must have one of the values; `on` if none are given. */
export function needsSwitch(name: string, words: readonly string[] = ['on']): Need {
  return { kind: 'switch', name, words };
}

/** The configuration key must be true, non-empty, or empty. */
export function needsConfig(key: string, wanted: 'true' | 'set' | 'empty'): Need {
  return { kind: 'config', key, wanted };
}

/** A condition that cannot be checked before the run. */
export function needsText(text: string): Need {
  return { kind: 'text', text };
}
