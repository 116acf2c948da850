/** What a reader must not misread: the verdict, the totals under it, what comes first, and what still waits. Each test runs a scenario. */
import { describe, expect, test } from 'vitest';
import { exitStatus } from '../../cli/exit-status.js';
import { countsLine } from '../../cli/several-runs.js';
import { reportNamed, reports } from '../../reports/index.js';
import { renderSummary } from '../../reports/text/summary-text.js';
import { parseScenario, type Run, runScenario } from '../../scenarios/index.js';

const plain = (text: string): string => text;
const paint = { good: plain, bad: plain, warn: plain, strong: plain, faint: plain };
/** Colours by name, to see what is shown as good. */
const tagged = { ...paint, good: (text: string) => `<good>${text}</good>` };

function run(...lines: string[]): Run {
  const text = ['regions: [na, eu, ap]', ...lines].join('\n');
  return runScenario(parseScenario(`title: A run\n${text}\n`, 'run.yaml'));
}

function summary(finished: Run, width = 200): string {
  return renderSummary(finished, { width, paint, replayWith: '' });
}

const store = 'stores: [{ name: a, size: 4 GB, sourceFabric: na }]';
const onePush = 'timeline: [{ at: 0s, push: a1, store: a }]';
const bad = 'defect: { kind: incomplete-data, severity: 0.4, showsAfter: 5m }';

describe('a run of which nothing is expected', () => {
  test('has a neutral verdict that is not shown as good', () => {
    const text = renderSummary(run(store, onePush), { width: 80, paint: tagged, replayWith: '' });
    expect(text.split('\n')[0]).toBe('COMPLETED, nothing expected  A run');
  });

  test('keeps the words of its verdict in JSON, with the number of expectations', () => {
    const { verdict, expected } = run(store, onePush).summary;
    expect([verdict, expected]).toEqual(['passed', 0]);
  });

  test('is not counted among those that passed', () => {
    const { passed, expectationMissed } = exitStatus;
    expect(countsLine([passed, expectationMissed, passed, passed], 2)).toBe(
      '4 scenarios: 1 missed an expectation, 1 passed, 2 completed with nothing expected',
    );
  });

  test('passes as soon as something is expected', () => {
    const judged = run(store, onePush, 'expect: [{ push: a1, ends: succeeded }]');
    expect(summary(judged)).toMatch(/^PASSED {2}A run\n {2}the one expectation held\n/);
  });
});

describe('the totals', () => {
  const manyPushes = (profile: string): Run =>
    run(
      `venice: { profile: ${profile} }`,
      `stores: [${[0, 1, 2, 3].map((name) => `{ name: s${name}, size: 1 GB, sourceFabric: na }`).join(', ')}]`,
      'timeline:',
      '- { at: 30m, fault: region-outage, region: eu, for: 3h }',
      ...Array.from(
        { length: 24 },
        (_, number) => `- { at: ${number * 15}m, push: p${number}, store: s${number % 4} }`,
      ),
    );

  test.each(['as-designed', 'as-built'])(
    '%s: name the pushes that failed first, and list them before those that succeeded',
    (profile) => {
      const finished = manyPushes(profile);
      const { failed, refused, succeeded, all } = finished.summary.totals.pushes;
      expect(failed).toBeGreaterThan(3);
      expect(failed + refused + succeeded).toBe(all);
      const text = summary(finished);
      expect(text).toContain(`  24 pushes: ${failed} failed`);
      const [failures, successes] = [`\n  ${failed} failed`, `\n  ${succeeded} succeeded`];
      expect(text.indexOf(failures)).toBeGreaterThan(0);
      expect(text.indexOf(successes)).toBeGreaterThan(text.indexOf(failures));
    },
  );

  test('give the reasons of failures with counts within the first screen', () => {
    const screen = renderSummary(manyPushes('as-designed'), { width: 80, paint, replayWith: '' })
      .split('\n')
      .slice(0, 24)
      .join('\n');
    expect(screen).toMatch(
      /\d+ failed: the push status has been UNKNOWN for 30 min: eu is\s+UNKNOWN/,
    );
  });

  test('group pushes whose reasons differ only in names, among thousands of names', () => {
    const names = Array.from({ length: 3_000 }, (_, number) => `store-${number}`);
    const finished = run(
      `stores: [${names.map((name) => `{ name: ${name}, size: 1 MB, partitions: 1, sourceFabric: na }`).join(', ')}]`,
      'horizon: 30m',
      'timeline:',
      '- { at: 0s, operator: mark-degraded, region: eu }',
      ...Array.from(
        { length: 40 },
        (_, number) =>
          `- { at: ${number + 10}s, push: p${number}, store: store-${number}, mode: incremental }`,
      ),
    );
    expect(summary(finished)).toMatch(
      /\n {2}40 refused: no incremental push to … while eu is degraded/,
    );
  });

  test('count hours of stale data by region, however many stores are stale', () => {
    const { counted } = manyPushes('as-designed').summary.totals;
    expect(counted?.staleRegionHours).toBeGreaterThan(2.5);
    expect(counted?.staleRegionHours).toBeLessThan(4);
  });

  test('name a bad version with regions, time and share of reads', () => {
    const finished = run(
      store,
      `timeline: [{ at: 0s, push: a1, store: a }, { at: 4h, push: a2, store: a, ${bad} }, { at: 8h, push: a3, store: a }]`,
    );
    expect(summary(finished)).toMatch(
      /bad versions served: a2 \(v3 of a\) in 3 regions for 7\d\d region-minutes, up to 100 % of all reads/,
    );
  });

  test('say nothing of bad versions that no region served', () => {
    const gate = 'hooks: [{ hook: scripted, point: preStoreVersionSwap, answers: [ROLLBACK] }]';
    const finished = run(store, gate, `timeline: [{ at: 0s, push: a1, store: a, ${bad} }]`);
    expect(finished.summary.totals.counted?.badVersions).toEqual([]);
    expect(summary(finished)).not.toContain('bad versions');
  });

  test.each([
    ['throws', /3 hook calls threw/],
    ['hangs', /3 hook calls timed out/],
  ])('count hook calls that end in %s, and show them in what happened', (answer, words) => {
    const finished = run(
      store,
      `hooks: [{ hook: scripted, point: preStoreVersionSwap, answers: [${answer}] }]`,
      onePush,
    );
    const text = summary(finished);
    expect(text).toMatch(words);
    expect(
      text.match(/hook scripted says PROCEED at preStoreVersionSwap for (?:na|eu|ap)/g),
    ).toHaveLength(3);
  });

  test('stand in every report that has a head', () => {
    const finished = manyPushes('as-designed');
    for (const name of ['summary', 'html', 'junit', 'markdown'])
      expect(reportNamed(name)?.render(finished), name).toMatch(/24 pushes: \d+ failed/);
    expect(JSON.parse(reportNamed('json')?.render(finished) ?? '').totals.pushes.all).toBe(24);
    expect(reports.map(({ name }) => name)).toContain('markdown');
  });
});

