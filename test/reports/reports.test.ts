/** Every report on one hand-made run: what a reader sees, and what a program may rely on. */
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../reports/data/json.js';
import { reportNamed, reports } from '../../reports/index.js';
import { noColors } from '../../reports/report.js';
import {
  axis,
  bandStrip,
  columnOf,
  scaleOf,
  servesStrip,
  storesOf,
} from '../../reports/text/lanes.js';
import { renderNarrative } from '../../reports/text/narrative.js';
import { replayCommand, shellWord } from '../../reports/text/replay-line.js';
import { renderSummary } from '../../reports/text/summary-text.js';
import { line, sampleRun } from './sample-run.js';

const style = { width: 80, paint: noColors, replayWith: '' };

describe('all reports', () => {
  test.each(reports.map(({ name }) => name))(
    '%s gives the same text for the same run, ending in a line feed',
    (name) => {
      const report = reportNamed(name);
      const text = report?.render(sampleRun()) ?? '';
      expect(text).toBe(report?.render(sampleRun()));
      expect(text).toMatch(/[^\n]\n$/);
    },
  );

  test('names and extensions are each used once', () => {
    expect(new Set(reports.map(({ name }) => name)).size).toBe(reports.length);
    expect(new Set(reports.map(({ extension }) => extension)).size).toBe(reports.length);
    expect(reportNamed('nothing')).toBeUndefined();
  });
});

describe('the narrative', () => {
  test('writes one line per fact: instant, actor, text and rule', () => {
    expect(renderNarrative(sampleRun())).toBe(`A degraded region is skipped, then healed
seed 7
venice as-designed, policy C, min-healthy off

00:00:00.000  dc-1      is lost
00:05:01.016  parent    turned push p1 into a targeted push to dc-0, dc-2         [DM-2]
00:05:00.000  dc-1      skipped v2 of profiles                                    [DM-3]
00:40:00.000  dc-0      replica 3 of partition 2 is ready

end      02:10:00.000  settled: nothing is left to do
held     push p1 ends succeeded
held     at the end profiles v2 is ONLINE
held     at the end dc-1 serves profiles v2
verdict  PASSED: all 3 expectations held
`);
  });

  test('says what was missed and what broke', () => {
    const text = renderNarrative(
      sampleRun({
        verdict: 'invariant-violated',
        missed: ['push p1 ends succeeded'],
        violations: ['dc-1 created v2'],
      }),
    );
    expect(text).toContain('missed   push p1 ends succeeded; found: something else\n');
    expect(text).toContain('violated 00:05:02.797  no-ghost-version: dc-1 created v2\n');
    expect(text).toMatch(/verdict {2}INVARIANT VIOLATED: no-ghost-version: dc-1 created v2\n$/);
  });

  test('a text of several lines stays on one', () => {
    expect(renderNarrative(sampleRun({ narrative: [line(1, 'parent', 'a\nb')] }))).toContain(
      'parent    a b\n',
    );
  });
});

describe('json and ndjson', () => {
  test('one run is a document, several are an array', () => {
    const run = sampleRun();
    expect(JSON.parse(renderJson([run]))).toEqual(JSON.parse(JSON.stringify(run.summary)));
    expect(JSON.parse(renderJson([run, run]))).toHaveLength(2);
    expect(JSON.parse(renderJson([]))).toEqual([]);
  });

  test('the document has the documented keys', () => {
    const document = JSON.parse(renderJson([sampleRun()]));
    expect(Object.keys(document).sort()).toEqual(
      [
        ...[
          'scenario',
          'file',
          'seed',
          'venice',
          'verdict',
          'end',
          'events',
          'digest',
          'pushes',
          'stores',
        ],
        ...['degradedRegions', 'recoveries', 'violations', 'expectations', 'metrics'],
        ...['expected', 'totals'],
      ].sort(),
    );
  });

  test('ndjson has a line per fact and the summary last', () => {
    const lines = (reportNamed('ndjson')?.render(sampleRun()) ?? '').trimEnd().split('\n');
    const values = lines.map((each) => JSON.parse(each));
    expect(values.map(({ type }) => type)).toEqual(['fact', 'fact', 'fact', 'fact', 'summary']);
    expect(values[1]).toMatchObject({ where: 'parent', rule: 'DM-2', important: true });
    expect(values[4]).toMatchObject({ verdict: 'passed', digest: '0123456789abcdef' });
  });
});

