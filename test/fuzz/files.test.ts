/**
 * The fuzzer of files: mutated files of the library and mutated result files are read, and run where they can be, or refused with problems
 * whose places lie within the text. PUSHSIM_SEED replays a failure, PUSHSIM_RUNS sets how many.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { conductStudy, inProcessExecutor, openStudy, studyJson } from '../../scenarios/index.js';
import {
  type FuzzCase,
  fuzzedResult,
  fuzzedScenario,
  resultFinding,
  scenarioFinding,
} from '../support/fuzz/fuzzed-files.js';
import { resultFailures, scenarioFailures } from '../support/fuzz/past-failures.js';
import { propertyRuns, propertySeed } from '../support/seed.js';

const cases = propertyRuns * (propertyRuns < 1_000 ? 2 : 10);

/** The result file of a small sweep. */
async function resultOf(file: string): Promise<string> {
  const study = openStudy({
    kind: 'sweep',
    sources: [{ file, text: readFileSync(file, 'utf8') }],
    overrides: {},
    axes: [],
    where: [],
    simulator: 'test',
    seeds: '1..2',
  });
  await conductStudy(study, inProcessExecutor(study.plan));
  return studyJson(study.result());
}

/** The first findings among the cases; each names its seed and number. */
function findings(
  caseOf: (number: number) => FuzzCase,
  finding: (text: string, number: number) => string | undefined,
): string[] {
  const found: string[] = [];
  for (let number = 0; number < cases && found.length < 5; number += 1) {
    const { name, text } = caseOf(number);
    const wrong = finding(text, number);
    if (wrong !== undefined)
      found.push(`${name}: ${wrong}\n${JSON.stringify(text.slice(0, 3_000))}`);
  }
  return found;
}

describe('a fuzzed file', () => {
  test('of the library is read or refused with a message', () => {
    const caseOf = (number: number) => fuzzedScenario(propertySeed, number);
    expect(findings(caseOf, (text, number) => scenarioFinding(text, number % 8 === 0))).toEqual([]);
  });

  test('of a study is read or refused with a message', async () => {
    const result = await resultOf('scenarios/library/normal/full-push-with-da-vinci.yaml');
    const caseOf = (number: number) => fuzzedResult(result, propertySeed, number);
    expect(findings(caseOf, resultFinding)).toEqual([]);
  });
});

describe('a past failure stays fixed', () => {
  test.each(Object.entries(scenarioFailures))('scenario: %s', (_, text) => {
    expect(scenarioFinding(text, true)).toBeUndefined();
  });

  test.each(Object.entries(resultFailures))('result: %s', (_, text) => {
    expect(resultFinding(text)).toBeUndefined();
  });
});
