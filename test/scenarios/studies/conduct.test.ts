/** Studies here and now: what is run does not depend on who runs it, in which order, in how many parts or after which interruption. */
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../../scenarios/index.js';
import type { Chunk } from '../../../scenarios/studies/chunk.js';
import {
  type ChunkOutcome,
  conductStudy,
  inProcessExecutor,
  type StudyExecutor,
} from '../../../scenarios/studies/conduct.js';
import {
  compareStudies,
  mergeStudies,
  type OpenStudy,
  openStudy,
  parseStudy,
  readStopRule,
  reopenStudy,
  type StudyResult,
  type StudyWords,
  studyJson,
} from '../../../scenarios/studies/index.js';

const text = `title: A push
horizon: 6h
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB, partitions: 2 }]
latencies: { ingestionTail: { exponential: 200s, max: 30m } }
timeline:
  - { at: 1m, push: p1, store: profiles }
expect: [{ push: p1, ends: succeeded }]
`;

function study(words: Partial<StudyWords> = {}): OpenStudy {
  return openStudy({
    kind: 'sweep',
    sources: [{ file: 'push.yaml', text }],
    overrides: {},
    axes: ['stores.0.partitions=2,4'],
    where: [],
    seeds: '1..12',
    simulator: 'test 1',
    ...words,
  });
}

async function whole(words: Partial<StudyWords> = {}): Promise<StudyResult> {
  const open = study(words);
  await conductStudy(open, inProcessExecutor(open.plan));
  return open.result();
}

/** Several at once, each answering after a number of turns that follows no order. */
function unruly(open: OpenStudy, width: number): StudyExecutor {
  const own = inProcessExecutor(open.plan);
  let turn = 0;
  return {
    width,
    run: async (chunk) => {
      turn += 1;
      for (let wait = (turn * 7) % 5; wait > 0; wait -= 1) await Promise.resolve();
      return own.run(chunk);
    },
  };
}

/** Loses chunks that hold a seed, so many times. */
function losing(open: OpenStudy, seed: string, times: number): StudyExecutor {
  const own = inProcessExecutor(open.plan);
  let left = times;
  return {
    width: 2,
    run: (chunk): Promise<ChunkOutcome> => {
      if (!chunk.seeds.includes(seed) || left === 0) return own.run(chunk);
      left -= 1;
      return Promise.resolve({ kind: 'lost', reason: 'its worker was lost', blamed: false });
    },
  };
}

