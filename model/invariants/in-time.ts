/**
 * Invariants about states with a maximum duration: each store has open obligations (debts), which are judged when they end and at the end
 * of the run. The clock of a debt restarts when a disturbance ends.
 */
import type { Instant } from '../../sim/index.js';
import type { Fact, FactKind } from '../facts.js';
import type { World } from '../world.js';
import type { Described, Invariant, RunEndView } from './invariant.js';

/** An open obligation of a store. */
interface Debt {
  /** Identifies a debt within its store. */
  readonly key: string;
  readonly words: string;
  /** Milliseconds by which it may delay other debts that are open at the same time. */
  readonly costMs: number;
}

/** Declaration of such an invariant; `kinds` are the facts after which their store is checked. */
interface InTime extends Described<FactKind> {
  /** Facts after which every store is checked. */
  readonly disturbing: readonly FactKind[];
  /** Milliseconds that a debt may last, without the costs of the queue. */
  withinMs(world: World): number;
  /** True if stores are judged at the end of a settled run. */
  premise(world: World): boolean;
  /** True if the clocks run. Implies the premise. */
  undisturbed(world: World): boolean;
  debts(world: World, store: number): readonly Debt[];
}

interface Open extends Debt {
  readonly since: Instant;
  reported: boolean;
}

/** Declares an invariant whose debts must end in time. */
export function inTime({ disturbing, kinds, ...declared }: InTime): Invariant {
  const { withinMs, premise, undisturbed, debts, ...described } = declared;
  const everywhere = new Set<FactKind>(disturbing);
  return {
    ...described,
    kinds: [...kinds, ...disturbing],
    class: 'eventually',
    watch: () => {
      const book = new DebtBook(declared);
      return {
        onTurn: (world, facts, now) =>
          facts.some(({ kind }) => everywhere.has(kind))
            ? book.lookEverywhere(world, now)
            : book.lookAt(world, storesOf(facts), now),
        onEnd: (world, rest) => book.close(world, rest),
      };
    },
  };
}

/** The open debts of a run. */
class DebtBook {
  private readonly open = new Map<number, Map<string, Open>>();
  /** Sum of the costs of all debts since there was last none. */
  private queueMs = 0;

  constructor(
    private readonly declared: Pick<InTime, 'withinMs' | 'premise' | 'undisturbed' | 'debts'>,
  ) {}

  lookEverywhere(world: World, now: Instant): readonly string[] {
    if (this.declared.undisturbed(world))
      return this.lookAt(world, world.parent.stores.keys(), now);
    const late = [...this.open.values()].flatMap((debts) =>
      this.lateOf(world, debts.values(), now),
    );
    this.open.clear();
    this.queueMs = 0;
    return late;
  }

  lookAt(world: World, stores: Iterable<number>, now: Instant): readonly string[] {
    if (!this.declared.undisturbed(world)) return [];
    const late: string[] = [];
    for (const store of stores) late.push(...this.lookAtStore(world, store, now));
    if (this.open.size === 0) this.queueMs = 0;
    return late;
  }

  private lookAtStore(world: World, store: number, now: Instant): readonly string[] {
    const known = this.open.get(store);
    const found = this.declared.debts(world, store);
    if (known === undefined && found.length === 0) return [];
    const late = this.lateOf(world, known?.values() ?? [], now);
    const debts = new Map<string, Open>();
    for (const debt of found) {
      const before = known?.get(debt.key);
      if (before === undefined) this.queueMs += debt.costMs;
      const { since = now, reported = false } = before ?? {};
      debts.set(debt.key, { ...debt, since, reported });
    }
    if (debts.size === 0) this.open.delete(store);
    else this.open.set(store, debts);
    return late;
  }

  /** Judges the end of the run: in a settled run every open debt is a breach. */
  close(world: World, { now, settled }: RunEndView): readonly string[] {
    const late = [...this.open.values()].flatMap((debts) =>
      this.lateOf(world, debts.values(), now),
    );
    if (!settled || !this.declared.premise(world)) return late;
    for (const store of world.parent.stores.keys())
      for (const { key, words } of this.declared.debts(world, store))
        if (this.open.get(store)?.get(key)?.reported !== true) late.push(words);
    return late;
  }

  private lateOf(world: World, debts: Iterable<Open>, now: Instant): readonly string[] {
    const boundMs = this.declared.withinMs(world) + this.queueMs;
    const late: string[] = [];
    for (const debt of debts) {
      const lastedMs = now - debt.since;
      if (debt.reported || lastedMs <= boundMs) continue;
      debt.reported = true;
      late.push(`${debt.words}, for ${minutes(lastedMs)} min by now, ${minutes(boundMs)} at most`);
    }
    return late;
  }
}

function storesOf(facts: readonly Fact[]): ReadonlySet<number> {
  return new Set(facts.flatMap((fact) => ('store' in fact ? [fact.store] : [])));
}

function minutes(ms: number): number {
  return Math.floor(ms / 60_000);
}
