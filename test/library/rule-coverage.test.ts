/** Which rules are called but exercised by no scenario file, each with its reason; and that what is inferred to have run did run. */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { expect, test } from 'vitest';
import { ledger, type RuleId } from '../../model/index.js';
import { loadScenario, runScenario } from '../../scenarios/index.js';
import { allScenarioFiles } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

const inNoFile: Readonly<Record<string, string>> = {
  'SA-3': 'merges only incremental statuses, inside PJ-1',
  'DM-4': 'asked inside PJ-1, which leaves the fact',
  'VS-3': 'needs a hook veto in the shipped engine',
  'VS-12': 'leaves no fact of its own',
  'LH-8': 'needs the shipped engine',
  'RC-7': 'leaves the fact of RC-2',
};

test('every rule is exercised by a file, or a reason says why not', () => {
  const exercised = new Set(allScenarioFiles().flatMap((file) => replayOf(file).rules));
  const idle = ledger.filter(
    ({ id, inferredFrom = id }) => !exercised.has(id) && !exercised.has(inferredFrom),
  );
  expect(idle.map(({ id }) => id)).toEqual(Object.keys(inNoFile));
});

test('a rule that is inferred from the fact of another one was called in a run with that fact', async () => {
  const inferred = ledger.filter(({ inferredFrom }) => inferredFrom !== undefined);
  const called = new Map<string, ReadonlySet<RuleId>>();
  const wrong: string[] = [];
  for (const { id, inferredFrom = id } of inferred) {
    const file = allScenarioFiles().find((one) => replayOf(one).rules.includes(inferredFrom));
    if (file === undefined) continue;
    if (!called.has(file)) called.set(file, await rulesCalledIn(file));
    if (called.get(file)?.has(id) !== true) wrong.push(`${id} from ${inferredFrom} in ${file}`);
  }
  expect(wrong).toEqual([]);
});

/** The rules with a function that was called while a file ran, as V8 counts calls. */
async function rulesCalledIn(file: string): Promise<ReadonlySet<RuleId>> {
  const scenario = loadScenario(file);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  runScenario(scenario, { invariants: [] });
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  return new Set(
    result.flatMap(({ url, functions }) => {
      const isCalled = functions.slice(1).some(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
      return isCalled ? rulesOfFile(url) : [];
    }),
  );
}

function rulesOfFile(url: string): readonly RuleId[] {
  const path = url.replace('file://', '');
  if (!path.includes('/model/rules/')) return [];
  return [...readFileSync(path, 'utf8').matchAll(/^ {2}id: '([^']+)'/gm)].map(
    ([, id]) => id as RuleId,
  );
}
