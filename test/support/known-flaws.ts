/**
 * The known flaws of the design by their shape: which invariant breaks, and what in the run decides that it does. Each has a scenario of its
 * own. A breach of the same invariant that has no such shape is no known flaw.
 */
import type { Evidence } from './evidence.js';
import type { KnownFlaw } from './flaws/known-flaw.js';
import { flawsOfPushes } from './flaws/of-pushes.js';
import { flawsOfRecovery } from './flaws/of-recovery.js';

export const knownFlaws: readonly KnownFlaw[] = [...flawsOfPushes, ...flawsOfRecovery];

/** The flaws that a breach has the shape of. */
export function flawsOf(evidence: Evidence): readonly KnownFlaw[] {
  return knownFlaws.filter(
    (flaw) => flaw.invariant === evidence.breach.invariant && flaw.matches(evidence),
  );
}
