/**
 * Declaration of a fact kind: its fields, which of them are mixed into the digest, its place and its text. The type of the fact is
 * derived from the declaration. Text is formatted only on demand.
 */
import type { Digest } from '../../sim/index.js';
import { type Names, pushName, regionName, storeName } from '../names.js';
import type { RuleId } from '../rules/rule.js';

/** A field of a fact. `holds` is a type-level marker without a value. */
export interface Field<T> {
  readonly hashed: boolean;
  readonly holds?: T;
}
/** A field that a fact may omit. */
export interface OptionalField<T> extends Field<T> {
  readonly optional: true;
}
type Fields = Readonly<Record<string, Field<unknown>>>;

/** Fields mixed into the digest, in the order of their declaration. */
export const number: Field<number> = { hashed: true };
export const numbers: Field<readonly number[]> = { hashed: true };
export const flag: Field<boolean> = { hashed: true };
export function word<T extends string | readonly string[]>(): Field<T> {
  return { hashed: true };
}

/** Fields excluded from the digest: they are derived from others, or are texts. */
export const text: Field<string> = { hashed: false };
export function unhashed<T>(): Field<T> {
  return { hashed: false };
}
export function optional<T>(): OptionalField<T> {
  return { hashed: false, optional: true };
}

/** Groups of fields that many facts have. */
export const ofRegion = { region: number };
export const ofStore = { region: number, store: number };
export const ofVersion = { region: number, store: number, version: number };
export const ofPush = { push: number, store: number };
export const ofParentVersion = { store: number, version: number };

type OptionalKey<S extends Fields> = {
  [K in keyof S]: S[K] extends OptionalField<unknown> ? K : never;
}[keyof S];
type Held<F> = F extends Field<infer T> ? T : never;
type Content<S extends Fields> = {
  readonly [K in Exclude<keyof S, OptionalKey<S>>]: Held<S[K]>;
} & { readonly [K in OptionalKey<S>]?: Held<S[K]> };

type Flat<T> = { [K in keyof T]: T[K] };

/** The facts that an area declares. The rule, if any, is the decision that caused a fact. */
export type FactsOf<Sheets> = {
  [K in keyof Sheets]: Sheets[K] extends { readonly declared: infer S extends Fields }
    ? Flat<{ readonly kind: K; readonly rule?: RuleId } & Content<S>>
    : never;
}[keyof Sheets];

/** Where a fact happened, and its text. An empty text: bookkeeping that reports omit. */
export interface FactLine {
  readonly where: string;
  readonly text: string;
  readonly important: boolean;
}

interface Ids {
  readonly region?: number;
  readonly store?: number;
  readonly push?: number;
}
/** The names behind the ids of one fact. */
export class Named {
  constructor(
    private readonly ids: Ids,
    readonly names: Names,
  ) {}
  get region(): string {
    return regionName(this.names, this.ids.region ?? -1);
  }
  get store(): string {
    return storeName(this.names, this.ids.store ?? -1);
  }
  get push(): string {
    return pushName(this.names, this.ids.push ?? -1);
  }
  /** Names of several regions, 'dc-0, dc-2'. */
  readonly list = (regions: readonly number[]): string =>
    regions.length === 0 ? 'no region' : regions.map((id) => regionName(this.names, id)).join(', ');
}

/** Declares a kind of fact. */
export function fact<S extends Fields>(declared: S, mix?: Mix<S>): FactSheet<S> {
  return new FactSheet(declared, mix);
}

/** A text marked as important. */
export function notable(line: string): Partial<FactLine> {
  return { text: line, important: true };
}

type Text<S extends Fields> = (fact: Content<S>, named: Named) => string | Partial<FactLine>;
type Mix<S extends Fields> = (fact: Content<S>, digest: Digest) => void;

/** The declaration of one kind of fact; one of its last methods gives it a text and a place. */
export class FactSheet<S extends Fields> {
  /** The fields that are mixed into the digest, in this order. */
  readonly fields: readonly string[];
  private text?: Text<S>;
  private place: (named: Named) => string = () => '';

  constructor(
    readonly declared: S,
    /** Mixes the fields in as the list of them would, for a kind so frequent that lookup by name is measurable. */
    readonly mix?: Mix<S>,
  ) {
    this.fields = Object.keys(declared).filter((name) => declared[name]?.hashed);
  }
  line(fact: Content<S>, names: Names): FactLine | undefined {
    if (this.text === undefined) return undefined;
    const named = new Named(fact as Ids, names);
    const said = this.text(fact, named);
    const line = typeof said === 'string' ? { text: said } : said;
    return { where: this.place(named), text: '', important: false, ...line };
  }
  inRegion(text: Text<S>): this {
    return this.at((named) => named.region, text);
  }
  byPush(text: Text<S>): this {
    return this.at((named) => named.push, text);
  }
  byParent(text: Text<S>): this {
    return this.at(() => 'parent', text);
  }
  byOperator(text: Text<S>): this {
    return this.at(() => 'operator', text);
  }
  byHooks(text: Text<S>): this {
    return this.at(() => 'hooks', text);
  }
  byFault(text: Text<S>): this {
    return this.at(() => 'fault', text);
  }
  private at(place: (named: Named) => string, text: Text<S>): this {
    this.place = place;
    this.text = text;
    return this;
  }
}
