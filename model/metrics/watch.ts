/** Computes a run's metrics: a read-only observer that counts each fact once in O(1). */
import type { Instant, Observer } from '../../sim/index.js';
import type { Fact, FactKind, FactOf } from '../facts.js';
import type { World } from '../world.js';
import type { BadVersion } from './blast.js';
import { MetricBook, noLabels } from './book.js';
import { Comparison, comparedKinds } from './comparison.js';
import type { MetricValue } from './declaration.js';
import { HookCounts } from './hook-counts.js';
import { type HookWait, HookWaits, waitKinds } from './hook-waits.js';
import { countForVenice, veniceKinds } from './venice-counts.js';

/** Most facts affect no metric and cost one lookup. */
const counted: ReadonlySet<FactKind> = new Set([...veniceKinds, ...comparedKinds, ...waitKinds]);
const isOfVenice = oneOf(veniceKinds);
const isCompared = oneOf(comparedKinds);
const isOfWaits = oneOf(waitKinds);

/** Whether a fact is of one of some kinds. */
function oneOf<const K extends FactKind>(kinds: readonly K[]) {
  const known: ReadonlySet<FactKind> = new Set(kinds);
  return (fact: Fact): fact is FactOf<K> => known.has(fact.kind);
}

/** The metrics of one run. */
export class MetricWatch implements Observer<World, Fact> {
  private readonly book = new MetricBook();
  private readonly comparison: Comparison;
  private readonly hooks = new HookCounts(this.book);
  private readonly waits = new HookWaits();

  constructor(world: World) {
    this.comparison = new Comparison(this.book, world);
  }

  onFact(fact: Fact, world: World, now: Instant): void {
    if (!counted.has(fact.kind)) return;
    if (isOfVenice(fact)) countForVenice(this.book, fact, world);
    if (fact.kind === 'hook-started') this.hooks.started(fact);
    else if (fact.kind === 'hook-answered') this.hooks.answered(fact);
    if (isOfWaits(fact)) this.waits.count(fact, world, now);
    if (isCompared(fact)) this.comparison.count(fact, world, now);
  }

  /** Bad versions that a region has served, in the order of their first swap. */
  badVersions(): readonly BadVersion[] {
    return this.comparison.badVersions();
  }

  /** Hooks that hold something back now, the oldest first. */
  hookWaits(): readonly HookWait[] {
    return this.waits.all();
  }

  /** Every value at the end of the run, in the order of the table. */
  close(world: World, now: Instant, violations: number): readonly MetricValue[] {
    this.comparison.close(world, now);
    this.hooks.close(world, now);
    this.book.set('outcome.invariant_violations', noLabels, violations);
    return this.book.all();
  }
}
