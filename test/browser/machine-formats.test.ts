/**
 * Every machine format is read back by a third-party parser, for an ordinary run, for a
 * hook rollback, and for runs whose names are hostile; what was written must come back.
 */
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { JSDOM } from 'jsdom';
import parsePrometheus from 'parse-prometheus-text-format';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { junitReport } from '../../reports/data/junit.js';
import { renderOpenMetrics } from '../../reports/data/openmetrics.js';
import { defaultChoice, filesOf, reportNamed, reports } from '../../reports/index.js';
import { renderMermaid } from '../../reports/messages/mermaid.js';
import { renderTrace } from '../../reports/trace/chrome-trace.js';
import type { Run } from '../../scenarios/index.js';
import { propertyRuns, propertySeed } from '../support/seed.js';
import { hostileNames, ordinaryRun, renamedRun } from './hostile-run.js';

const library = [
  'scenarios/library/degraded/skipped-then-healed.yaml',
  'scenarios/library/hooks/rolled-back-after-the-first-region.yaml',
  'scenarios/library/degraded/ghost-version.yaml',
  'scenarios/library/degraded/incremental-push-is-refused.yaml',
];
const ordinary = library.map(ordinaryRun);
const hostile = hostileNames.map((name, index) => {
  const other = hostileNames[(index + 5) % hostileNames.length] ?? '';
  return renamedRun([name, other, hostileNames[(index + 9) % hostileNames.length] ?? '']);
});
const runs: readonly (readonly [string, Run])[] = [
  ...ordinary.map((run) => [run.scenario.file, run] as const),
  ...hostile.map((run) => [JSON.stringify(run.scenario.title), run] as const),
];

describe('every report', () => {
  test.each(reports.map((report) => [report.name, report] as const))(
    '%s takes hostile names, twice the same, ending in a line feed, one file for one name',
    (_name, report) => {
      const first = hostile[0] as Run;
      expect(filesOf(report, first, defaultChoice)).toEqual(filesOf(report, first, defaultChoice));
      for (const run of hostile) {
        const files = filesOf(report, run, defaultChoice);
        for (const { text } of files) expect(text).toMatch(/\n$/);
        expect(new Set(files.map(({ extension }) => extension)).size).toBe(files.length);
      }
    },
  );

  test.each(['summary', 'narrative', 'messages', 'mermaid'])(
    'text that shows %s cannot control a terminal: no control characters, no marks that turn text around',
    (name) => {
      const check = (run: Run): void => {
        const text = reportNamed(name)?.render(run) ?? '';
        expect(text.replaceAll('\n', '')).not.toMatch(
          /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
        );
      };
      hostile.forEach(check);
      const text = fc.string({ unit: 'binary', maxLength: 40 });
      fc.assert(
        fc.property(text, text, text, (...names) => check(renamedRun(names))),
        { seed: propertySeed, numRuns: Math.min(Math.ceil(propertyRuns / 5), 40) },
      );
    },
  );

  test('a name of several lines adds no line to the narrative', () => {
    const lines = (run: Run): number => run.narrative.length + run.expectations.length;
    for (const run of hostile) {
      const text = reportNamed('narrative')?.render(run) ?? '';
      expect(text.split('\n').length).toBe(lines(run) + 3 + 2 + 2 + 1);
    }
  });
});

