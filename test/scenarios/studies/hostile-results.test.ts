/** Modified result files: each is refused with a message, or gives a result that can be continued, merged, compared and shown. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  plainStudyStyle,
  renderStudy,
  studyPage,
  studySummaryCsv,
} from '../../../reports/index.js';
import { ScenarioError } from '../../../scenarios/errors.js';
import {
  compareStudies,
  conductStudy,
  inProcessExecutor,
  mergeStudies,
  openStudy,
  parseStudy,
  reopenStudy,
  type StudyResult,
  studyJson,
} from '../../../scenarios/studies/index.js';
import { aPush } from '../../cli/study-file.js';

let whole = '';
let shards: readonly StudyResult[] = [];

beforeAll(async () => {
  whole = studyJson(await studied());
  shards = [await studied(1), await studied(2)];
});

async function studied(shard?: number): Promise<StudyResult> {
  const study = openStudy({
    kind: 'sweep',
    sources: [{ file: 'push.yaml', text: aPush }],
    overrides: {},
    axes: ['stores.0.partitions=2,4'],
    where: [],
    seeds: '1..4',
    simulator: 'venice-push-sim test',
    ...(shard === undefined ? {} : { shard: { number: shard, of: 2 } }),
  });
  await conductStudy(study, inProcessExecutor(study.plan));
  return study.result();
}

type Path = readonly (string | number)[];

/** Every place of a value, lists by their first two entries. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).slice(0, Array.isArray(value) ? 2 : undefined);
  return [path, ...inner.flatMap(([key, each]) => placesOf(each, [...path, key]))];
}

function changed(text: string, path: Path, value: unknown): string {
  const document: unknown = JSON.parse(text);
  const parent = path
    .slice(0, -1)
    .reduce((each: unknown, key) => Reflect.get(Object(each), key), document);
  if (path.length === 0) return JSON.stringify(value);
  if (value === undefined) Reflect.deleteProperty(Object(parent), path.at(-1) ?? '');
  else Reflect.set(Object(parent), path.at(-1) ?? '', value);
  return JSON.stringify(document);
}

/** Uses a result in every way; gives the message it is refused with. */
function used(text: string): string {
  try {
    const result = parseStudy(text, 'r.json');
    const study = reopenStudy(result.plan, result.simulator, result.shard);
    study.takeOver(result);
    study.takeFailures(result);
    const again = study.result();
    for (const each of [result, again]) {
      renderStudy(each, plainStudyStyle);
      studySummaryCsv(each);
      studyPage(each, compareStudies(result, again));
    }
    return '';
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
}

const hostile = [
  undefined,
  null,
  7,
  -1,
  1e15,
  0.5,
  '',
  'x',
  '\u001b[31m',
  '__proto__',
  [],
  {},
  [[]],
  true,
];

describe('a result file', () => {
  test('is refused with a message or can be used, whatever is changed in it', () => {
    // Two values a place, other ones at each: every value meets every sort of place.
    for (const [index, path] of placesOf(JSON.parse(whole)).entries())
      for (const shift of [0, 5]) {
        const value = hostile[(index + shift) % hostile.length];
        const text = changed(whole, path, value);
        expect(() => used(text), `${path.join('.')} = ${JSON.stringify(value)}`).not.toThrow();
      }
  });

  const cell = ['cells', 0];
  test.each([
    ['a confidence that no table has', ['plan', 'confidence'], 7, /plan\.confidence: 7/],
    [
      'a scenario that is not there',
      [...cell, 'scenario'],
      99,
      /cells\.0\.scenario: 99 instead of 0/,
    ],
    ['a variant of another cell', [...cell, 'variant'], 1, /cells\.0\.variant: 1 instead of 0/],
    ['more seeds than there are', ['seedsRun'], 1e15, /seedsRun: 1000000000000000, and .* 4 seeds/],
    ['a seed twice', [...cell, 'runs', 'seeds'], ['1', '2', '2', '4'], /seed 2 is there twice/],
    ['a seed of no plan', [...cell, 'runs', 'seeds'], ['1', '2', '3', '9'], /seed 9 is none/],
    ['seeds out of order', [...cell, 'runs', 'seeds'], ['2', '1', '3', '4'], /out of order/],
    [
      'a seed that ran and failed',
      [...cell, 'failures'],
      [{ seed: '1', kind: 'lost', reason: 'x' }],
      /has run as well/,
    ],
    ['a column that is too short', [...cell, 'runs', 'digests'], ['a'], /different lengths/],
    ['counts that do not add up', [...cell, 'verdicts', 'passed'], 3, /verdicts\.passed: 3/],
    ['seeds that are none', ['plan', 'seeds'], '9..1', /plan\.seeds/],
    ['a part of nothing', ['shard'], { number: 3, of: 2 }, /part 3 of 2/],
    ['a cell that is missing', ['cells'], [], /cells: 0 instead of 2/],
  ] as const)('with %s is refused', (_what, path, value, says) => {
    const message = used(changed(whole, path, value));
    expect(message).toMatch(/^r\.json: this result of a study is damaged\n/);
    expect(message).toMatch(says);
  });

  test('that nests too deeply is refused', () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    const settings = `"overrides":{"settings":[{"path":"x","value":${deep}}]`;
    expect(used(whole.replace(/"overrides":\{"settings":\[[^\]]*\]/, settings))).toMatch(
      /deeply|damaged/,
    );
  });

  test('of another shard count is not joined', () => {
    const [one, two] = shards.map((result, index) => ({ file: `${index}.json`, result }));
    if (one === undefined || two === undefined) throw new Error('there are two shards');
    expect(studyJson(mergeStudies([one, two]))).toBe(whole);
    expect(() => mergeStudies([one, one])).toThrow(/given twice/);
  });
});
