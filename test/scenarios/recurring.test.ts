/** Recurring entries of a timeline: which entries they stand for, and what is said of one that cannot be read. */
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario, ScenarioError } from '../../scenarios/index.js';

const head = [
  'title: t',
  'horizon: 24h',
  'regions: [dc-0, dc-1, eu-2]',
  'stores: [{ name: s1, size: 1 GB }, { name: s2, size: 1 GB }, { name: other, size: 1 GB }]',
];

function textOf(entry: string, ...more: string[]): string {
  return `${[...head, 'timeline:', `- ${entry}`, ...more.map((line) => `- ${line}`)].join('\n')}\n`;
}

/** The entries that the timeline holds, in order: minutes after the start, and what. */
function timeline(entry: string): string[] {
  const { setup } = parseScenario(textOf(entry), 'f.yaml');
  return setup.timeline.map((each) => {
    const minutes = (each.at - setup.start) / 60_000;
    if (each.kind === 'push') return `${minutes} push ${each.push} ${each.store}`;
    const name = each.kind === 'fault' ? each.fault : each.action;
    return `${minutes} ${name} ${JSON.stringify(each.values.region ?? each.values.regions)}`;
  });
}

function problems(entry: string): string[] {
  try {
    parseScenario(textOf(entry), 'f.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems.map(({ line, path, message }) => `${line} ${path}: ${message}`);
  }
}

describe('a recurring entry', () => {
  test.each([
    [
      "{ every: 6h, from: 1h, until: 14h, push: 'p-{store}-{n}', stores: ['s*'] }",
      [
        '60 push p-s1-1 s1',
        '60 push p-s2-1 s2',
        '420 push p-s1-2 s1',
        '420 push p-s2-2 s2',
        '780 push p-s1-3 s1',
        '780 push p-s2-3 s2',
      ],
    ],
    [
      "{ every: 8h, push: 'p{n}', store: other }",
      ['0 push p1 other', '480 push p2 other', '960 push p3 other'],
    ],
    [
      "{ every: 8h, times: 1, apart: 5m, push: '{store}', stores: ['*'] }",
      ['0 push s1 s1', '5 push s2 s2', '10 push other other'],
    ],
    [
      '{ every: 12h, from: 2h, fault: region-outage, regions: [dc-*], for: 10m }',
      [
        '120 region-outage "dc-0"',
        '120 region-outage "dc-1"',
        '840 region-outage "dc-0"',
        '840 region-outage "dc-1"',
      ],
    ],
    [
      '{ every: 1d, from: 1h, operator: mark-degraded, region: eu-2, timeout: 2h }',
      ['60 mark-degraded "eu-2"'],
    ],
    [
      '{ every: 1d, from: 1h, operator: roll-forward, store: s1, regions: [dc-?] }',
      ['60 roll-forward ["dc-0","dc-1"]'],
    ],
    [
      '{ every: 12h, at: 3h, fault: link-cut, from: dc-0, to: dc-1, for: 1h }',
      ['180 link-cut undefined', '900 link-cut undefined'],
    ],
  ])('%s', (entry, expected) => {
    expect(timeline(entry)).toEqual(expected);
  });

  test('is the same run as the entries that it stands for', () => {
    const recurring = textOf("{ every: 6h, push: '{store}-{n}', stores: [s*], until: 12h }");
    const [first, ...rest] = ['0h', '6h'].flatMap((at, round) =>
      ['s1', 's2'].map((store) => `{ at: ${at}, push: ${store}-${round + 1}, store: ${store} }`),
    );
    const written = textOf(first ?? '', ...rest);
    const digest = (text: string): string => runScenario(parseScenario(text, 'f.yaml')).digest;
    expect(digest(recurring)).toBe(digest(written));
  });

  test('matches the stores of a fleet, too', () => {
    const text = `title: t\nregions: [dc-0]\nfleet: { stores: 4, pushes: 0 }\ntimeline:\n- { every: 1d, times: 1, push: 'p-{store}', stores: ['*'] }\n`;
    expect(parseScenario(text, 'f.yaml').setup.timeline).toHaveLength(4);
  });

  test('may be changed from the command line like every other entry', () => {
    const text = textOf("{ every: 6h, push: 'p{n}', store: s1 }");
    const changed = parseScenario(text, 'f.yaml', { settings: ['timeline.0.every=12h'] });
    expect(changed.setup.timeline).toHaveLength(2);
  });

  test.each([
    [
      "{ every: soon, push: 'p{n}', store: s1 }",
      '6 timeline[0].every: "soon" is not a duration that can stand here',
    ],
    [
      "{ every: 0s, push: 'p{n}', store: s1 }",
      '6 timeline[0].every: "0s" is not a duration that can stand here',
    ],
    [
      "{ every: 1h, from: 30h, push: 'p{n}', store: s1 }",
      '6 timeline[0].every: its first round at 1d6h is not before its end at 1d',
    ],
    [
      "{ every: 1h, times: 0, push: 'p{n}', store: s1 }",
      '6 timeline[0].times: 0 is not a number of rounds',
    ],
    [
      "{ every: 1h, push: 'p{n}-{store}', stores: ['x*'] }",
      '6 timeline[0].stores: no store of this file matches "x*"',
    ],
    [
      '{ every: 1h, fault: region-outage, regions: [], for: 1m }',
      '6 timeline[0].regions: an empty list is not a list of regions',
    ],
    ['{ every: 1h, push: p, store: s1 }', '6 timeline[0].push: several of its pushes are called p'],
    [
      "{ every: 1ms, push: 'p{n}', store: s1 }",
      '6 timeline[0].every: it stands for 86400000 entries',
    ],
  ])('%s is refused where it stands', (entry, expected) => {
    expect(problems(entry)).toEqual([expected]);
  });

  test('with a wrong key is refused once, not once for each entry that it stands for', () => {
    const [only, ...others] = problems("{ every: 1h, push: 'p{n}', stor: s1, store: s1 }");
    expect(only).toContain('6 timeline[0].stor');
    expect(others).toEqual([]);
  });
});