describe('CSV', () => {
  test.each(runs)('%s: tables come back cell for cell, and no cell is a formula', (_name, run) => {
    for (const { extension, text } of filesOf(reportNamed('csv')!, run, defaultChoice)) {
      const [head = [], ...rows] = parseCsv(text, { relax_column_count: false }) as string[][];
      expect(head.length, extension).toBeGreaterThan(2);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+@＝＋－＠]|^\s*-\D/);
    }
  });

  test('every fact is a row with its region, store, version and push', () => {
    const [run] = ordinary;
    const text = reportNamed('csv')?.render(run!) ?? '';
    const rows = parseCsv(text, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(run!.facts.length);
    const swap = rows.find(({ kind, region }) => kind === 'version-swapped' && region === 'dc-0');
    expect(swap).toMatchObject({ store: 'profiles', version: '2', push: 'p1', rule: 'VS-4' });
    expect(Number(swap?.at_ms) - Number(swap?.elapsed_ms)).toBe(run!.scenario.setup.start);
  });

  test('texts come back as they were, behind an apostrophe when they could be formulas', () => {
    const run = renamedRun([`=cmd|' /C calc'!A0`, 'a "b", c\nd', '\n=1']);
    const files = filesOf(reportNamed('csv')!, run, defaultChoice);
    const table = (name: string): Record<string, string>[] =>
      parseCsv(files.find(({ extension }) => extension === name)?.text ?? '', { columns: true });
    expect(table('intervals.csv').map(({ region }) => region)).toContain(`'=cmd|' /C calc'!A0`);
    expect(table('pushes.csv')[0]).toMatchObject({ push: `'\n=1`, store: 'a "b", c\nd' });
  });
});

describe('JUnit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: listed,
  });

  test.each(runs)(
    '%s: is well-formed, and has the parts of the public schema in order',
    (_name, run) => {
      const text = junitReport.render(run);
      expect(XMLValidator.validate(text)).toBe(true);
      const { testsuites } = parser.parse(text);
      const [suite] = testsuites.testsuite;
      for (const name of ['name', 'timestamp', 'hostname', 'tests', 'failures', 'errors', 'time'])
        expect(suite, name).toHaveProperty(name);
      expect(suite.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
      const order = Object.keys(suite).filter((key) =>
        ['properties', 'testcase', 'system-out', 'system-err'].includes(key),
      );
      expect(order).toEqual(['properties', 'testcase', 'system-out', 'system-err']);
      expect(suite.testcase).toHaveLength(Number(suite.tests));
      const failed = suite.testcase.filter((one: object) => 'failure' in one);
      expect(failed).toHaveLength(Number(suite.failures));
      expect(Number(suite.failures) > 0).toBe(run.verdict !== 'passed');
    },
  );

  test('one file holds several scenarios, with their sums and what could not be run', () => {
    const { gather } = junitReport;
    const parts = ordinary.map((run) => gather!.part(run));
    const text = gather!.join([...parts, gather!.partOfProblem('x".yaml', '1:2: <odd>')]);
    const { testsuites } = parser.parse(text);
    expect(testsuites.testsuite).toHaveLength(library.length + 1);
    expect(Number(testsuites.errors)).toBe(1);
    const tests = testsuites.testsuite.map((suite: { tests: string }) => Number(suite.tests));
    expect(Number(testsuites.tests)).toBe(
      tests.reduce((sum: number, each: number) => sum + each, 0),
    );
  });

  test('a missed expectation and an unannounced violation are failures', () => {
    const [run] = ordinary;
    const expectations = [{ text: 'it rains', held: false, found: 'sun' }];
    const violations = [{ invariant: 'no-ghost-version', atMs: 0, message: 'a ghost' }];
    const text = junitReport.render({ ...run!, expectations, violations });
    const [suite] = parser.parse(text).testsuites.testsuite;
    expect(suite.failures).toBe('2');
    expect(JSON.stringify(suite)).toContain('found: sun');
    const announced = { ...run!.scenario, violates: ['no-ghost-version'] };
    expect(junitReport.render({ ...run!, scenario: announced, violations })).not.toContain(
      '<failure',
    );
  });
});

function listed(name: string): boolean {
  return name === 'testsuite' || name === 'testcase';
}

