/**
 * Finds the step that decided a breach: the rule of the last decision about its subject. Breaches of one invariant that the same step decided
 * count as the same flaw.
 */
import { type Breach, describeFact, type Fact, type Names, type World } from '../../model/index.js';
import type { Instant, Observer } from '../../sim/index.js';

/** The step of a breach before which no rule decided anything about its subject. */
export const noStep = 'none';

/** Keeps the facts of a run that a rule decided. */
export class DecisionWatch implements Observer<World, Fact> {
  private readonly decisions: { readonly at: Instant; readonly fact: Fact }[] = [];

  onFact(fact: Fact, _world: World, at: Instant): void {
    if (fact.rule !== undefined) this.decisions.push({ at, fact });
  }

  /** The id of the deciding rule. Only decisions with a line in the narrative count: a periodic scan that found nothing decides nothing. */
  stepBefore({ at: end, message }: Breach, names: Names): string {
    const { store, versions } = subjectOf(message, names);
    const last = this.decisions.findLast(
      ({ at, fact }) =>
        at <= end &&
        (store < 0 || ('store' in fact && fact.store === store)) &&
        (versions.size === 0 || ('version' in fact && versions.has(fact.version))) &&
        describeFact(fact, names) !== undefined,
    );
    return last?.fact.rule ?? noStep;
  }
}

/** The store that the sentence of a breach names, -1 if it names none, and the versions. */
function subjectOf(message: string, { stores }: Names) {
  const words = new Set(message.split(/[ ,()]+/));
  return {
    store: stores.findIndex((name) => words.has(name)),
    versions: new Set([...message.matchAll(/\bv(\d+)\b/g)].map(([, number]) => Number(number))),
  };
}