describe('a study', () => {
  test('runs every seed under every variant as `run` would', async () => {
    const { cells, state } = await whole();
    expect(state).toBe('complete');
    expect(cells.map(({ runs }) => runs.seeds.length)).toEqual([12, 12]);
    const settings = ['stores.0.partitions=4'];
    const alone = runScenario(parseScenario(text, 'push.yaml', { settings }), { seed: '7' });
    const place = cells[1]?.runs.seeds.indexOf('7') ?? -1;
    expect(cells[1]?.runs.digests[place]).toBe(alone.digest);
    expect(new Set(cells[1]?.runs.digests).size).toBe(12);
  });

  test('collects verdicts, pushes, regions and every metric of the run by name', async () => {
    const [cell] = (await whole()).cells;
    const names = cell?.measures.map(({ name }) => name) ?? [];
    for (const name of [
      'passed',
      'pushes.everywhere-ms',
      'push.p1.succeeded',
      'push.p1.duration-ms',
      'push.p1.everywhere-ms',
      'region.dc-1.behind-ms',
      'end-ms',
      'events',
      'violations',
      'simulated.replicated_bytes',
    ])
      expect(names).toContain(name);
    expect(cell?.verdicts).toMatchObject({ passed: 12, unsettled: 0 });
    const passed = cell?.measures.find(({ name }) => name === 'passed');
    expect(passed).toMatchObject({ mean: 1, count: 12 });
    expect(passed?.interval?.low).toBeCloseTo(0.7575, 3);
  });

  test('gives the same bytes with any executor', async () => {
    const expected = studyJson(await whole());
    for (const width of [1, 2, 5]) {
      const open = study();
      await conductStudy(open, unruly(open, width));
      expect(studyJson(open.result())).toBe(expected);
    }
  });

  test('gives the same bytes after an interruption at any chunk', async () => {
    const expected = studyJson(await whole());
    for (const stopAfter of [0, 1, 2, 4, 7]) {
      const first = study();
      let chunks = 0;
      await conductStudy(first, unruly(first, 2), {
        progress: () => {
          chunks += 1;
        },
        isStopped: () => chunks >= stopAfter,
      });
      expect(first.result().state).toBe('unfinished');
      const kept = parseStudy(studyJson(first.result()), 'kept.json');
      const second = reopenStudy(kept.plan, kept.simulator);
      second.takeOver(kept);
      const again: Chunk[] = [];
      const own = inProcessExecutor(second.plan);
      await conductStudy(second, {
        width: 1,
        run: (chunk) => {
          again.push(chunk);
          return own.run(chunk);
        },
      });
      const repeated = again.flatMap(({ variant, seeds }) =>
        seeds.filter((seed) => kept.cells[variant]?.runs.seeds.includes(seed)),
      );
      expect(repeated).toEqual([]);
      expect(studyJson(second.result())).toBe(expected);
    }
  });

  test('loses no run with a worker: the others of its chunk and it itself are run again', async () => {
    const open = study();
    await conductStudy(open, losing(open, '5', 1));
    expect(studyJson(open.result())).toBe(studyJson(await whole()));
  });

  test('reports a run that takes its worker down every time, and continues', async () => {
    const open = study({ axes: [] });
    await conductStudy(open, losing(open, '5', 9));
    const result = open.result();
    expect(result.state).toBe('complete');
    expect(result.cells[0]?.failures).toEqual([
      { seed: '5', kind: 'lost', reason: 'its worker was lost' },
    ]);
    expect(result.cells[0]?.runs.seeds).toHaveLength(11);
  });

  test('stops after the batch in which the interval is narrow enough, with any executor', async () => {
    const stop = readStopRule('30%', 5);
    const words = { seeds: '1..100', stop };
    const expected = await whole(words);
    expect(expected.seedsRun).toBe(10);
    expect(expected.cells.map(({ runs }) => runs.seeds.length)).toEqual([10, 10]);
    const open = study(words);
    await conductStudy(open, unruly(open, 3));
    expect(studyJson(open.result())).toBe(studyJson(expected));
  });

  test('refuses a stop rule about a measure that no run has', async () => {
    const open = study({ stop: readStopRule('push.p2.duration-ms=1%', 5) });
    await expect(conductStudy(open, inProcessExecutor(open.plan))).rejects.toThrow(
      /did you mean push\.p1\.duration-ms\?/,
    );
  });
});

describe('a variant that cannot run', () => {
  test('ends a sweep before it begins, and is named', () => {
    expect(() => study({ axes: ['stores.0.partitions=2,0'] })).toThrow(/stores\.0\.partitions=0/);
  });

  test('is shown with its reason in a comparison, beside those that can', async () => {
    const result = await whole({ kind: 'compare', axes: ['stores.0.partitions=2,0,4'] });
    expect(result.cells.map(({ runs }) => runs.seeds.length)).toEqual([12, 0, 12]);
    expect(result.cells[1]?.refusal).toContain('stores.0.partitions=0');
    expect(result.cells[2]?.differences.length).toBeGreaterThan(3);
  });

  test('ends a comparison when no other is left', () => {
    expect(() => study({ kind: 'compare', axes: ['stores.0.partitions=0'] })).toThrow();
  });
});

describe('shards', () => {
  const shard = (number: number, words: Partial<StudyWords> = {}) =>
    whole({ ...words, shard: { number, of: 3 } });
  const named = (results: readonly StudyResult[]) =>
    results.map((result, place) => ({ file: `${place}.json`, result }));

  test('merged in any order are the whole study, byte for byte', async () => {
    const parts = [await shard(3), await shard(1), await shard(2)];
    expect(studyJson(mergeStudies(named(parts)))).toBe(studyJson(await whole()));
  });

  test('of different studies are refused with what differs', async () => {
    const others = [
      [await shard(2, { seeds: '1..13' }), 'seeds: "1..12" and "1..13"'],
      [await shard(2, { axes: ['stores.0.partitions=2,8'] }), 'stores.0.partitions=8'],
      [await shard(2, { simulator: 'test 2' }), 'simulator: "test 1" and "test 2"'],
    ] as const;
    const one = await shard(1);
    for (const [other, says] of others)
      expect(() => mergeStudies(named([one, other]))).toThrow(says);
  });

  test('that are missing, double, whole or unfinished are refused', async () => {
    const [one, two] = [await shard(1), await shard(2)];
    expect(() => mergeStudies(named([one, two]))).toThrow(/1 of 3 shards are missing[\s\S]*3\/3/);
    expect(() => mergeStudies(named([one, two, one]))).toThrow(/shard 1\/3 is given twice/);
    expect(() => mergeStudies(named([one, { ...two, state: 'unfinished' }]))).toThrow(/unfinished/);
    const all = await whole();
    expect(() => mergeStudies(named([all]))).toThrow(/whole study and no shard/);
  });

  test('do not go together with a stop rule', () => {
    const stop = readStopRule('5%', 5);
    expect(() => study({ stop, shard: { number: 1, of: 2 } })).toThrow(/do not go together/);
  });
});

