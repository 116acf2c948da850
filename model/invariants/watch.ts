/**
 * Checks a run: passes the facts of a turn to the invariants that read their kinds, judges these at the end of the turn, keeps the first
 * breaches. The cost of a fact is O(invariants of its kind), independent of the size of the fleet.
 */
import type { Instant, Observer } from '../../sim/index.js';
import type { Fact, FactKind } from '../facts.js';
import type { World } from '../world.js';
import type { Breach, Invariant, Judge } from './invariant.js';

/** Cap on reported violations per run. */
const breachesMax = 100;

/** Facts that disturb a run: invariants of the class `eventually` require a quiet time after the last one. */
const disturbances: readonly FactKind[] = [
  'fault-began',
  'fault-healed',
  'operator-acted',
  'degraded-marked',
  'degraded-unmarked',
  'push-requested',
  'parent-leader-lost',
  'parent-leader-elected',
];

interface Watched {
  readonly invariant: Invariant;
  readonly judge: Judge;
  facts: Fact[];
}

export class InvariantWatch implements Observer<World, Fact> {
  readonly breaches: Breach[] = [];
  private readonly invariants: readonly Invariant[];
  private watched: readonly Watched[] = [];
  /** By fact kind, indices of invariants in their list. */
  private readonly byKind: ReadonlyMap<FactKind, readonly number[]>;
  private readonly due: Watched[] = [];
  private disturbedAt = 0;
  private lastAt = 0;

  constructor(invariants: readonly Invariant[]) {
    this.invariants = invariants;
    this.byKind = placesByKind(invariants);
  }

  onFact(fact: Fact, world: World, now: Instant): void {
    if (this.watched.length === 0) this.begin(world);
    const concerned = this.byKind.get(fact.kind);
    if (now < this.lastAt) this.timeWentBack(now);
    this.lastAt = now;
    if (isDisturbance.has(fact.kind)) this.disturbedAt = now;
    if (concerned === undefined) return;
    for (const place of concerned) {
      const one = this.watched[place]!;
      if (one.facts.length === 0) this.due.push(one);
      one.facts.push(fact);
    }
  }

  onTurnEnd(world: World, now: Instant): void {
    if (this.due.length === 0) return;
    for (const one of this.due) {
      const { facts } = one;
      one.facts = [];
      for (const message of one.judge.onTurn?.(world, facts, now) ?? [])
        this.note(one.invariant, now, message);
    }
    this.due.length = 0;
  }

  /** Call once at the end of the run: judges the invariants of the classes `at-rest` and `eventually`. */
  judgeEnd(world: World, now: Instant, settled: boolean): void {
    if (this.watched.length === 0) this.begin(world);
    const rest = { now, settled, quietMs: now - this.disturbedAt };
    for (const { invariant, judge } of this.watched) {
      for (const message of judge.onEnd?.(world, rest) ?? []) this.note(invariant, now, message);
    }
  }

  /** Creates the checkers with the World at the first fact. */
  private begin(world: World): void {
    this.watched = this.invariants.map((invariant) => ({
      invariant,
      judge: invariant.watch(world),
      facts: [],
    }));
  }

  private timeWentBack(now: Instant): void {
    this.breaches.push({
      invariant: 'time-goes-on',
      at: now,
      message: `a fact at ${now} follows one at ${this.lastAt}`,
    });
  }

  private note({ name }: Invariant, at: Instant, message: string): void {
    if (this.breaches.length < breachesMax) this.breaches.push({ invariant: name, at, message });
  }
}

/** Indices of the invariants that read a fact kind, cached per list of invariants. */
function placesByKind(invariants: readonly Invariant[]): ReadonlyMap<FactKind, readonly number[]> {
  const known = placesKept.get(invariants);
  if (known !== undefined) return known;
  const found = new Map<FactKind, number[]>();
  for (const [place, { kinds }] of invariants.entries())
    for (const kind of new Set(kinds)) found.set(kind, [...(found.get(kind) ?? []), place]);
  placesKept.set(invariants, found);
  return found;
}

const placesKept = new WeakMap<readonly Invariant[], ReadonlyMap<FactKind, readonly number[]>>();

const isDisturbance: ReadonlySet<FactKind> = new Set(disturbances);