describe('a run that does not settle', () => {
  const waiting = run(
    'horizon: 20h',
    store,
    'hooks: [{ hook: scripted, point: preStoreVersionSwap, answers: [WAIT] }]',
    onePush,
  );

  test('says which hook holds what back, how often it has answered, and since when', () => {
    expect(summary(waiting).split('\n')[1]).toMatch(
      /^ {2}hook scripted has answered WAIT 1\d\d\d times at preStoreVersionSwap for (?:na|eu|ap) \(a v2\), since 00:01:00\.\d+/,
    );
  });

  test('lists everything that waits', () => {
    const text = summary(waiting);
    const block = text.slice(text.indexOf('Still waiting at the end'), text.indexOf('Pushes'));
    for (const region of ['na', 'eu', 'ap']) expect(block).toContain(` for ${region} `);
    expect(block).toContain('push a1 has run since 00:00:00.000');
  });

  test('names the regions that a running push waits for', () => {
    const finished = run(
      'horizon: 20m',
      store,
      'timeline: [{ at: 0s, fault: region-outage, region: eu, for: 2h }, { at: 1m, push: a1, store: a }]',
    );
    expect(summary(finished)).toMatch(/push a1 has run since 00:01:00\.000/);
  });
});

describe('what happened', () => {
  test('always shows faults and operator actions, and folds what went well', () => {
    const finished = run(
      store,
      'timeline:',
      ...Array.from(
        { length: 20 },
        (_, number) => `- { at: ${number}h, push: p${number}, store: a }`,
      ),
      '- { at: 9h30m, fault: region-outage, region: eu, for: 10m }',
      '- { at: 9h31m, operator: mark-degraded, region: eu, timeout: 3h }',
      '- { at: 9h50m, operator: unmark-degraded, region: eu }',
    );
    const text = summary(finished);
    for (const words of ['region-outage (eu) begins', 'marks eu as degraded', 'unmarks eu'])
      expect(text).toContain(words);
    expect(text).toMatch(/… \d+ version statuses, \d+ pushes succeeded, until/);
    expect(text).toContain('every line: --report narrative');
  });
});

describe('the time of a recovery', () => {
  test('runs from the first unmark to the last confirmation, beside the number and the longest', () => {
    const finished = run(
      'links: [{ from: na, to: eu, capacity: 20 MB/s }]',
      'stores:',
      ...[0, 1, 2, 3].map((name) => `- { name: s${name}, size: 20 GB, sourceFabric: na }`),
      'timeline:',
      '- { at: 0s, fault: region-outage, region: eu, for: 3h }',
      '- { at: 1m, operator: mark-degraded, region: eu, timeout: 9h }',
      ...[0, 1, 2, 3].map((name) => `- { at: ${10 + name}m, push: p${name}, store: s${name} }`),
      '- { at: 3h10m, operator: unmark-degraded, region: eu }',
    );
    const value = (name: string): number =>
      finished.summary.metrics.find((metric) => metric.name === name)?.value ?? 0;
    const healed = finished.facts.findLast(({ fact }) => fact.kind === 'recovery-phase-changed');
    const unmarked = finished.scenario.setup.start + 190 * 60_000;
    expect(value('outcome.recovery_complete_ms')).toBeGreaterThan(3_600_000);
    expect(
      Math.abs(unmarked + value('outcome.recovery_complete_ms') - (healed?.at ?? 0)),
    ).toBeLessThan(1_000);
    expect(value('outcome.recoveries')).toBeGreaterThanOrEqual(1);
    expect(value('outcome.recovery_longest_ms')).toBeLessThanOrEqual(
      value('outcome.recovery_complete_ms'),
    );
  });
});
