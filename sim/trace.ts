/**
 * The trace of a run: its facts, in order. Append-only; reports read the course of a run only from here. Attach it only if it is read,
 * because it grows with the run.
 */
import type { Observer } from './contract.js';
import type { Instant } from './instant.js';

/** A fact and its instant. */
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