describe('OpenMetrics', () => {
  test.each(runs)('%s: families and samples come back', (_name, run) => {
    const text = renderOpenMetrics(run);
    expect(text).toMatch(/\n# EOF\n$/);
    const families = parsePrometheus(text);
    const passed = families.find(({ name }) => name === 'pushsim_passed');
    expect(passed?.metrics[0]?.value).toBe(run.verdict === 'passed' ? '1' : '0');
    const title = passed?.metrics[0]?.labels?.scenario ?? '';
    if (!/[\\\n\ud800-\udfff]/.test(run.scenario.title)) expect(title).toBe(run.scenario.title);
  });

  test.each(runs)('%s: keeps the rules of the format', (_name, run) => {
    expect(openMetricsProblems(renderOpenMetrics(run))).toEqual([]);
  });

  test('the names of the design are written with underscores, counters with _total', () => {
    const [run] = ordinary;
    const metrics = [
      { name: 'degraded_mode.push.auto_converted_count', labels: { store: 's' }, value: 2 },
      { name: 'degraded_mode.dc.duration_minutes', labels: { region: 'dc-1' }, value: 90 },
      { name: 'made.up', labels: { 'odd-label': 'a"b\\c\nd' }, value: 1.5 },
    ];
    const text = renderOpenMetrics({ ...run!, summary: { ...run!.summary, metrics } });
    expect(openMetricsProblems(text)).toEqual([]);
    expect(text).toMatch(/^degraded_mode_push_auto_converted_count_total\{.*store="s"} 2$/m);
    expect(text).toContain('# UNIT degraded_mode_dc_duration_minutes minutes\n');
    expect(text).toMatch(/^made_up\{.*odd_label="a\\"b\\\\c\\nd"} 1\.5$/m);
  });
});

/** What the text of OpenMetrics 1.0 demands, checked line by line. */
function openMetricsProblems(text: string): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const series = new Set<string>();
  let family = { name: '', type: '' };
  for (const line of text.split('\n').slice(0, -2)) {
    const about = /^# (TYPE|UNIT|HELP) ([a-zA-Z_:][\w:]*) (.*)$/.exec(line);
    if (about?.[1] === 'TYPE') {
      if (seen.has(about[2] ?? '')) problems.push(`twice: ${line}`);
      seen.add(about[2] ?? '');
      family = { name: about[2] ?? '', type: about[3] ?? '' };
    } else if (about?.[1] === 'UNIT') {
      if (!family.name.endsWith(`_${about[3]}`)) problems.push(`unit is no suffix: ${line}`);
    } else if (about === null) {
      const sample =
        /^([a-zA-Z_:][\w:]*)\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*)\} (\S+)$/.exec(line);
      const suffix = { counter: '_total', info: '_info' }[family.type] ?? '';
      if (sample?.[1] !== `${family.name}${suffix}`) problems.push(`not of its family: ${line}`);
      if (series.has(`${sample?.[1]} ${sample?.[2]}`)) problems.push(`twice: ${line}`);
      series.add(`${sample?.[1]} ${sample?.[2]}`);
    }
  }
  return text.endsWith('\n# EOF\n') ? problems : [...problems, 'no end'];
}

/** The trace event format as its public document describes the phases that we use. */
const place = { pid: z.int(), tid: z.int(), ts: z.number().min(0), name: z.string() };
const traceEvent = z.discriminatedUnion('ph', [
  z.object({
    ph: z.literal('M'),
    ...place,
    args: z.record(z.string(), z.union([z.string(), z.int()])),
  }),
  z.object({ ph: z.literal('X'), ...place, cat: z.string(), dur: z.number().positive() }),
  z.object({ ph: z.literal('i'), ...place, cat: z.string(), s: z.enum(['t', 'p', 'g']) }),
  z.object({ ph: z.enum(['b', 'e']), ...place, cat: z.string(), id: z.string() }),
  z.object({ ph: z.enum(['s', 'f']), ...place, cat: z.string(), id: z.string() }),
]);
const traceFile = z.object({
  displayTimeUnit: z.enum(['ms', 'ns']),
  traceEvents: z.array(traceEvent),
});

