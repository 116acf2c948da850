/**
 * Counts the lines of a run's narrative that an author expects, as they are told. An observer, so that it works for a run that keeps no
 * trace; it makes text only in scenarios that expect some, and writes nothing.
 */
import { describeFact, type Fact, type WritableWorld as World } from '../../model/index.js';
import type { Observer } from '../../sim/index.js';
import type { Scenario } from '../scenario.js';

/** How often each expected text was part of a line, `where` and the words after it taken together. */
export class LineWatch implements Observer<World, Fact> {
  private readonly counts: Map<string, number>;

  constructor({ expectations }: Scenario) {
    const tells = expectations.flatMap((one) => (one.kind === 'tells' ? [one.tells] : []));
    this.counts = new Map(tells.map((text) => [text, 0]));
  }

  /** Whether anybody expects a line at all. */
  get isNeeded(): boolean {
    return this.counts.size > 0;
  }

  onFact(fact: Fact, world: World): void {
    const line = describeFact(fact, world.names);
    if (line === undefined) return;
    const told = `${line.where} ${line.text}`;
    for (const [text, count] of this.counts)
      if (told.includes(text)) this.counts.set(text, count + 1);
  }

  /** Lines so far that contain the text; 0 for a text that no expectation names. */
  told(text: string): number {
    return this.counts.get(text) ?? 0;
  }
}
