/**
 * From a Scenario to a finished Run: builds the World, schedules the timeline, runs the simulation, and judges it. The same scenario,
 * seed and switches give the same Run to the last byte; nothing here reads files or clocks.
 */
import {
  apply,
  type Breach,
  createWorld,
  type Event,
  encodeFact,
  type Fact,
  gapsBehind,
  handle,
  type Invariant,
  InvariantWatch,
  invariants,
  MetricWatch,
  type WritableWorld,
} from '../../model/index.js';
import {
  type Duration,
  type Instant,
  type Model,
  type Observer,
  type RunEnd,
  Simulation,
  Trace,
} from '../../sim/index.js';
import { withOutages } from '../outages.js';
import type { Scenario } from '../scenario.js';
import { finishedRun } from './finished-run.js';
import { CheckpointRecorder, judgeExpectations } from './judge.js';
import { lanesOf } from './lanes.js';
import { LineWatch } from './line-watch.js';
import { narrativeOf } from './narrate.js';
import type { Run, Verdict } from './run-shape.js';
import { ServesWatch } from './serves-watch.js';
import { summarize } from './summary.js';

/** How a caller may run a scenario differently. */
export interface RunOptions {
  readonly seed?: string;
  /** Stops after so long, earlier than the scenario's horizon. */
  readonly until?: Duration;
  readonly ties?: 'fifo' | 'shuffled';
  readonly invariants?: readonly Invariant[];
  /**
   * Keep every fact, and count, for reports (the default); count only, and note what regions serve; or keep nothing but the digest of the
   * run. Only a kept trace grows with every event.
   */
  readonly trace?: 'kept' | 'counted' | 'none';
  /** Additional observers, such as a writer that streams facts to a disk. */
  readonly observers?: readonly Observer<WritableWorld, Fact>[];
}

/** A simulation of a scenario that has not started, for callers that step, snapshot or observe it. */
export interface Prepared {
  /** The scenario with its outages drawn. */
  readonly scenario: Scenario;
  readonly simulation: Simulation<WritableWorld, Event, Fact>;
  readonly trace: Trace<Fact>;
  readonly watch: InvariantWatch;
  readonly metrics: MetricWatch;
  readonly lookingBack: CheckpointRecorder;
  readonly lines: LineWatch;
  readonly serves: ServesWatch;
}

const model: Model<WritableWorld, Event, Fact> = { handle, apply, encode: encodeFact };

/** Events at one instant above which the run is taken for an endless loop. */
const eventsAtOneInstantMax = 1_000_000;

/** The kernel's view of the model, for snapshots that are resumed elsewhere. */
export const venice: Model<WritableWorld, Event, Fact> = model;

/** Builds the World of a scenario and fills the queue. */
export function prepare(given: Scenario, options: RunOptions = {}): Prepared {
  const seed = options.seed ?? given.seed;
  const scenario = withOutages(given, seed);
  const trace = new Trace<Fact>();
  const watch = new InvariantWatch(options.invariants ?? invariants);
  const lookingBack = new CheckpointRecorder(scenario);
  const lines = new LineWatch(scenario);
  const serves = new ServesWatch();
  const { start } = scenario.setup;
  const world = createWorld(scenario.setup);
  const metrics = new MetricWatch(world);
  const simulation = new Simulation<WritableWorld, Event, Fact>({
    model,
    world,
    seed,
    ties: options.ties ?? scenario.ties,
    start,
    limits: {
      horizon: start + Math.min(options.until ?? scenario.horizon, scenario.horizon),
      eventsMax: scenario.eventsMax,
      eventsAtOneInstantMax,
    },
    observers: [
      ...((options.trace ?? 'kept') === 'kept' ? [trace] : []),
      ...(options.trace === 'none' ? [] : [serves]),
      ...(isCounted(scenario, options) ? [metrics] : []),
      ...(lines.isNeeded ? [lines] : []),
      ...(options.invariants?.length === 0 ? [] : [watch]),
      ...(options.observers ?? []),
    ],
    describe: ({ kind }: Event) => kind,
  });
  schedule(scenario, simulation);
  return { scenario, simulation, trace, watch, metrics, lookingBack, lines, serves };
}

/** Whether metrics are counted while the run happens. */
function isCounted({ expectations }: Scenario, { trace }: RunOptions): boolean {
  return trace !== 'none' || expectations.some(({ kind }) => kind === 'metric');
}

/** Runs a scenario to its end and judges it. */
export function runScenario(scenario: Scenario, options: RunOptions = {}): Run {
  const slices = runInSlices(scenario, options, Number.MAX_SAFE_INTEGER);
  for (;;) {
    const { done, value } = slices.next();
    if (done === true) return value;
  }
}

/** The same run, which pauses after every so many events: a process can handle signals in between. */
export function* runInSlices(
  scenario: Scenario,
  options: RunOptions,
  events: number,
): Generator<undefined, Run> {
  const prepared = prepare(scenario, options);
  const { simulation, lookingBack } = prepared;
  for (const at of lookingBack.instants) {
    while (simulation.runSome(events, at) === undefined) yield;
    lookingBack.look(at, simulation.world);
  }
  for (;;) {
    const end = simulation.runSome(events);
    if (end !== undefined) return finish(prepared.scenario, prepared, end, options);
    yield;
  }
}

