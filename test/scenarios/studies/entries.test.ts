/** Variants that drop or add an entry: what is left is judged like a written file, and messages keep the file's numbers and lines. */
import { describe, expect, test } from 'vitest';
import { ScenarioError } from '../../../scenarios/errors.js';
import { parseScenario, runScenario } from '../../../scenarios/index.js';
import { variantsOf } from '../../../scenarios/studies/variants.js';

const text = `title: Two pushes and a hook
horizon: 6h
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB }, { name: views, size: 1 GB }]
hooks: [{ hook: minimum-delay, duration: 30m }]
timeline:
  - { at: 1m, push: p1, store: profiles }
  - { at: 2m, push: p2, store: views }
  - { at: 3m, fault: region-outage, region: dc-1, for: 1h }
`;

function scenarioWith(...settings: string[]) {
  return parseScenario(text, 'two.yaml', { settings });
}

function refusal(...settings: string[]): string {
  try {
    scenarioWith(...settings);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return 'it was not refused';
}

const kinds = (...settings: string[]) =>
  scenarioWith(...settings).setup.timeline.map((entry) =>
    entry.kind === 'push' ? entry.push : entry.kind,
  );

describe('an entry', () => {
  test('is dropped by null, whatever else is dropped or changed', () => {
    expect(kinds()).toEqual(['p1', 'p2', 'fault']);
    expect(kinds('timeline.0=null')).toEqual(['p2', 'fault']);
    expect(kinds('timeline.0=null', 'timeline[push=p2]=null')).toEqual(['fault']);
    expect(kinds('timeline.0=null', 'timeline.1.push=p3')).toEqual(['p3', 'fault']);
    expect(kinds('timeline[push=p1]=null', 'stores[name=profiles]=null')).toEqual(['p2', 'fault']);
  });

  test('is added at the end, to a list that is there or not', () => {
    expect(kinds('timeline.+={ at: 4m, push: p3, store: views }')).toEqual([
      'p1',
      'p2',
      'fault',
      'p3',
    ]);
    const without = text.replace(/^hooks.*\n/m, '');
    const settings = ['hooks.+={ hook: minimum-delay, duration: 30m }'];
    expect(parseScenario(without, 'two.yaml', { settings }).setup).toEqual(scenarioWith().setup);
  });

  test('that is dropped has no part in the run: a hook, a fault', () => {
    const end = (...settings: string[]) => runScenario(scenarioWith(...settings)).digest;
    const without = parseScenario(text.replace(/^hooks.*\n/m, ''), 'two.yaml');
    expect(end('hooks.0=null')).toBe(runScenario(without).digest);
    expect(end('hooks.0=null')).not.toBe(end());
    expect(end('timeline.2=null')).not.toBe(end());
  });
});

describe('what cannot be dropped', () => {
  test('is refused with the place', () => {
    expect(refusal('timeline.9=null')).toContain('timeline has no entry 9');
    expect(refusal('ties=null')).toContain('there is no ties to take away');
    expect(refusal('timeline.0=null', 'timeline.0.at=2m')).toContain('has been taken away');
    expect(refusal('timeline.+=null')).toContain('timeline');
  });

  test('and problems of other entries keep the line and number of the file', () => {
    const wrong = text.replace('store: views }\n  - { at: 3m', 'store: vews }\n  - { at: 3m');
    const settings = ['timeline.0=null'];
    expect(() => parseScenario(wrong, 'two.yaml', { settings })).toThrow(/8:\d+.*timeline\[1\]/s);
  });
});

describe('an axis', () => {
  test('compares with and without an entry, and leaves the file as it is for as-is', () => {
    const axes = ['hooks.0=as-is,null', 'profile=as-is,as-built'];
    const variants = variantsOf({ option: '--variants', axes, where: [] }, {});
    expect(variants.map(({ overrides }) => overrides)).toEqual([
      {},
      { profile: 'as-built' },
      { settings: [{ path: 'hooks.0', value: null }] },
      { profile: 'as-built', settings: [{ path: 'hooks.0', value: null }] },
    ]);
    expect(variants.map(({ name }) => name)[2]).toBe('hooks.0=null, profile=as-is');
  });
});
