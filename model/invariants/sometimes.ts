/**
 * Coverage conditions that a study should reach, so that invariants do not hold vacuously. Each has a name, a sentence and a predicate on
 * one fact.
 */
import type { Fact, FactKind, FactOf } from '../facts.js';

/** A coverage condition: reached when a matching fact is recorded. */
export interface Sometimes {
  readonly name: string;
  readonly title: string;
  readonly kind: FactKind;
  isReached(fact: Fact): boolean;
}

/** Every condition, in the order of the statistics line. */
export const sometimes: readonly Sometimes[] = [
  when('push-ended', 'push-succeeds', 'A push succeeds', ({ outcome }) => outcome === 'succeeded'),
  when('push-ended', 'push-fails', 'A push fails', ({ outcome }) => outcome === 'failed'),
  when('push-refused', 'push-is-refused', 'A push is refused'),
  when('push-converted', 'push-is-converted', 'A push leaves degraded regions out'),
  when('add-version-skipped', 'region-skips', 'A degraded region skips a version'),
  when('version-swapped', 'version-swaps', 'A region begins to serve another version'),
  when('version-rolled-back', 'version-rolls-back', 'A region goes back to a version'),
  when('target-promoted', 'target-is-promoted', 'The target regions of a push are done'),
  when('degraded-marked', 'region-is-marked', 'A region is marked degraded'),
  when('operator-refused', 'operator-is-refused', 'An action of the operator is refused'),
  when('mark-overdue', 'mark-is-overdue', 'A region stays marked longer than announced'),
  when(
    'recovery-started',
    'recovery-starts',
    'A recovery starts with something to do',
    ({ stores }) => stores.length > 0,
  ),
  when('recovery-refused', 'recovery-is-refused', 'A recovery is refused'),
  when('recovery-abandoned', 'recovery-is-abandoned', 'A recovery is replaced by a newer one'),
  when(
    'recovery-phase-changed',
    'recovery-completes',
    'A recovery completes',
    ({ phase }) => phase === 'complete',
  ),
  when('hook-answered', 'hook-waits', 'A hook returns WAIT', ({ outcome }) => outcome === 'WAIT'),
  when(
    'hook-answered',
    'hook-vetoes',
    'A hook returns ABORT or ROLLBACK',
    ({ outcome }) => outcome === 'ABORT' || outcome === 'ROLLBACK',
  ),
  when('parent-leader-lost', 'leader-is-lost', 'The parent loses its leader'),
  when('replication-cancelled', 'replication-stops', 'A replication is cancelled'),
  when('topic-truncated', 'topic-is-truncated', 'A version topic is truncated'),
  when('version-deleted', 'version-is-deleted', 'A region deletes a version'),
];

const byKind = new Map<FactKind, readonly Sometimes[]>(
  [...new Set(sometimes.map(({ kind }) => kind))].map((kind) => [
    kind,
    sometimes.filter((one) => one.kind === kind),
  ]),
);

/** The conditions that this fact reaches. */
export function conditionsReached(fact: Fact): readonly Sometimes[] {
  return byKind.get(fact.kind)?.filter((one) => one.isReached(fact)) ?? [];
}

function when<K extends FactKind>(
  kind: K,
  name: string,
  title: string,
  isReached: (fact: FactOf<K>) => boolean = () => true,
): Sometimes {
  const isOfKind = (fact: Fact): fact is FactOf<K> => fact.kind === kind;
  return { name, title, kind, isReached: (fact) => isOfKind(fact) && isReached(fact) };
}
