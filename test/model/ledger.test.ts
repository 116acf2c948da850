/** Every rule is asked by an actor or has a reason why not; what the library does not exercise is a list with reasons that only shrinks. */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { describe, expect, test } from 'vitest';
import { ledger, type RuleId } from '../../model/index.js';
import { ruleCoverage } from '../../reports/index.js';
import { findScenarios, loadScenario, type Run, runScenario } from '../../scenarios/index.js';
import { notSimulated } from '../conformance/rules/index.js';

const notInTheLibrary: Readonly<Record<string, string>> = {
  'SA-3': 'merges only incremental statuses, inside PJ-1',
  'DM-4': 'asked inside PJ-1, which leaves the fact',
  'VS-2': 'leaves a fact only when servers had to wait for instances after the collector was done',
  'VS-3': 'needs a hook veto in the shipped engine',
  'VS-12': 'leaves no fact of its own',
  'LH-8': 'needs the shipped engine',
  'LH-11': 'needs a remote hook',
  'RC-7': 'leaves the fact of RC-2',
};

describe('the ledger of rules', () => {
  test('names the actors of every rule; the others of the 90 have a reason why no run asks them', () => {
    expect(ledger.filter(({ actors }) => actors.length === 0)).toEqual([]);
    const all = [...ledger, ...notSimulated.map(([rule]) => rule)];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all).toHaveLength(90);
  });

  test('names every rule that is not exercised by the library, and infers only rules that did run', async () => {
    const runs = findScenarios(['scenarios/library']).map((file) => ({ file, ...ruleFacts(file) }));
    const counts = ruleCoverage(runs);
    const idle = ledger.filter(
      ({ id, inferredFrom = id }) => !counts.has(id) && !counts.has(inferredFrom),
    );
    expect(idle.map(({ id }) => id)).toEqual(Object.keys(notInTheLibrary));

    const inferred = ledger.filter(({ inferredFrom }) => inferredFrom !== undefined);
    expect(inferred.filter(({ id }) => counts.has(id))).toEqual([]);
    const called = new Map<string, ReadonlySet<RuleId>>();
    const wrong: string[] = [];
    for (const { id, inferredFrom } of inferred)
      for (const { file } of runs
        .filter(({ rules }) => rules.includes(inferredFrom!))
        .slice(0, 1)) {
        if (!called.has(file)) called.set(file, await rulesCalled(() => ruleFacts(file)));
        if (!called.get(file)!.has(id)) wrong.push(`${id} from ${inferredFrom} in ${file}`);
      }
    expect(wrong).toEqual([]);
  });
});

function ruleFacts(file: string): Pick<Run, 'rules'> {
  const { rules } = runScenario(loadScenario(file), { invariants: [] });
  return { rules };
}

/** The rules with a function that was called meanwhile, as V8 counts calls. */
async function rulesCalled(run: () => unknown): Promise<ReadonlySet<RuleId>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  session.disconnect();
  return new Set(
    result.flatMap(({ url, functions }) => {
      const called = functions.slice(1).some(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
      return called ? rulesOfFile(url) : [];
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
