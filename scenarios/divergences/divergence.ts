/**
 * What a difference between the degraded-mode design and the shipped code is made of, and helpers to say
 * how it is shown. Paths are a topic and a file: below scenarios/library, or below test/vectors.
 */
import type { SwitchName } from '../../model/index.js';

/** One difference. Source: the degraded-mode design against commit 77ea837f, row by row. */
export interface Divergence {
  /** 1 to 50; used in names such as divergence-26. */
  readonly row: number;
  /** What the design document says. */
  readonly design: string;
  /** What the code does. */
  readonly code: string;
  /** The switch that turns one into the other, if there is one. */
  readonly switch?: SwitchName;
  /** The configuration key, if there is one. */
  readonly key?: string;
  readonly shown: Shown;
}

/**
 * `pair`: two files of one world that end differently. `alike`: both profiles behave as this file shows,
 * because as-designed was read like the code. `not`: no run can show it, or none needs to.
 */
export type Shown =
  | { readonly kind: 'pair'; readonly asDesigned: string; readonly asBuilt: string }
  | { readonly kind: 'alike'; readonly file: string; readonly because: string }
  | { readonly kind: 'not'; readonly because: string };

/** The pair `<name>.as-designed.yaml` and `<name>.as-built.yaml` of the folders of differences. */
export function pair(name: string): Shown {
  return pairIn(`divergences/${name}.`);
}

/** A pair of another folder; `stem` is the path up to the profile. */
export function pairIn(stem: string): Shown {
  return { kind: 'pair', asDesigned: `${stem}as-designed.yaml`, asBuilt: `${stem}as-built.yaml` };
}

/** One file of the folder of differences that holds in both profiles. */
export function alike(name: string, because: string): Shown {
  return { kind: 'alike', file: `divergences/${name}.yaml`, because };
}

/** Nothing to run. */
export function notShown(because: string): Shown {
  return { kind: 'not', because };
}
