/** Expectations over a study: read with every error in words, judged for each variant and each label by the same numbers as the tables. */
import { describe, expect, test } from 'vitest';
import { ScenarioError } from '../../../scenarios/errors.js';
import { conductStudy, inProcessExecutor } from '../../../scenarios/studies/conduct.js';
import {
  judgeStudy,
  openStudy,
  readStudyExpectation,
  type StudyResult,
} from '../../../scenarios/studies/index.js';
import { aPush } from '../../cli/study-file.js';

async function whole(): Promise<StudyResult> {
  const open = openStudy({
    kind: 'compare',
    sources: [{ file: 'push.yaml', text: aPush }],
    overrides: {},
    axes: ['stores.0.size=1 GB,40 GB'],
    where: [],
    seeds: '1..8',
    simulator: 'test 1',
  });
  await conductStudy(open, inProcessExecutor(open.plan));
  return open.result();
}

const study = await whole();

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return 'it was not refused';
}

describe('an expectation over a study', () => {
  test.each(['mean', 'min', 'max', 'p5', 'p50', 'p95', 'p99'])(
    'of %s is judged by the number of the summary, on both sides of it',
    (statistic) => {
      const name = 'push.p1.duration-ms';
      for (const [variant, cell] of study.cells.entries()) {
        const summary = cell.measures.find((measure) => measure.name === name);
        const numbers = { ...summary, ...summary?.quantiles } as Readonly<Record<string, number>>;
        const value = Math.floor(numbers[statistic] ?? Number.NaN);
        const heldBy = (sign: string, ms: number) =>
          judgeStudy(study, [readStudyExpectation(`${statistic} ${name} ${sign} ${ms}ms`)])[variant]
            ?.held;
        expect(heldBy('<=', value + 1)).toBe(true);
        expect(heldBy('<', value - 1)).toBe(false);
        expect(heldBy('>=', value - 1)).toBe(true);
        expect(heldBy('>', value + 1)).toBe(false);
      }
    },
  );

  test('takes the mean without a statistic, and a percentage for a share', () => {
    const [one] = judgeStudy(study, [readStudyExpectation('passed >= 99.5%')]);
    expect(one).toMatchObject({ held: true, found: 1, count: 8, runs: 8 });
    expect(judgeStudy(study, [readStudyExpectation('passed<100%')])[0]?.held).toBe(false);
  });

  test('about a metric without labels is judged with each of them', () => {
    const judged = judgeStudy(study, [readStudyExpectation('max outcome.behind_ms <= 2h')]);
    expect(judged.map(({ text, variant }) => `${variant} ${text}`)).toEqual([
      '0 max outcome.behind_ms{region=dc-0} <= 2h',
      '0 max outcome.behind_ms{region=dc-1} <= 2h',
      '1 max outcome.behind_ms{region=dc-0} <= 2h',
      '1 max outcome.behind_ms{region=dc-1} <= 2h',
    ]);
  });

  test.each([
    ['passed', 'compares no measure'],
    ['p42 passed >= 1', 'p42 is no statistic'],
    ['push.p1.duration-ms <= 7', 'such as 90s or 2h'],
    ['outcome.behind_ms{region=dc-1} <= 7', 'such as 90s or 2h'],
    ['passed >= 2h', 'such as 3, or a share such as 99%'],
  ])('%s is refused: %s', (text, says) => {
    expect(refusal(() => readStudyExpectation(text))).toContain(says);
  });

  test('about a measure that no run has is refused with what was meant', () => {
    const text = 'pased >= 99%';
    expect(refusal(() => judgeStudy(study, [readStudyExpectation(text)]))).toMatch(
      /no run has a measure called pased.*did you mean passed/s,
    );
  });
});
