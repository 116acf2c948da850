/** Watches a run and keeps its metrics: an observer that counts each fact once, in constant work, and writes nothing into the World. */
import type { Instant, Observer } from '../../sim/index.js';
import type { Fact } from '../facts.js';
import type { World } from '../world.js';
import { MetricBook } from './book.js';
import { Comparison } from './comparison.js';
import type { MetricValue } from './declaration.js';
import { countForHooks } from './hook-counts.js';
import { countForVenice } from './venice-counts.js';

/** The metrics of one run. */
export class MetricWatch implements Observer<World, Fact> {
  private readonly book = new MetricBook();
  private readonly comparison: Comparison;

  constructor(world: World) {
    this.comparison = new Comparison(this.book, world);
  }

  onFact(fact: Fact, world: World, now: Instant): void {
    countForVenice(this.book, fact, world);
    countForHooks(this.book, fact);
    this.comparison.count(fact, world, now);
  }

  /** Every value at the end of the run, in the order of the table. */
  close(world: World, now: Instant, violations: number): readonly MetricValue[] {
    this.comparison.close(world, now);
    this.book.set('outcome.invariant_violations', {}, violations);
    return this.book.all();
  }
}
