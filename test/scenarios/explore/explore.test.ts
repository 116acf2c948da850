/** Exploring finds what a missing protection breaks, the same every time, and makes it small. */
import { describe, expect, test } from 'vitest';
import {
  addBatches,
  baseOfExploration,
  documentOfRun,
  exploreBatch,
  findingText,
  shrinkRun,
} from '../../../scenarios/explore/index.js';
import {
  modelCatalogue,
  parseScenario,
  readScenarioText,
  runScenario,
  scenarioJsonSchema,
} from '../../../scenarios/index.js';

const ghosts = { seed: 1, mistakes: false, venice: { switches: { 'skip-degraded': 'off' } } };
const designed = { seed: 7, mistakes: false };

function entriesOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}

/** The keys of a push in the schema of scenario files. */
function pushKeys(): Readonly<Record<string, unknown>> {
  const { timeline } = scenarioJsonSchema(modelCatalogue).properties as Record<string, Items>;
  const push = timeline?.items.anyOf.find(
    ({ properties }) => 'push' in properties && !('operator' in properties),
  );
  expect(Object.keys(push?.properties ?? {})).toContain('mode');
  return push?.properties ?? {};
}

interface Items {
  readonly items: { readonly anyOf: readonly { readonly properties: Record<string, unknown> }[] };
}

describe('a stretch of runs', () => {
  test('is the same however it is cut', () => {
    const whole = exploreBatch(designed, 0, 24);
    const halves = addBatches(exploreBatch(designed, 0, 9), exploreBatch(designed, 9, 15));
    expect(halves).toEqual(whole);
  });

  test('draws sound scenarios only', () => {
    expect(exploreBatch({ ...designed, mistakes: true }, 0, 100).refused).toEqual({});
  });

  test('draws sound scenarios on top of one that exists, too', () => {
    const file = 'scenarios/library/degraded/skipped-then-healed.yaml';
    const base = baseOfExploration(readScenarioText(file), file);
    expect(exploreBatch({ ...designed, base }, 0, 60).refused).toEqual({});
  });

  test('differs with the seed', () => {
    expect(documentOfRun(designed, 3)).not.toEqual(documentOfRun({ ...designed, seed: 8 }, 3));
  });

  test('says how often an interesting condition was reached', () => {
    const { reached } = exploreBatch(designed, 0, 40);
    expect(reached['push-succeeds']).toBeGreaterThan(10);
    expect(reached['region-skips']).toBeGreaterThan(0);
  });

  test('draws every fault, action, hook and sort of push with every field that it declares', () => {
    const said = new Map<unknown, Set<string>>();
    for (let run = 0; run < 800; run += 1) {
      const { timeline, hooks } = documentOfRun({ ...designed, mistakes: true }, run);
      for (const entry of [timeline, hooks].flatMap(entriesOf)) {
        const name = entry.fault ?? entry.operator ?? entry.hook ?? entry.mode;
        said.set(name, new Set([...(said.get(name) ?? []), ...Object.keys(entry)]));
        if (entry.mode === undefined) continue;
        said.set('any push', new Set([...(said.get('any push') ?? []), ...Object.keys(entry)]));
      }
    }
    const { faults, operatorActions, hooks, pushModes } = modelCatalogue;
    const declared = [
      ...faults.map(({ kind, fields }) => ({ name: kind, fields })),
      ...operatorActions.map(({ action, fields }) => ({ name: action, fields })),
      ...hooks.map(({ hook, fields }) => ({ name: hook, fields })),
      ...pushModes.map(({ mode }) => ({ name: mode, fields: {} })),
      { name: 'any push', fields: pushKeys() },
    ];
    for (const { name, fields } of declared)
      expect([...(said.get(name) ?? [])], name).toEqual(
        expect.arrayContaining(Object.keys(fields)),
      );
  });

  test('draws no operator mistake unless it is requested', () => {
    const isMistake = new Set(
      modelCatalogue.operatorActions.flatMap((one) => (one.isMistake ? [one.action] : [])),
    );
    expect(isMistake.size).toBeGreaterThan(0);
    for (let run = 0; run < 200; run += 1) {
      const actions = entriesOf(documentOfRun(designed, run).timeline).map((one) => one.operator);
      expect(actions.filter((action) => isMistake.has(String(action)))).toEqual([]);
    }
  });
});

describe('with skip-degraded off', () => {
  const stretch = exploreBatch(ghosts, 0, 40);
  const found = stretch.found.find(({ breaks }) => breaks === 'no-ghost-version');

  test('a ghost version is found from nothing', () => {
    expect(found?.message).toContain('although it was degraded');
  });

  test('it shrinks to a file of at most fifteen lines that shows it when it is run', () => {
    const shrunk = shrinkRun(ghosts, found?.run ?? 0, 'no-ghost-version');
    const text = findingText(shrunk, {
      seed: 1,
      run: found?.run ?? 0,
      breaks: 'no-ghost-version',
      title: 'A ghost version',
    });
    const lines = text
      .split('\n')
      .filter((line) => /^\s*- |^regions|^horizon|^seed|^ties/.test(line));
    expect(lines.length).toBeLessThanOrEqual(15);
    const run = runScenario(parseScenario(text, 'found.yaml'));
    expect(run.verdict).toBe('passed');
    expect(run.violations.map(({ invariant }) => invariant)).toContain('no-ghost-version');
  });
});
