/**
 * Defects of a push's data and their effect on clients: failed requests, slow reads, lost capacity. Venice does not detect a defect; only
 * client metrics show it. The shares are assumptions, documented here and in the docs.
 */

/** A kind of defect and what it does at severity 1; the effect grows in proportion to the severity. */
export interface DefectEffect {
  readonly kind: string;
  readonly title: string;
  /** Share of the requests for the bad version that fail. */
  readonly errors: number;
  /** Added latency as a multiple of the normal latency. */
  readonly slowdown: number;
  /** Share of a region's serving capacity that is lost. */
  readonly capacityLost: number;
}

/** Every kind. A new one is a line here. */
export const defects = [
  effect('incomplete-data', 'keys are missing', { errors: 1, slowdown: 0, capacityLost: 0 }),
  effect('changed-semantics', 'a field means something else', {
    errors: 0.5,
    slowdown: 0,
    capacityLost: 0,
  }),
  effect('missing-optional-field', 'clients fall back where a field is absent', {
    errors: 0.1,
    slowdown: 2,
    capacityLost: 0,
  }),
  effect('larger-payload', 'values have grown', { errors: 0, slowdown: 20, capacityLost: 0.8 }),
  effect('infra-bug', 'servers fail on the data', {
    errors: 0.5,
    slowdown: 10,
    capacityLost: 1,
  }),
] as const satisfies readonly DefectEffect[];

export type DefectKind = (typeof defects)[number]['kind'];

/** A defect of one push. */
export interface Defect {
  readonly kind: DefectKind;
  /** From 0 (excluded) to 1. */
  readonly severity: number;
  /** From the moment a region serves it until clients show it, in milliseconds. */
  readonly showsAfterMs: number;
}

/** Default severity and delay of a defect. */
export const defaultDefect = { severity: 0.2, showsAfterMs: 300_000 } as const;

/** The effect of a kind at severity 1. */
export function effectOf(kind: DefectKind): DefectEffect {
  return defects.find((one) => one.kind === kind) ?? defects[0];
}

function effect<const Kind extends string>(
  kind: Kind,
  title: string,
  effects: Omit<DefectEffect, 'kind' | 'title'>,
) {
  return { kind, title, ...effects } as const;
}
