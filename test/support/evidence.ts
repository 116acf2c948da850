/**
 * What a run shows about a breach of an invariant: the breach, what it is about, the facts up to it and the World at the end. Known flaws are
 * recognised by it. The subject is read from the sentence of the breach, which names store, version, regions and push.
 */

import type { FactKind, FactOf } from '../../model/facts.js';
import {
  invariants as allInvariants,
  type Breach,
  type Fact,
  type Invariant,
  type WorldSetup,
  type WritableWorld,
} from '../../model/index.js';
import { prepare, type Scenario } from '../../scenarios/index.js';

type Instant = number;

/** A fact with its instant. */
export type Dated<F> = { readonly at: Instant; readonly fact: F };

/** One breach and what surrounds it. Ids are places in the lists of the setup; -1 where the sentence names none. */
export class Evidence {
  readonly breach: Breach;
  readonly setup: WorldSetup;
  /** At the end of the run. */
  readonly world: WritableWorld;
  readonly store: number;
  readonly version: number;
  readonly push: number;
  /** The region that the sentence names first. */
  readonly region: number;
  /** All regions that the sentence names. */
  readonly regions: readonly number[];
  private readonly facts: readonly Dated<Fact>[];

  constructor(
    breach: Breach,
    facts: readonly Dated<Fact>[],
    setup: WorldSetup,
    world: WritableWorld,
  ) {
    this.breach = breach;
    this.facts = facts.filter(({ at }) => at <= breach.at);
    this.setup = setup;
    this.world = world;
    const words = breach.message.split(/[ ,()]+/);
    const { regions, stores, pushes } = world.names;
    this.regions = regions.flatMap((name, region) => (words.includes(name) ? [region] : []));
    this.region = regions.indexOf(words.find((word) => regions.includes(word)) ?? '');
    this.store = stores.findIndex((name) => words.includes(name));
    this.push = pushes.findIndex((name) => words.includes(name));
    this.version = Number(/\bv(\d+)\b/.exec(breach.message)?.[1] ?? -1);
  }

  /** Facts of a kind up to the breach, in order. */
  of<K extends FactKind>(kind: K): Dated<FactOf<K>>[] {
    return this.facts.filter((one): one is Dated<FactOf<K>> => one.fact.kind === kind);
  }

  /** The parent's record of a version as it was created, with the mode of its push. */
  created(version = this.version) {
    const found = this.of('parent-version-created').find(
      ({ fact }) => fact.store === this.store && fact.version === version,
    );
    if (found === undefined) return undefined;
    const { record, push } = found.fact;
    return { ...record, at: found.at, mode: this.world.pushes[push]?.mode };
  }

  /** What the parent called the version when the invariant broke. */
  get status(): string | undefined {
    const set = this.of('parent-version-status-set').filter(
      ({ fact }) => fact.store === this.store && fact.version === this.version,
    );
    return set.at(-1)?.fact.status ?? this.created()?.status;
  }

  /** What a region serves of the store at the end. */
  served(region: number): number {
    return this.world.regions[region]?.stores[this.store]?.current ?? 0;
  }

  /** What a region served of a store when the invariant broke; what the store started with if the region had never swapped. */
  servedAtBreach(region: number, store = this.store): number {
    const swaps = [
      ...this.of('version-swapped').map(({ at, fact }) => ({ at, fact, serves: fact.version })),
      ...this.of('version-rolled-back').map(({ at, fact }) => ({ at, fact, serves: fact.to })),
    ].filter(({ fact }) => fact.region === region && fact.store === store);
    const latest = swaps.sort((one, other) => one.at - other.at).at(-1);
    return latest?.serves ?? this.setup.stores[store]?.startsWith ?? 0;
  }
}

/** Runs a scenario and gives the evidence of each breach. */
export function evidenceOf(
  scenario: Scenario,
  invariants: readonly Invariant[] = allInvariants,
): Evidence[] {
  const { simulation, trace, watch } = prepare(scenario, { invariants });
  const end = simulation.run();
  watch.judgeEnd(simulation.world, end.at, end.reason === 'settled');
  return watch.breaches.map(
    (breach) => new Evidence(breach, trace.entries, scenario.setup, simulation.world),
  );
}
