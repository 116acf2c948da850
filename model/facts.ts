/**
 * Everything that can have happened, as one closed union, and the three things a fact can be asked: its numbers (for the digest), its
 * words (for a reader), and whom it concerns. A fact cannot fail and is never taken back.
 */
import { type Digest, wordNumber } from '../sim/index.js';
import { type BreakageFact, breakageSheets } from './facts/breakage.js';
import { type HookFact, hookSheets } from './facts/hooks.js';
import { type IncrementFact, incrementSheets } from './facts/increments.js';
import { type IngestionFact, ingestionSheets } from './facts/ingestion.js';
import { type ParentFact, parentSheets } from './facts/parent.js';
import { type PolicyFact, policySheets } from './facts/policy.js';
import { type PushFact, pushSheets } from './facts/push.js';
import { type RecoveryFact, recoverySheets } from './facts/recovery.js';
import { type RegionFact, regionSheets } from './facts/region.js';
import type { FactBase, FactLine, FactSheet } from './facts/sheet.js';
import type { Names } from './names.js';

export type Fact =
  | PushFact
  | ParentFact
  | RegionFact
  | IngestionFact
  | IncrementFact
  | RecoveryFact
  | HookFact
  | BreakageFact
  | PolicyFact;
export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

const sheets: { readonly [K in FactKind]: FactSheet<FactOf<K>> } = {
  ...pushSheets,
  ...parentSheets,
  ...regionSheets,
  ...ingestionSheets,
  ...incrementSheets,
  ...recoverySheets,
  ...hookSheets,
  ...breakageSheets,
  ...policySheets,
};

/** Every kind of fact, in a fixed order. */
const factKinds = Object.keys(sheets) as readonly FactKind[];

interface Encoding {
  readonly kind: number;
  mix(fact: Fact, digest: Digest): void;
}

/** The number of each kind, hashed once, and how its declared fields are mixed in. */
const encodings: ReadonlyMap<FactKind, Encoding> = new Map(
  factKinds.map((kind): [FactKind, Encoding] => {
    const { fields, mix } = sheetOf({ kind });
    const mixFields = (fact: Fact, digest: Digest): void => {
      for (const name of fields) mixValue(fact[name], digest);
    };
    return [kind, { kind: wordNumber(kind), mix: mix ?? mixFields }];
  }),
);

/** Mixes a fact's numbers into the digest: its kind, then its declared fields. Words count by a fixed hash, texts not at all. */
export function encodeFact(fact: Fact, digest: Digest): void {
  const encoding = encodings.get(fact.kind);
  if (encoding === undefined) return;
  digest.mix(encoding.kind);
  encoding.mix(fact, digest);
}

/** How a reader sees a fact; `undefined` for bookkeeping. */
export function describeFact(fact: Fact, names: Names): FactLine | undefined {
  const line = sheetOf(fact).line?.(fact, names);
  return line === undefined || line.text === '' ? undefined : line;
}

function sheetOf({ kind }: { readonly kind: FactKind }): FactSheet<FactBase & Fact> {
  return sheets[kind] as unknown as FactSheet<FactBase & Fact>;
}

function mixValue(value: unknown, digest: Digest): void {
  if (typeof value === 'number') digest.mix(value);
  else if (typeof value === 'string') digest.mix(wordNumber(value));
  else if (typeof value === 'boolean') digest.mix(value ? 1 : 0);
  else if (Array.isArray(value)) {
    digest.mix(value.length);
    for (const entry of value) mixValue(entry, digest);
  }
}
