/**
 * Judges the expectations of a file: reads the World at the instants that the file names, and at the end. Reports what was found, whether or
 * not the expectation held.
 */
import type { MetricValue, WritableWorld as World } from '../../model/index.js';
import type { Instant } from '../../sim/index.js';
import type { Expectation, Scenario } from '../scenario.js';
import { judgeCounts } from './judge-counts.js';
import type { LineWatch, Told } from './line-watch.js';
import type { ExpectationResult } from './run-shape.js';

interface Finding {
  readonly held: boolean;
  readonly found: string;
}

/** Records the findings of expectations about an instant before the end. */
export class CheckpointRecorder {
  readonly instants: readonly Instant[];
  private readonly findings = new Map<Expectation, Finding>();

  constructor(private readonly scenario: Scenario) {
    const { horizon, setup } = scenario;
    const moments = scenario.expectations.flatMap((one) =>
      'at' in one && one.at !== 'end' ? [one.at] : [],
    );
    this.instants = [...new Set(moments)]
      .filter((at) => at <= setup.start + horizon)
      .sort((one, other) => one - other);
  }

  /** Judges the expectations of one instant. */
  look(at: Instant, world: World): void {
    for (const expectation of this.scenario.expectations) {
      if ('at' in expectation && expectation.at === at)
        this.findings.set(expectation, judge(expectation, world));
    }
  }

  /** What was found, if its instant has come. */
  finding(expectation: Expectation): Finding | undefined {
    return this.findings.get(expectation);
  }
}

/** Inputs of a judgement besides the World: findings from before the end of the run, and its metrics. */
interface Sources {
  readonly lookingBack: CheckpointRecorder;
  readonly metrics: readonly MetricValue[];
  readonly lines: LineWatch;
}

/** Every expectation of a scenario with its judgement, in file order. */
export function judgeExpectations(
  scenario: Scenario,
  world: World,
  { lookingBack, metrics, lines }: Sources,
): ExpectationResult[] {
  return scenario.expectations.map((expectation) => ({
    text: expectation.text,
    ...(lookingBack.finding(expectation) ?? judge(expectation, world, { metrics, lines })),
  }));
}

function judge(
  expectation: Expectation,
  world: World,
  watched?: Pick<Sources, 'metrics' | 'lines'>,
): Finding {
  switch (expectation.kind) {
    case 'push-ends':
      return judgePush(expectation, world);
    case 'version-status':
      return judgeStatus(expectation, world);
    case 'serves':
      return judgeServes(expectation, world);
    case 'degraded': {
      const region = world.names.regions.indexOf(expectation.region);
      const marked = world.parent.registry.stored.some((mark) => mark.region === region);
      const found = `${expectation.region} is ${marked ? '' : 'not '}marked degraded`;
      return { held: marked === expectation.degraded, found };
    }
    case 'recovery':
      return judgeRecovery(expectation, world);
    case 'dvc-serves':
      return judgeInstances(expectation, world);
    case 'operator':
      return judgeOperator(expectation, world);
    case 'metric':
      return judgeMetric(expectation, watched?.metrics ?? []);
    case 'counts':
      return judgeCounts(expectation, world);
    case 'tells':
      return judgeLines(expectation, watched?.lines.toldOf(expectation));
  }
}

type Of<K extends Expectation['kind']> = Extract<Expectation, { kind: K }>;

function judgePush(expected: Of<'push-ends'>, world: World): Finding {
  const { push, ends, because = '', checkpoint } = expected;
  const job = world.pushes[world.names.pushes.indexOf(push)];
  const state = job === undefined || job.state === 'waiting' ? 'running' : job.state;
  const reason = job?.reason ?? '';
  const reached = checkpoint === undefined ? '' : ` at ${job?.checkpoint}`;
  const found = `${push} ${state}${reached}${reason === '' ? '' : `: ${reason}`}`;
  const isThere = checkpoint === undefined || job?.checkpoint === checkpoint;
  return { held: state === ends && isThere && reason.includes(because), found };
}