function schedule(scenario: Scenario, simulation: Simulation<WritableWorld, Event, Fact>): void {
  let push = 0;
  for (const [entry, timed] of scenario.setup.timeline.entries()) {
    const { kind, at } = timed;
    if (kind === 'fault') simulation.scheduleAt(at, { kind: 'fault-due', entry, begins: true });
    else if (kind === 'operator') simulation.scheduleAt(at, { kind: 'operator-action-due', entry });
    else {
      simulation.scheduleAt(at, { kind: 'push-due', push });
      const { diesAt } = timed;
      if (diesAt !== undefined) simulation.scheduleAt(diesAt, { kind: 'job-death-due', push });
      push += 1;
    }
  }
  for (const { at } of momentsOf(scenario)) simulation.scheduleAt(at, { kind: 'checkpoint-due' });
}

function momentsOf(scenario: Scenario): { readonly at: Instant }[] {
  return scenario.expectations.flatMap((expectation) =>
    'at' in expectation && expectation.at !== 'end' ? [{ at: expectation.at }] : [],
  );
}

function finish(scenario: Scenario, prepared: Prepared, end: RunEnd, options: RunOptions): Run {
  const seed = options.seed ?? scenario.seed;
  const { simulation, trace, watch, metrics, lookingBack, lines, serves } = prepared;
  const { world, events } = simulation;
  watch.judgeEnd(world, end.at, end.reason === 'settled');
  const digest = simulation.digest();
  const values = metrics.close(world, end.at, watch.breaches.length);
  const expectations = judgeExpectations(scenario, world, { lookingBack, metrics: values, lines });
  const violations = violationsOf(scenario, watch.breaches);
  const verdict = verdictOf(scenario, {
    end,
    world,
    judged: [...expectations, ...violations.expected],
    broken: violations.broken,
  });
  const facts = {
    end,
    events,
    digest,
    verdict,
    expectations,
    violations: violations.reported,
    metrics: values,
    counts: isCounted(scenario, options) ? metrics : undefined,
    seed,
  };
  const judged = [...expectations, ...violations.expected];
  const known = {
    scenario,
    seed,
    end: { reason: end.reason, at: end.at, words: end.words },
    events,
    digest,
    verdict,
    violations: violations.reported,
    expectations: judged,
    summary: summarize(scenario, world, { ...facts, expectations: judged }),
    facts: trace.entries,
    isTraced: (options.trace ?? 'kept') === 'kept',
    names: world.names,
  };
  const run: Run = finishedRun(known, {
    narrative: () => narrativeOf(world.names, trace.entries),
    serves: () => serves.stretches(world, end.at),
    lanes: () => lanesOf(world, trace, end.at, run.serves),
    rules: () => rulesOf(trace),
  });
  return run;
}

interface Violations {
  readonly reported: Run['violations'];
  /** Breaches that the scenario did not announce. */
  readonly broken: Run['violations'];
  /** Announced flaws as expectations: one that does not show is a miss. */
  readonly expected: Run['expectations'];
}

function violationsOf({ violates, setup }: Scenario, breaches: readonly Breach[]): Violations {
  const reported = breaches.map(({ invariant, at, message }) => {
    const gaps = gapsBehind(invariant, setup.venice);
    return { invariant, atMs: at, message, ...(gaps.length === 0 ? {} : { gaps }) };
  });
  const expected = violates.map((invariant) => {
    const shown = reported.find((one) => one.invariant === invariant);
    const text = `the known flaw shows: ${invariant} is violated`;
    return { text, held: shown !== undefined, found: shown?.message ?? 'it was never violated' };
  });
  return {
    reported,
    broken: reported.filter(({ invariant }) => !violates.includes(invariant)),
    expected,
  };
}

interface Findings {
  readonly end: RunEnd;
  readonly world: WritableWorld;
  readonly judged: Run['expectations'];
  readonly broken: Run['violations'];
}

/**
 * A file that expects something, all of which held, passes although Venice as built broke an invariant by a known gap, and although a push
 * still runs at the horizon that the file sets: both are reported, and neither is what the file asks. Otherwise either decides.
 */
function verdictOf(scenario: Scenario, { end, world, judged, broken }: Findings): Verdict {
  const isMissed = judged.some(({ held }) => !held);
  const isAnswered = judged.length > 0 && !isMissed;
  if (broken.some(({ gaps }) => !isAnswered || gaps === undefined)) return 'invariant-violated';
  const limited = end.reason === 'event-limit' || end.reason === 'instant-limit';
  const isCut = end.reason === 'horizon' && leavesPushes(scenario, world);
  const isMeant = scenario.violates.length > 0 || (isAnswered && scenario.setsHorizon);
  if (limited || (isCut && !isMeant)) return 'unsettled';
  return isMissed ? 'expectation-missed' : 'passed';
}

/** True if a push still runs that the file does not expect to be running. */
function leavesPushes({ expectations }: Scenario, world: WritableWorld): boolean {
  const awaited = new Set(
    expectations.flatMap((one) =>
      one.kind === 'push-ends' && one.ends === 'running' ? [one.push] : [],
    ),
  );
  return world.pushes.some(
    ({ state, push }) => state === 'running' && !awaited.has(world.names.pushes[push] ?? ''),
  );
}

function rulesOf(trace: Trace<Fact>): string[] {
  return [
    ...new Set(trace.entries.flatMap(({ fact }) => (fact.rule === undefined ? [] : [fact.rule]))),
  ];
}