describe('a result file', () => {
  test('is read back as it was written', async () => {
    const result = await whole();
    expect(parseStudy(studyJson(result), 'x.json')).toEqual(result);
  });

  test.each([
    ['no JSON', 'title: A push', 'this is no JSON'],
    ['other JSON', '{"format":"something"}', 'no result of a study'],
    ['a later version', '{"format":"pushsim-study","version":2}', 'another version'],
    ['a damaged one', '{"format":"pushsim-study","version":1}', 'damaged'],
    ['one that lacks a part', '{"format":"pushsim-study","version":1}', /found: +no \w+/],
  ])('that is %s is refused', (_what, words, says) => {
    expect(() => parseStudy(words, 'x.json')).toThrow(says);
  });

  test('with columns of different lengths is refused', async () => {
    const result = await whole();
    const [cell, ...others] = result.cells;
    if (cell === undefined) throw new Error('there is no cell');
    const cut = { ...cell, runs: { ...cell.runs, seeds: cell.runs.seeds.slice(1) } };
    const damaged = studyJson({ ...result, cells: [cut, ...others] });
    expect(() => parseStudy(damaged, 'x.json')).toThrow(/11 of 12 seeds/);
  });
});

describe('changes since an earlier study', () => {
  test('are none for the same study', async () => {
    const { plan, cells } = compareStudies(await whole(), await whole());
    expect(plan).toBeUndefined();
    for (const cell of cells)
      expect(cell).toMatchObject({ state: 'kept', seeds: 12, otherDigests: 0, changed: [] });
  });

  test('name what is new, gone, broken and changed', async () => {
    const slower = text.replace('size: 1 GB', 'size: 90 GB').replace('succeeded', 'failed');
    const earlier = await whole();
    const later = await whole({
      sources: [{ file: 'push.yaml', text: slower }],
      axes: ['stores.0.partitions=4,8'],
    });
    const { plan, cells } = compareStudies(earlier, later);
    expect(plan).toContain('scenarios.0.text');
    expect(cells.map(({ variant, state }) => [variant, state])).toEqual([
      ['stores.0.partitions=4', 'kept'],
      ['stores.0.partitions=8', 'new'],
      ['stores.0.partitions=2', 'gone'],
    ]);
    const [kept] = cells;
    expect(kept?.broken).toHaveLength(12);
    const slow = kept?.changed.find(({ name }) => name === 'push.p1.duration-ms');
    expect(slow?.interval?.low).toBeGreaterThan(0);
  });
});

describe('the cells of a study', () => {
  test.each([1, 2, 4])(
    'take turns, seed by seed, with %i workers: an interruption leaves them balanced',
    async (width) => {
      for (const chunks of [1, 6, 11]) {
        const open = study({ seeds: '1..40', axes: ['stores.0.partitions=2,4,8'] });
        let made = 0;
        const watch = { progress: () => (made += 1), isStopped: () => made >= chunks };
        await conductStudy(open, { ...unruly(open, width) }, watch);
        const counts = open.cells.map(({ rows }) => rows.size);
        const [most, least] = [Math.max(...counts), Math.min(...counts)];
        // How many seeds a chunk has depends on how fast the runs before it were, so several workers may be some chunks apart.
        if (width === 1) expect(most - least).toBeLessThanOrEqual(40 / 4);
        expect(most - least).toBeLessThan(40);
      }
    },
  );
});