describe('the trace event file', () => {
  test.each(runs)('%s: keeps the documented schema; spans and flows are closed', (_name, run) => {
    const { traceEvents } = traceFile.parse(JSON.parse(renderTrace(run)));
    const ids = (phase: string): string[] =>
      traceEvents
        .flatMap((event) => (event.ph === phase && 'id' in event ? [event.id] : []))
        .sort();
    expect(ids('b')).toEqual(ids('e'));
    expect(ids('s')).toEqual(ids('f'));
    const named = new Set(
      traceEvents.flatMap((e) => (e.name === 'thread_name' ? [`${e.pid} ${e.tid}`] : [])),
    );
    for (const { pid, tid } of traceEvents) expect(named).toContain(`${pid} ${tid}`);
  });

  test('every flow begins and ends in a slice, at the instant of the message', () => {
    const { traceEvents } = traceFile.parse(JSON.parse(renderTrace(ordinary[0]!)));
    const at = ({ pid, tid, ts }: { pid: number; tid: number; ts: number }): string =>
      `${pid} ${tid} ${ts}`;
    const slices = new Set(traceEvents.filter(({ ph }) => ph === 'X').map(at));
    const flows = traceEvents.filter(({ ph }) => ph === 's' || ph === 'f');
    expect(flows.length).toBeGreaterThan(4);
    for (const flow of flows) expect(slices).toContain(at(flow));
  });

  test('regions are processes, and the push is a span from its start to its end', () => {
    const { traceEvents } = JSON.parse(renderTrace(ordinary[0]!));
    const names = traceEvents.filter(({ name }: { name: string }) => name === 'process_name');
    const processes = names.map(({ args }: { args: { name: string } }) => args.name);
    expect(processes).toEqual(
      expect.arrayContaining(['region dc-0', 'region dc-1', 'region dc-2']),
    );
    const [push] = ordinary[0]!.summary.pushes;
    const ends = traceEvents.filter(({ cat }: { cat: string }) => cat === 'push');
    expect(ends.map(({ ts }: { ts: number }) => ts)).toEqual(
      [push!.startedMs, push!.endedMs!].map(
        (at) => (at - ordinary[0]!.scenario.setup.start) * 1_000,
      ),
    );
  });
});

describe('Mermaid', () => {
  let mermaid: typeof import('mermaid').default;
  beforeAll(async () => {
    const { window } = new JSDOM('');
    Object.assign(globalThis, { window, document: window.document });
    mermaid = (await import('mermaid')).default;
  });

  test.each(runs)('%s: mermaid reads the diagram', async (_name, run) => {
    expect((await mermaid.parse(renderMermaid(run))).diagramType).toBe('sequence');
  });

  test('shows sender, receiver and message, and faults as notes', () => {
    const text = renderMermaid(ordinary[0]!, { ...defaultChoice, push: 'p1' });
    expect(text).toMatch(/a1->>a2: 00:05:00\.000 asks for a new version of profiles\n/);
    expect(text).toMatch(/Note over a0,a5: .*FAULT region-outage \(dc-1\) begins\n/);
    expect(text).toMatch(/a2->>a4: .*AddVersion v2, 1h55m on the way\n/);
  });

  test('any names at all make a diagram that mermaid reads', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (...names) => {
        await mermaid.parse(renderMermaid(renamedRun(names)));
      }),
      { seed: propertySeed, numRuns: Math.min(Math.ceil(propertyRuns / 5), 40) },
    );
  });

  test('a long conversation is shortened to what mermaid takes', async () => {
    const [run] = ordinary;
    const facts = Array.from({ length: 300 }, () => run!.facts).flat();
    const text = renderMermaid({ ...run!, facts });
    expect(text.length).toBeLessThan(50_000);
    expect(text).toContain('more steps are left out');
    await mermaid.parse(text);
  });
});