function judgeStatus(
  { store, version, region, status }: Of<'version-status'>,
  world: World,
): Finding {
  const id = world.names.stores.indexOf(store);
  const home =
    region === undefined
      ? world.parent.stores[id]
      : world.regions[world.names.regions.indexOf(region)]?.stores[id];
  const found = home?.versions.find(({ number }) => number === version)?.status ?? 'NOT_CREATED';
  const where = region === undefined ? 'in the parent' : `in ${region}`;
  return { held: found === status, found: `v${version} of ${store} is ${found} ${where}` };
}

function judgeServes({ store, region, version }: Of<'serves'>, world: World): Finding {
  if (region === undefined) {
    const known = world.parent.stores[world.names.stores.indexOf(store)]?.current ?? 0;
    const found = `the parent's current version of ${store} is v${known}`;
    return { held: known === version, found };
  }
  const home =
    world.regions[world.names.regions.indexOf(region)]?.stores[world.names.stores.indexOf(store)];
  const current = home?.current ?? 0;
  return { held: current === version, found: `${region} serves v${current} of ${store}` };
}

function judgeRecovery(
  { region, recovered, failed, complete, begun }: Of<'recovery'>,
  world: World,
): Finding {
  const id = world.names.regions.indexOf(region);
  const all = world.parent.recoveryHistory.filter((recovery) => recovery.region === id);
  const latest = all.at(-1);
  if (latest === undefined) return { held: false, found: `no recovery of ${region} was started` };
  const counts = {
    recovered: latest.counts.recoveredStores,
    failed: latest.counts.failedStores,
    complete: latest.phase === 'complete',
    begun: all.length,
  };
  const held =
    (recovered ?? counts.recovered) === counts.recovered &&
    (failed ?? counts.failed) === counts.failed &&
    (complete ?? counts.complete) === counts.complete &&
    (begun ?? counts.begun) === counts.begun;
  const found = `${counts.recovered} stores recovered, ${counts.failed} failed, ${counts.complete ? 'complete' : 'not complete'}, number ${counts.begun}`;
  return { held, found };
}

function judgeInstances(
  { store, region, version, instances }: Of<'dvc-serves'>,
  world: World,
): Finding {
  const home =
    world.regions[world.names.regions.indexOf(region)]?.stores[world.names.stores.indexOf(store)];
  const all = home?.dvc?.instances ?? 0;
  const serving = home?.dvc?.serves.filter((one) => one === version).length ?? 0;
  const wanted = instances === 'all' ? all : instances;
  return {
    held: serving === wanted,
    found: `${serving} of ${all} Da Vinci instances of ${region} serve v${version} of ${store}`,
  };
}

function judgeOperator({ action, region, ends, because }: Of<'operator'>, world: World): Finding {
  const id = region === undefined ? undefined : world.names.regions.indexOf(region);
  const last = world.operatorLog.findLast(
    (one) => one.action === action && (id === undefined || one.region === id),
  );
  if (last === undefined) return { held: false, found: `${action} was never done` };
  const state = last.refused === '' ? 'done' : 'refused';
  const found =
    last.refused === '' ? `${action} was done` : `${action} was refused: ${last.refused}`;
  return {
    held: state === ends && (because === undefined || last.refused.includes(because)),
    found,
  };
}

function judgeLines({ tells, after, times }: Of<'tells'>, told: Told | undefined): Finding {
  const { count = 0, since } = told ?? {};
  if (since === undefined) return { held: false, found: `no line says "${after ?? ''}"` };
  const held = times === undefined ? count > 0 : count === times;
  return { held, found: `${count} ${count === 1 ? 'line says' : 'lines say'} "${tells}"` };
}

/** Values with the given labels are summed. */
function judgeMetric(
  { metric, labels, is, atLeast, atMost }: Of<'metric'>,
  metrics: readonly MetricValue[],
): Finding {
  const wanted = Object.entries(labels);
  const value = metrics
    .filter((one) => one.name === metric)
    .filter((one) => wanted.every(([label, text]) => one.labels[label] === text))
    .reduce((sum, one) => sum + one.value, 0);
  const held = (is ?? value) === value && (atLeast ?? value) <= value && (atMost ?? value) >= value;
  return { held, found: `${metric} is ${value}` };
}
