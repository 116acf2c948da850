/**
 * Plays a small scenario and shows how it stands: three regions dc-0, dc-1, dc-2, one store, everything
 * else as a test writes it. A test runs it to an instant, changes something that no fault of a scenario
 * can change, and reads what regions, parent and push jobs have come to. It judges nothing itself.
 */
import { sendAdmin } from '../../model/actors/commands/parent-commands.js';
import { forceCurrentVersion } from '../../model/actors/operator/operator.js';
import { reviewPushes } from '../../model/actors/region/push-monitor.js';
import type { AdminMessage } from '../../model/admin-message.js';
import type { Fact, FactKind, FactOf } from '../../model/facts.js';
import type { ExecutionStatus, VersionStatus } from '../../model/statuses.js';
import { parseScenario } from '../../scenarios/index.js';
import { type Prepared, prepare } from '../../scenarios/run/run.js';
import { parseDuration } from '../../sim/index.js';

/** What a test says about its scenario; what it leaves out is as built, without hooks, for two days. */
export interface Scene {
  /** Entries of the timeline, each the inside of a flow mapping. */
  readonly timeline: readonly string[];
  /** Hooks, in registration order, each the inside of a flow mapping. */
  readonly hooks?: readonly string[];
  /** More about the store, as the inside of a flow mapping. */
  readonly store?: string;
  /** Venice's own keys. */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
  readonly horizon?: string;
  readonly profile?: string;
  readonly policy?: string;
  /** Switches by name with their values. */
  readonly switches?: Readonly<Record<string, string>>;
  readonly regions?: readonly string[];
  /** More stores, each a flow mapping. */
  readonly stores?: readonly string[];
  /** Latencies, as the inside of a flow mapping. */
  readonly latencies?: string;
}

/** A rollout order of all three regions. */
export const inOrder = {
  'deferred.version.swap.region.roll.forward.order': 'dc-0,dc-1,dc-2',
} as const;

/** Regions without servers stay late for as long as a test needs, and do not fail their push for lack of nodes. */
export const patientRegions = { 'offline.job.start.timeout.ms': 86_400_000 } as const;

/** A target-region push with deferred swap, one minute after the start. */
export function deferredPush(targets = 'dc-0'): string {
  return `at: 1m, push: p1, store: profiles, mode: targeted-deferred, targets: [${targets}]`;
}

/** Prepares a scenario; nothing has happened yet. */
export function playScene(scene: Scene): PlayedScenario {
  return new PlayedScenario(parseTextOf(scene));
}

/** A prepared scenario and the queries that tests use. */
export class PlayedScenario {
  private readonly prepared: Prepared;
  private readonly start: number;
  private closed: ReturnType<Prepared['metrics']['close']> | undefined;

  constructor(scenario: ReturnType<typeof parseScenario>) {
    this.prepared = prepare(scenario);
    this.start = scenario.setup.start;
  }

  /** Runs on until so long after the start. */
  until(span: string): this {
    this.prepared.simulation.run(this.start + milliseconds(span));
    return this;
  }

  /** Runs until nothing is left to happen, or to the horizon. */
  toEnd(): this {
    this.prepared.simulation.run();
    return this;
  }

  /** Every unfinished replica of a version in a region fails at once, and the region notices. */
  failIngestion(name: string, version: number): this {
    const { simulation } = this.prepared;
    const region = this.region(name);
    simulation.record({ kind: 'replicas-killed', region, store: 0, version });
    reviewPushes(simulation.world, simulation, region);
    return this;
  }

  /** A region's push record says something else from now on, whatever its version has come to. */
  reports(name: string, version: number, status: ExecutionStatus): this {
    const region = this.region(name);
    const before = this.storeIn(name)?.pushRecords.get(version)?.push;
    if (before === undefined) throw new RangeError(`${name} has no record of v${version}`);
    const record = { ...before, status };
    const named = { region, store: 0, version, status, record, reason: 'a test says so' };
    this.prepared.simulation.record({ kind: 'push-status-set', ...named, rule: 'SA-12' });
    return this;
  }

  /** A region's record of a version has another status from now on, and the region serves another version if one is named. */
  holds(name: string, version: number, status: VersionStatus, serves = 0): this {
    const { simulation } = this.prepared;
    const at = { region: this.region(name), store: 0 };
    if (serves > 0) forceCurrentVersion(simulation.world, simulation, { ...at, version: serves });
    simulation.record({ kind: 'version-status-set', ...at, version, status, rule: 'VS-4' });
    return this;
  }

  /** The parent sends an admin message of the test's making. */
  sendAgain(admin: AdminMessage): this {
    const { simulation } = this.prepared;
    sendAdmin(simulation.world, simulation, admin);
    return this;
  }

  /** What dc-0, dc-1 and dc-2 serve; 0 = nothing. */
  serves(): number[] {
    return this.prepared.simulation.world.regions.map(({ stores }) => stores[0]?.current ?? 0);
  }

