/**
 * The record of a run: what happened, in order. Append-only; later stages read it and nothing else of the course of a run. Whoever
 * does not read it should not attach it, because it grows with the run.
 */
import type { Observer } from './contract.js';
import type { Instant } from './instant.js';

/** One thing that happened, and when. */
export interface TraceEntry<Fact> {
  readonly at: Instant;
  readonly fact: Fact;
}

/** An observer that keeps every fact. */
export class Trace<Fact> implements Observer<unknown, Fact> {
  private readonly kept: TraceEntry<Fact>[] = [];

  /** All entries so far, oldest first. */
  get entries(): readonly TraceEntry<Fact>[] {
    return this.kept;
  }

  onFact(fact: Fact, _world: unknown, now: Instant): void {
    this.kept.push({ at: now, fact });
  }
}
