/** What a known flaw of the design is: an invariant, a scenario that breaks it, and what in a run decides that it breaks. */
import type { Evidence } from '../evidence.js';

/** One invariant that a known flaw breaks. */
export interface KnownFlaw {
  readonly invariant: string;
  /** The scenario that shows it, without folder and ending. */
  readonly scenario: string;
  /** What decides, as text. */
  readonly because: string;
  matches(evidence: Evidence): boolean;
}
