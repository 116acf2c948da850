/** Random outages: drawn from the seed of the run, never two at once in a region, marked and unmarked as the plan says. */
import { describe, expect, test } from 'vitest';
import { parseScenario, prepare, runScenario, ScenarioError } from '../../scenarios/index.js';

const day = 86_400_000;

function scenario(operator: string, regions = "'*'") {
  const text = [
    'title: t',
    'horizon: 365d',
    'regions: [dc-0, dc-1, eu-2]',
    'stores: [{ name: s, size: 1 GB }]',
    `outages: { region: ${regions}, every: { exponential: 30d }, lasts: { logNormal: { median: 2h, sigma: 1, max: 2d } }${operator} }`,
    '',
  ].join('\n');
  return parseScenario(text, 'f.yaml');
}

const marked = ', operator: { marksAfter: 30m, unmarksAfter: 1h }';

function entriesOf(seed: string, operator = marked, regions = "'*'") {
  const drawn = prepare(scenario(operator, regions), { seed }).scenario;
  return drawn.setup.timeline.flatMap((entry) => (entry.kind === 'push' ? [] : [entry]));
}

describe.each(['1', '2', 'a third'])('outages drawn from seed %s', (seed) => {
  const all = entriesOf(seed);
  const outages = all.flatMap((entry) => (entry.kind === 'fault' ? [entry] : []));
  const orders = all.flatMap((entry) => (entry.kind === 'operator' ? [entry] : []));

  test('come about as often as the plan says, in order of instant', () => {
    expect(outages.length).toBeGreaterThan(15);
    expect(outages.length).toBeLessThan(60);
    expect(all.map(({ at }) => at)).toEqual(
      all.map(({ at }) => at).toSorted((one, other) => one - other),
    );
  });

  test('never overlap in one region', () => {
    for (const name of ['dc-0', 'dc-1', 'eu-2']) {
      const own = outages.filter(({ values }) => values.region === name);
      for (const [index, { at }] of own.entries()) {
        const before = own[index - 1];
        if (before !== undefined) expect(at).toBeGreaterThan(before.at + (before.lasts ?? 0));
      }
    }
  });

  test('are marked half an hour after they began if they last longer, and unmarked an hour after their end', () => {
    const long = outages.filter(({ lasts = 0 }) => lasts > 30 * 60_000);
    const expected = long.flatMap(({ at, lasts = 0 }) => [
      at + 30 * 60_000,
      at + lasts + 60 * 60_000,
    ]);
    expect(orders.map(({ at }) => at)).toEqual(expected.toSorted((one, other) => one - other));
  });
});

describe('random outages', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(entriesOf('7')).toEqual(entriesOf('7'));
    expect(entriesOf('7')).not.toEqual(entriesOf('8'));
  });

  test('hit only the regions that the plan names', () => {
    const hit = new Set(entriesOf('7', marked, '[dc-*]').map(({ values }) => values.region));
    expect([...hit].toSorted()).toEqual(['dc-0', 'dc-1']);
  });

  test('without an operator are not marked', () => {
    expect(entriesOf('7', '').every(({ kind }) => kind === 'fault')).toBe(true);
  });

  test('belong to the run that is reported', () => {
    const run = runScenario({ ...scenario(marked), horizon: 60 * day }, { seed: '3' });
    const began = run.facts.filter(({ fact }) => fact.kind === 'fault-began').length;
    expect(began).toBeGreaterThan(0);
    expect(
      run.lanes.flatMap(({ bands }) => bands).filter(({ kind }) => kind === 'outage'),
    ).toHaveLength(began);
  });

  test('of a region that the file does not have are refused with its names', () => {
    expect(() => scenario('', '[dc-9]')).toThrow(ScenarioError);
    expect(() => scenario('', '[dc-9]')).toThrow(
      /outages\.region: no region of this file matches "dc-9"/,
    );
  });
});