describe('the summary', () => {
  test('begins with the verdict and why, and ends with the replay', () => {
    const lines = renderSummary(sampleRun(), style).trimEnd().split('\n');
    expect(lines[0]).toBe('PASSED  A degraded region is skipped, then healed');
    expect(lines[1]).toBe('  all 3 expectations held');
    expect(lines.at(-1)).toBe("replay: pushsim run 'library/my scenario.yaml' --seed 7");
  });

  test('says in one sentence why a run did not pass', () => {
    const missed = sampleRun({ verdict: 'expectation-missed', missed: ['push p1 ends succeeded'] });
    expect(renderSummary(missed, style)).toContain(
      'EXPECTATION MISSED  A degraded region is skipped, then healed\n' +
        '  expected: push p1 ends succeeded; found: something else\n',
    );
    const violated = sampleRun({ verdict: 'invariant-violated', violations: ['a', 'b'] });
    expect(renderSummary(violated, style)).toContain(
      '  no-ghost-version: a (and 1 more violation)\n',
    );
    const unsettled = sampleRun({ verdict: 'unsettled' });
    expect(renderSummary(unsettled, style)).toMatch(
      /^DID NOT SETTLE .*\n {2}nothing is left to do\n/,
    );
  });

  test('shows each push with its outcome, reason and times', () => {
    const text = renderSummary(sampleRun(), style);
    expect(text).toContain(
      '  p1  profiles v2  succeeded  00:05:00.000 to 00:11:20.083, took 6m20s\n' +
        '      every region but dc-1 serves it\n',
    );
    expect(text).toContain('  p2  profiles  running  started 00:06:00.000, still running\n');
  });

  test('missed expectations come first, with what was expected and found', () => {
    const run = sampleRun({
      verdict: 'expectation-missed',
      missed: ['at the end profiles v2 is ONLINE'],
    });
    expect(renderSummary(run, style)).toContain(
      'Expectations\n  MISSED  expected: at the end profiles v2 is ONLINE\n' +
        '          found:    something else\n  held ',
    );
  });

  test('keeps within the width of the terminal where it can', () => {
    for (const width of [60, 80, 120]) {
      const strips = renderSummary(sampleRun(), { ...style, width })
        .split('\n')
        .filter((each) => /^ {4}profiles/.test(each));
      expect(strips).toHaveLength(3);
      for (const strip of strips) expect(strip.length).toBeLessThanOrEqual(width);
    }
  });

  test('of many important lines of one kind the first are shown and the rest counted', () => {
    const narrative = Array.from({ length: 50 }, (_, index) =>
      line(index, 'dc-0', `fact ${index}.`),
    );
    const text = renderSummary(sampleRun({ narrative }), style);
    expect(text).toContain('fact 3.');
    expect(text).not.toContain('fact 4.');
    expect(text).toContain('  00:04:00.000  … 46 more told, until 00:49:00.000\n');
    expect(text).toContain('every line: --report narrative');
  });

  test('a run of two hundred thousand lines is narrated and summarized', () => {
    const narrative = Array.from({ length: 200_000 }, () => line(1, 'dc-0', 'again'));
    const run = sampleRun({ narrative });
    expect(renderNarrative(run).length).toBeGreaterThan(4_000_000);
    expect(renderSummary(run, style)).toContain('199996 more told');
  });

  test('unimportant lines are left to the narrative', () => {
    expect(renderSummary(sampleRun(), style)).not.toContain('replica 3 of partition 2');
  });

  test('colors change the emphasis and not the text', () => {
    const loud = (text: string): string => `\u001b[1m${text}\u001b[0m`;
    const paint = { good: loud, bad: loud, warn: loud, strong: loud, faint: loud };
    const painted = renderSummary(sampleRun(), { ...style, paint });
    expect(painted).toContain('\u001b[1mPASSED\u001b[0m');
    expect(painted.replaceAll('\u001b[1m', '').replaceAll('\u001b[0m', '')).toBe(
      renderSummary(sampleRun(), style),
    );
  });

  test('the replay repeats the options of the run', () => {
    expect(replayCommand(sampleRun(), '--venice as-built')).toBe(
      "pushsim run 'library/my scenario.yaml' --seed 7 --venice as-built",
    );
    expect(shellWord("it's")).toBe(`'it'\\''s'`);
    expect(shellWord('a/b-c.yaml')).toBe('a/b-c.yaml');
  });
});

describe('lanes', () => {
  const run = sampleRun();
  const scale = scaleOf(run, 10);
  const dc1 = run.lanes[1]!;

  test('columns follow time, and the ends of a run are its edges', () => {
    expect(columnOf(scale.fromMs, scale)).toBe(0);
    expect(columnOf((scale.fromMs + scale.toMs) / 2, scale)).toBe(5);
    expect(columnOf(scale.toMs + 1, scale)).toBe(10);
    expect(columnOf(scale.fromMs - 1, scale)).toBe(0);
  });

  test('a version begins with its number, and nothing served is dots', () => {
    expect(servesStrip(dc1.serves, scale)).toBe('1----2----');
    const late = {
      store: 's',
      version: 12,
      fromMs: scale.fromMs + (scale.toMs - scale.fromMs) / 2,
      toMs: scale.toMs,
    };
    expect(servesStrip([late], scale)).toBe('.....12---');
    expect(servesStrip([{ ...late, version: 0 }], scale)).toBe('..........');
  });

  test('an outage is painted over a mark', () => {
    expect(bandStrip(dc1, scale)).toBe('XXXXXddddd');
    expect(bandStrip(run.lanes[0]!, scale)).toBe('');
  });

  test('a band of a millisecond at the very end is still visible', () => {
    const brief = { kind: 'recovering' as const, fromMs: scale.toMs, toMs: scale.toMs, text: '' };
    expect(bandStrip({ ...dc1, bands: [brief] }, scale)).toBe('         ~');
  });

  test('stores that change come first', () => {
    const still = { store: 'still', version: 1, fromMs: scale.fromMs, toMs: scale.toMs };
    expect(storesOf({ ...dc1, serves: [still, ...dc1.serves] })).toEqual(['profiles', 'still']);
  });

  test('the axis names start, middle and end', () => {
    expect(axis(scaleOf(run, 40))).toBe('0s                  1h5m           2h10m');
  });
});
