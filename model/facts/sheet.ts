/**
 * What every kind of fact declares about itself: which numbers go into the digest, who it happened to, and how an operator reads it. Text
 * is made only when somebody asks; a run that nobody reads makes none.
 */
import type { Digest } from '../../sim/index.js';
import type { Names } from '../names.js';
import type { RuleId } from '../rules/rule.js';

/** What all facts have. The rule, if any, is the decision it follows from. */
export interface FactBase {
  readonly kind: string;
  readonly rule?: RuleId;
}

/** Where a fact happened, and its words. `undefined` words: bookkeeping that no reader wants to see. */
export interface FactLine {
  readonly where: string;
  readonly text: string;
  readonly important: boolean;
}

/** The declaration of one kind of fact. `fields` are encoded in this order; `rule` and texts never are. */
export interface FactSheet<F extends FactBase> {
  readonly fields: readonly Extract<keyof F, string>[];
  /** Mixes the fields in as the list of them would, for a kind so frequent that looking them up by name is felt. */
  mix?(fact: F, digest: Digest): void;
  line?(fact: F, names: Names): FactLine;
}

/** A line that a reader should not miss. */
export function notable(where: string, text: string): FactLine {
  return { where, text, important: true };
}

/** An ordinary line. */
export function plain(where: string, text: string): FactLine {
  return { where, text, important: false };
}
