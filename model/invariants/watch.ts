/**
 * Watches a run: collects the facts of a turn, lets the invariants that look at such facts judge them when the turn is over, keeps the
 * first breaches. A fact that nobody looks at costs one look-up, however many invariants there are.
 */
import type { Instant, Observer } from '../../sim/index.js';
import type { Fact, FactKind } from '../facts.js';
import type { World } from '../world.js';
import type { Breach, Invariant } from './invariant.js';

/** A run may break an invariant thousands of times; more than this tells nobody anything. */
const breachesMax = 100;

/** An invariant with the facts of this turn that it looks at. */
interface Seat {
  readonly invariant: Invariant;
  facts: Fact[];
}

export class InvariantWatch implements Observer<World, Fact> {
  readonly breaches: Breach[] = [];
  private readonly seats: readonly Seat[];
  /** Who looks at a kind of fact; whoever names no kinds looks at all. */
  private readonly lookers = new Map<FactKind, readonly Seat[]>();
  private isIdle = true;

  constructor(invariants: readonly Invariant[]) {
    this.seats = invariants.map((invariant) => ({ invariant, facts: [] }));
  }

  onFact(fact: Fact): void {
    const lookers = this.lookers.get(fact.kind) ?? this.lookersOf(fact.kind);
    for (const seat of lookers) seat.facts.push(fact);
    if (lookers.length > 0) this.isIdle = false;
  }

  onTurnEnd(world: World, now: Instant): void {
    if (this.isIdle) return;
    this.isIdle = true;
    for (const seat of this.seats) {
      if (seat.facts.length === 0) continue;
      const { invariant, facts } = seat;
      seat.facts = [];
      for (const message of invariant.judge(world, facts, now)) this.note(invariant, now, message);
    }
  }

  private lookersOf(kind: FactKind): readonly Seat[] {
    const lookers = this.seats.filter(({ invariant: { on } }) => on?.includes(kind) ?? true);
    this.lookers.set(kind, lookers);
    return lookers;
  }

  private note({ name }: Invariant, at: Instant, message: string): void {
    if (this.breaches.length < breachesMax) this.breaches.push({ invariant: name, at, message });
  }
}
