/** An exploration ends in the same state for any number of workers, any order of answers, any interruption and any lost worker. */
import { describe, expect, test } from 'vitest';
import { explorationJson, parseExploration } from '../../../scenarios/explore/exploration-json.js';
import { type Batch, noRuns } from '../../../scenarios/explore/explore.js';
import {
  type ExplorationExecutor,
  type ExplorationState,
  runExploration,
} from '../../../scenarios/explore/index.js';

/** Runs that break something, by their numbers. */
const broken = new Map([
  [13, 'a'],
  [31, 'b'],
  [52, 'a'],
  [77, 'c'],
]);

function showed(from: number, count: number): Batch {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  const found = numbers.flatMap((run) => {
    const breaks = broken.get(run);
    return breaks === undefined ? [] : [{ run, breaks, message: `broken in ${run}` }];
  });
  return { ...noRuns, runs: count, events: 7 * count, found };
}

interface Odds {
  readonly width?: number;
  /** Answers until the threads are stopped. */
  readonly answers?: number;
  /** Runs whose thread is lost, each so many times. */
  readonly lost?: Map<number, number>;
}

/** Answers late chunks before early ones. */
function executor({ width = 1, answers = Number.POSITIVE_INFINITY, lost = new Map() }: Odds = {}) {
  const seen = { answers: 0, stopped: false };
  const made: ExplorationExecutor = {
    width,
    stretch: async (from, count) => {
      await new Promise((resolve) => setTimeout(resolve, (97 * (from + 1)) % 7));
      seen.answers += 1;
      if (seen.answers > answers) return { kind: 'stopped' };
      const run = [...lost.keys()].find((each) => each >= from && each < from + count);
      const left = run === undefined ? 0 : (lost.get(run) ?? 0);
      if (run !== undefined && left > 0) {
        lost.set(run, left - 1);
        return { kind: 'lost', reason: 'no memory', blamed: false };
      }
      return { kind: 'done', answer: showed(from, count) };
    },
    shrink: async ({ run, breaks, message }) => {
      if (seen.answers > answers) return { kind: 'stopped' };
      const shrunk = { document: { run }, flaws: [{ breaks, message }], mendedBy: [], runs: 3 };
      return { kind: 'done', answer: shrunk };
    },
    stop: async () => {},
  };
  return { made, isStopped: () => seen.answers > answers };
}

async function explored(
  odds: Odds,
  state?: ExplorationState,
  find?: string,
): Promise<ExplorationState> {
  const { made, isStopped } = executor(odds);
  const watch = {
    isStopped,
    isWanted: (breaks: string) => find === undefined || breaks === find,
    isEnough: ({ found }: Batch) => found.some(({ breaks }) => breaks === find),
  };
  return runExploration(made, { runs: 95, ms: Number.POSITIVE_INFINITY }, watch, state);
}

describe('an exploration', () => {
  test('finds the same with any number of threads, in whatever order they answer', async () => {
    const one = await explored({});
    expect(one.findings.map(({ breaks, run }) => [breaks, run])).toEqual([
      ['a', 13],
      ['b', 31],
      ['c', 77],
    ]);
    expect(one.total).toMatchObject({ runs: 95, events: 665 });
    for (const width of [2, 3, 8]) expect(await explored({ width })).toEqual(one);
  });

  test('that searches for one failure stops after the same run with any number of threads', async () => {
    const one = await explored({}, undefined, 'b');
    expect(one.findings.map(({ run }) => run)).toEqual([31]);
    for (const width of [2, 5]) expect(await explored({ width }, undefined, 'b')).toEqual(one);
  });

  test('resumes from its file after any interruption, to the state of an uninterrupted one', async () => {
    const calm = await explored({});
    for (const answers of [0, 1, 2, 4, 7])
      for (const width of [1, 3]) {
        const first = await explored({ width, answers });
        expect(first.total.runs).toBeLessThan(95);
        const text = explorationJson({ ...first, names: {}, spentMs: 1 });
        const { total, findings } = parseExploration(text, 'exploration.json');
        expect(await explored({ width }, { total, findings })).toEqual(calm);
      }
  });

  test('runs again what was lost with a thread, and counts a run that cannot be finished', async () => {
    const calm = await explored({});
    expect(await explored({ lost: new Map([[20, 2]]) })).toEqual(calm);
    const { total, findings } = await explored({ width: 2, lost: new Map([[20, 99]]) });
    expect([total.runs, total.lost, findings.length]).toEqual([95, { 'no memory': 1 }, 3]);
  });
});

test('with a limit of time shrinking begins after exploring, and the findings share what is left by workers', async () => {
  const { made } = executor({ width: 2 });
  const [began, order]: [number, string[]] = [Date.now(), []];
  const times: { readonly ms: number; readonly until: number }[] = [];
  const state = await runExploration(
    {
      ...made,
      stretch: (from, count) => {
        order.push('explore');
        return made.stretch(from, count);
      },
      shrink: (found, time) => {
        order.push('shrink');
        if (time !== undefined) times.push(time);
        return made.shrink(found, time);
      },
    },
    { runs: 95, ms: 60_000 },
    { isStopped: () => false, isWanted: () => true, isEnough: () => false },
  );
  expect(state.findings).toHaveLength(3);
  expect(order.indexOf('shrink')).toBe(order.lastIndexOf('explore') + 1);
  for (const { until } of times) expect(until).toBeLessThanOrEqual(began + 61_000);
  expect(times[0]?.ms).toBeLessThanOrEqual(30_000);
  expect(times[2]?.ms).toBeGreaterThan(30_000);
});

test('a finding for which no time is left stays as it was drawn', async () => {
  const { made } = executor();
  const watch = { isStopped: () => false, isWanted: () => true, isEnough: () => false };
  const late: ExplorationExecutor = {
    ...made,
    shrink: async (found, time) => {
      await new Promise((resolve) => setTimeout(resolve, 1_250));
      return made.shrink(found, time);
    },
  };
  const { total, findings } = await runExploration(late, { runs: 95, ms: 1_200 }, watch);
  expect(total.found.length).toBeGreaterThan(findings.length);
  expect(findings.length).toBeLessThanOrEqual(1);
});

test.each([
  '',
  '{}',
  '[]',
  '{"format":"pushsim-hunt"}',
  explorationJson({ total: noRuns, findings: [], names: { a: '../x' }, spentMs: 0 }),
])('the state %j is refused', (text) => {
  expect(() => parseExploration(text, 'exploration.json')).toThrow(/^exploration\.json: .*damaged/);
});