  /** The version that each Da Vinci instance of a region serves. */
  instancesServe(name: string): number[] {
    return [...(this.storeIn(name)?.dvc?.serves ?? [])];
  }

  /** A version's status in every region; NOT_CREATED where it is not. */
  statuses(version: number): string[] {
    return this.prepared.simulation.world.names.regions.map(
      (name) =>
        this.storeIn(name)?.versions.find(({ number }) => number === version)?.status ??
        'NOT_CREATED',
    );
  }

  /** A version's status in the parent. */
  parentStatus(version: number): string {
    const versions = this.prepared.simulation.world.parent.stores[0]?.versions ?? [];
    return versions.find(({ number }) => number === version)?.status ?? 'NOT_CREATED';
  }

  parentCurrent(): number {
    return this.prepared.simulation.world.parent.stores[0]?.current ?? 0;
  }

  /** How a push job stands, and why. */
  job(name = 'p1'): { readonly state: string; readonly reason: string; readonly endedAt: number } {
    const { names, pushes } = this.prepared.simulation.world;
    const job = pushes[names.pushes.indexOf(name)];
    if (job === undefined) throw new RangeError(`no push ${name}`);
    return { state: job.state, reason: job.reason, endedAt: job.endedAt - this.start };
  }

  /** Facts of one kind so far, with milliseconds since the start. */
  facts<K extends FactKind>(kind: K): { readonly at: number; readonly fact: FactOf<K> }[] {
    return this.prepared.trace.entries.flatMap(({ at, fact }) =>
      isOf(fact, kind) ? [{ at: at - this.start, fact }] : [],
    );
  }

  /** Statuses that a version had in the parent after its creation, in turn. */
  parentHistory(version: number): string[] {
    return this.facts('parent-version-status-set')
      .filter(({ fact }) => fact.version === version)
      .map(({ fact }) => fact.status);
  }

  /** A metric's value at the end, all labels summed; call it once the scenario has been played. */
  metric(name: string): number {
    return this.metrics(name).reduce((sum, { value }) => sum + value, 0);
  }

  /** A metric's values by label; the first call closes the metrics. */
  metrics(name: string) {
    const { simulation, metrics, watch } = this.prepared;
    const last = this.prepared.trace.entries.at(-1)?.at ?? this.start;
    this.closed ??= metrics.close(simulation.world, last, watch.breaches.length);
    return this.closed.filter((metric) => metric.name === name);
  }

  /** Judges what must have happened by now, as at the end of a run that stops at its horizon. */
  judgeEnd(): this {
    const { simulation, watch, trace } = this.prepared;
    watch.judgeEnd(simulation.world, trace.entries.at(-1)?.at ?? this.start, false);
    return this;
  }

  /** Invariants that were broken so far, with their sentences. */
  breaches(): string[] {
    return this.prepared.watch.breaches.map(({ invariant, message }) => `${invariant}: ${message}`);
  }

  /** The World, for what no other question answers. */
  world() {
    return this.prepared.simulation.world;
  }

  private region(name: string): number {
    return this.prepared.simulation.world.names.regions.indexOf(name);
  }

  private storeIn(name: string) {
    return this.prepared.simulation.world.regions[this.region(name)]?.stores[0];
  }
}

/** Milliseconds of a duration as scenarios write it. */
export function milliseconds(span: string): number {
  const ms = parseDuration(span);
  if (ms === undefined) throw new RangeError(`${span} is no duration`);
  return ms;
}

function isOf<K extends FactKind>(fact: Fact, kind: K): fact is FactOf<K> {
  return fact.kind === kind;
}

function parseTextOf(scene: Scene) {
  const { timeline, hooks = [], store = '', config = {}, horizon = '2d', switches = {} } = scene;
  const {
    profile = 'as-built',
    policy,
    stores = [],
    regions = ['dc-0', 'dc-1', 'dc-2'],
    latencies,
  } = scene;
  const words = Object.entries(switches).map(([name, word]) => `    ${name}: ${word}`);
  const more = store === '' ? '' : `, ${store}`;
  const keys = Object.entries(config).map(([key, value]) => `    ${key}: ${value}`);
  const lines = [
    'title: A worked example',
    `horizon: ${horizon}`,
    `regions: [${regions.join(', ')}]`,
    ...(latencies === undefined ? [] : [`latencies: { ${latencies} }`]),
    'stores:',
    `  - { name: profiles, partitions: 4, sourceFabric: dc-0${more} }`,
    ...stores.map((each) => `  - ${each}`),
    'venice:',
    `  profile: ${profile}`,
    ...(policy === undefined ? [] : [`  policy: ${policy}`]),
    ...(words.length === 0 ? [] : ['  switches:', ...words]),
    ...(keys.length === 0 ? [] : ['  config:', ...keys]),
    ...(hooks.length === 0 ? [] : ['hooks:', ...hooks.map((hook) => `  - { ${hook} }`)]),
    'timeline:',
    ...timeline.map((entry) => `  - { ${entry} }`),
  ];
  return parseScenario(`${lines.join('\n')}\n`, 'worked-example.yaml');
}
