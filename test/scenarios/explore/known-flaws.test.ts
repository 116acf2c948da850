/** A finding equals a known flaw by its invariant and what decided it, and only then. */
import { describe, expect, test } from 'vitest';
import { invariants } from '../../../model/index.js';
import {
  asDrawn,
  baseOfExploration,
  documentOfRun,
  exploreBatch,
  findingText,
  type KnownScenario,
  preventingSwitches,
} from '../../../scenarios/explore/index.js';
import { equalFlaw } from '../../../scenarios/explore/known-flaws.js';
import { tryDocument } from '../../../scenarios/explore/try-document.js';
import { findScenarios, readScenarioText } from '../../../scenarios/index.js';

function scenarioOf(file: string): KnownScenario {
  return { ...baseOfExploration(readScenarioText(file), file), file };
}

const designFlaws = findScenarios(['scenarios/library/design-flaws']).map(scenarioOf);
/** A quarter of them: each takes dozens of runs. */
const broken = findScenarios(['test/vectors/mutations'])
  .filter((_, index) => index % 4 === 1)
  .map(scenarioOf);

/** The invariants that a document breaks, with what decided each. */
function brokenBy(document: KnownScenario['document']) {
  return tryDocument(document).flaws.filter(({ breaks }) =>
    invariants.some(({ name }) => name === breaks),
  );
}

/** The first known flaw that each thing a scenario breaks equals. */
function equalsOf({ document }: KnownScenario, known: readonly KnownScenario[]) {
  return brokenBy(document).map((failure) => equalFlaw(document, failure, known)?.invariant);
}

describe('a design flaw of the library', () => {
  test.each(designFlaws)('$file equals itself', (scenario) => {
    const found = equalsOf(scenario, [scenario]);
    expect(found.length).toBeGreaterThan(0);
    expect(found).not.toContain(undefined);
  });
});

describe('what a missing protection breaks', () => {
  const prevented = broken.flatMap((scenario) => {
    const flaws = brokenBy(scenario.document);
    const all = flaws.filter(
      ({ breaks }) => preventingSwitches(scenario.document, breaks).length > 0,
    );
    return all.length === flaws.length && all.length > 0 ? [scenario] : [];
  });

  test('is there with many protections', () => {
    expect(prevented.length).toBeGreaterThan(8);
  });

  test.each(prevented)('$file equals itself, and no flaw of the design', (scenario) => {
    expect(equalsOf(scenario, designFlaws).every((found) => found === undefined)).toBe(true);
    expect(equalsOf(scenario, [scenario])).not.toContain(undefined);
  });
});

describe('an exploration with known flaws', () => {
  const exploration = {
    seed: 1,
    mistakes: false,
    venice: { switches: { 'skip-degraded': 'off' } },
  };
  const runs = 12;
  const all = exploreBatch(exploration, 0, runs);
  const [first] = all.found;
  const known = all.found.map(({ run }) => ({
    file: `run ${run}`,
    document: {
      ...documentOfRun(exploration, run),
      violates: all.found.map(({ breaks }) => breaks),
    },
  }));

  test('counts what equals them and finds the rest', () => {
    const half = exploreBatch({ ...exploration, known }, 0, runs);
    expect(all.found.length).toBeGreaterThan(0);
    expect(half.found).toEqual([]);
    expect(Object.keys(half.known).length).toBeGreaterThan(0);
    expect(half).toMatchObject({ runs, events: all.events });
  });

  test('knows the file of a finding again', () => {
    const { run = 0, breaks = '' } = first ?? {};
    const shrunk = asDrawn(exploration, run, all.found);
    const text = findingText(shrunk, { seed: 1, run, breaks, title: breaks });
    const file = `${breaks}.yaml`;
    const again = exploreBatch(
      { ...exploration, known: [{ ...baseOfExploration(text, file), file }] },
      run,
      1,
    );
    expect(again.found.map((one) => one.breaks)).not.toContain(breaks);
    expect(Object.keys(again.known).join()).toContain(`${breaks}, decided by`);
  });
});
