/** Computes a run's metrics: a read-only observer that counts each fact once in O(1). */
import type { Instant, Observer } from '../../sim/index.js';
import type { Fact, FactKind, FactOf } from '../facts.js';
import type { World } from '../world.js';
import { MetricBook, noLabels } from './book.js';
import { Comparison, comparedKinds } from './comparison.js';
import type { MetricValue } from './declaration.js';
import { HookCounts } from './hook-counts.js';
import { countForVenice, veniceKinds } from './venice-counts.js';

/** Most facts affect no metric and cost one lookup. */
const counted: ReadonlySet<FactKind> = new Set([...veniceKinds, ...comparedKinds]);
const ofVenice: ReadonlySet<FactKind> = new Set(veniceKinds);
const compared: ReadonlySet<FactKind> = new Set(comparedKinds);

type OfVenice = FactOf<(typeof veniceKinds)[number]>;
type Compared = FactOf<(typeof comparedKinds)[number]>;

function isCounted(fact: Fact): fact is OfVenice | Compared {
  return counted.has(fact.kind);
}

function isOfVenice(fact: OfVenice | Compared): fact is OfVenice {
  return ofVenice.has(fact.kind);
}

function isCompared(fact: OfVenice | Compared): fact is Compared {
  return compared.has(fact.kind);
}

/** The metrics of one run. */
export class MetricWatch implements Observer<World, Fact> {
  private readonly book = new MetricBook();
  private readonly comparison: Comparison;
  private readonly hooks = new HookCounts(this.book);

  constructor(world: World) {
    this.comparison = new Comparison(this.book, world);
  }

  onFact(fact: Fact, world: World, now: Instant): void {
    if (fact.kind === 'hook-started') this.hooks.started(fact);
    if (!isCounted(fact)) return;
    if (isOfVenice(fact)) countForVenice(this.book, fact, world);
    if (fact.kind === 'hook-answered') this.hooks.answered(fact);
    if (isCompared(fact)) this.comparison.count(fact, world, now);
  }

  /** Every value at the end of the run, in the order of the table. */
  close(world: World, now: Instant, violations: number): readonly MetricValue[] {
    this.comparison.close(world, now);
    this.hooks.close(world, now);
    this.book.set('outcome.invariant_violations', noLabels, violations);
    return this.book.all();
  }
}
