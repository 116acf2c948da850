/** Watches a run: collects the facts of a turn, lets every invariant judge them when the turn is over, keeps the first breaches. */
import type { Instant, Observer } from '../../sim/index.js';
import type { Fact } from '../facts.js';
import type { World } from '../world.js';
import type { Breach, Invariant } from './invariant.js';

/** A run may break an invariant thousands of times; more than this tells nobody anything. */
const breachesMax = 100;

export class InvariantWatch implements Observer<World, Fact> {
  readonly breaches: Breach[] = [];
  private readonly invariants: readonly Invariant[];
  private turn: Fact[] = [];

  constructor(invariants: readonly Invariant[]) {
    this.invariants = invariants;
  }

  onFact(fact: Fact): void {
    this.turn.push(fact);
  }

  onTurnEnd(world: World, now: Instant): void {
    if (this.turn.length === 0) return;
    const facts = this.turn;
    this.turn = [];
    for (const invariant of this.invariants) {
      for (const message of invariant.judge(world, facts, now)) this.note(invariant, now, message);
    }
  }

  private note({ name }: Invariant, at: Instant, message: string): void {
    if (this.breaches.length < breachesMax) this.breaches.push({ invariant: name, at, message });
  }
}
