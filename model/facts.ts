/**
 * All fact kinds, as one closed union, and three functions of a fact: its numbers (for the digest), its text (for reports), and the
 * region or store it concerns. Recording a fact cannot fail and is never undone.
 */
import { type Digest, wordNumber } from '../sim/index.js';
import { breakageSheets } from './facts/breakage.js';
import { hookSheets } from './facts/hooks.js';
import { incrementSheets } from './facts/increments.js';
import { ingestionSheets } from './facts/ingestion.js';
import { parentSheets } from './facts/parent.js';
import { policySheets } from './facts/policy.js';
import { pushSheets } from './facts/push.js';
import { recoverySheets } from './facts/recovery.js';
import { regionSheets } from './facts/region.js';
import type { FactLine, FactSheet, FactsOf } from './facts/sheet.js';
import type { Names } from './names.js';

const sheets = {
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

export type Fact = FactsOf<typeof sheets>;
export type FactKind = keyof typeof sheets;
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** Every kind of fact, in a fixed order. */
export const factKinds = Object.keys(sheets) as readonly FactKind[];

interface Encoding {
  readonly kind: number;
  mix(fact: Fact, digest: Digest): void;
}

/** The number of each kind, hashed once, and how its declared fields are mixed in. */
const encodings: ReadonlyMap<FactKind, Encoding> = new Map(
  factKinds.map((kind): [FactKind, Encoding] => {
    const { fields, mix } = sheetOf({ kind });
    const mixFields = (fact: Fact, digest: Digest): void => {
      for (const name of fields) mixValue(fact[name as keyof Fact], digest);
    };
    return [kind, { kind: wordNumber(kind), mix: mix ?? mixFields }];
  }),
);

/** Mixes a fact's numbers into the digest: its kind, then its declared fields. Enum values are mixed in as a fixed hash; texts are excluded. */
export function encodeFact(fact: Fact, digest: Digest): void {
  const encoding = encodings.get(fact.kind);
  if (encoding === undefined) return;
  digest.mix(encoding.kind);
  encoding.mix(fact, digest);
}

/** Place and text of a fact for reports; `undefined` for bookkeeping. */
export function describeFact(fact: Fact, names: Names): FactLine | undefined {
  const line = sheetOf(fact).line(fact, names);
  return line === undefined || line.text === '' ? undefined : line;
}

/** The declaration of a fact's kind. */
function sheetOf({ kind }: { readonly kind: FactKind }): AnySheet {
  return sheets[kind] as unknown as AnySheet;
}
interface AnySheet extends Pick<FactSheet<never>, 'fields'> {
  mix?(fact: Fact, digest: Digest): void;
  line(fact: Fact, names: Names): FactLine | undefined;
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
