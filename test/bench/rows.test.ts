/** What is made of the rows of benches: tables, targets, blocks of docs/performance.md. test/deep/benches.test.ts runs the benches. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fleetSizes } from '../../bench/fleet.bench.js';
import { kernelTargets } from '../../bench/kernel-targets.js';
import { blocksOf, kernelBlock, withBlock } from '../../bench/readme-blocks.js';
import { type Row, rowOf, smokeEffort } from '../../bench/row.js';
import { runSuites } from '../../bench/suites.js';
import { renderTable } from '../../bench/table.js';
import { renderTargets, targetsOf } from '../../bench/targets.js';

describe('benches', () => {
  test('a table has a line for each row, with digits in groups and a fitting unit', () => {
    const row: Row = {
      suite: 's',
      name: 'quick',
      unit: 'events',
      perSecond: 12_345_678,
      nsPerOp: 81,
      samples: 1,
    };
    const ten = { perSecond: 98.76, nsPerOp: 10_125_557, peakMb: 1_234 };
    const slow: Row = { ...row, name: 'slow', unit: 'runs', ...ten };
    expect(renderTable([row, slow]).split('\n')).toEqual([
      'suite  what   per second             each    memory',
      's      quick  12_345_678  events  81.0 ns',
      's      slow         98.8  runs    10.1 ms  1_234 MB',
    ]);
  });
});

describe('targets', () => {
  const row = (suite: string, name: string, unit: string, nsPerOp: number): Row =>
    rowOf({ suite, name, unit }, { nsPerOp, samples: 1 });
  const simpy = row('fleet', 'engine, 10000 pending: SimPy 3.0.11', 'events', 1_000);

  test('are met or missed by ratios of rows of one run', () => {
    const rows = [
      { ...row('fleet', '3000 stores, digest alone', 'days', 3e9), peakMb: 2_000 },
      row('fleet', '3000 stores, digest alone', 'events', 800),
      row('sweep', 'warm, one worker', 'runs', 2e6),
      row('sweep', 'warm, two workers', 'runs', 1.5e6),
      simpy,
    ];
    const told = targetsOf(rows).map(({ measured, isMet }) => [measured.toFixed(2), isMet]);
    expect(told).toEqual([
      ['1.25', true],
      ['0.20', true],
      ['2.00', false],
      ['1.33', false],
    ]);
    expect(renderTargets(targetsOf(rows))).toContain(
      'MISSED  throughput of two warm workers to that of one: 1.33 (at least 1.7)',
    );
  });

  test('about the kernel compare engines at the same number of pending events', () => {
    const rows = [10_000, 1_000_000].flatMap((pending) => [
      row('kernel', `engine, ${pending} pending: pushsim (digest on)`, 'events', 100),
      row('kernel', `engine, ${pending} pending: simjs`, 'events', pending === 10_000 ? 900 : 200),
    ]);
    expect(kernelTargets(rows).map(({ measured, isMet }) => [measured.toFixed(2), isMet])).toEqual([
      ['9.00', true],
      ['2.00', false],
    ]);
  });

  test('are left out where nothing was measured', () => {
    expect(targetsOf([simpy])).toEqual([]);
    expect(kernelTargets([simpy])).toEqual([]);
  });
});

/** What a block of tables looks like without its figures: names of engines that are not ours may differ by what is installed. */
function shapeOf(block: string): readonly string[] {
  return block
    .split('\n')
    .filter((line) => !line.startsWith('| pending | pushsim (digest'))
    .map((line) => line.replace(/\| [\d.,–]+ (?=\|)/g, '| 0 '));
}

describe('the figures in docs/performance.md', () => {
  test('are a block of rows of the fleet bench, SimPy beside them', () => {
    const readme = readFileSync('docs/performance.md', 'utf8');
    const block = /<!-- bench fleet -->\n([\s\S]*?)<!-- \/bench -->/.exec(readme)?.[1] ?? '';
    const [head, , ...rows] = block.trim().split('\n');
    expect(head).toBe('| what | events per second | each | the day | peak memory |');
    for (const row of rows)
      expect(row).toMatch(
        /^\| [^|]+ \| [\d,]+ \| [\d.]+ (ns|µs) \| ([\d.]+ s)? \| ([\d,]+ MB)? \|$/,
      );
    for (const stores of fleetSizes) expect(block).toContain(`| ${stores} stores, digest alone |`);
    expect(block).toContain('SimPy');
  });

  test('are a block of rows of the sweep bench, cold and warm', () => {
    const readme = readFileSync('docs/performance.md', 'utf8');
    const block = /<!-- bench sweep -->\n([\s\S]*?)<!-- \/bench -->/.exec(readme)?.[1] ?? '';
    const [head, , ...rows] = block.trim().split('\n');
    expect(head).toBe('| how | runs | runs per second | each |');
    expect(rows.map((line) => line.split('|')[1]?.trim())).toEqual([
      'in the same thread',
      'one worker',
      'two workers',
      'warm, one worker',
      'warm, two workers',
    ]);
    for (const line of rows) expect(line).toMatch(/^\| [^|]+ \| [\d,]+ \| [\d,]+ \| [\d.]+ ms \|$/);
  });

  test('of the kernel are a block that the program writes, with ratios that follow from its figures', async () => {
    const readme = readFileSync('docs/performance.md', 'utf8');
    const block = /<!-- bench kernel -->\n([\s\S]*?)<!-- \/bench -->/.exec(readme)?.[1] ?? '';
    const written = kernelBlock(await runSuites(smokeEffort, ['kernel']));
    expect(shapeOf(block)).toEqual(shapeOf(written));
    for (const line of block.split('\n').filter((text) => /ties/.test(text))) {
      const [own = 0, ...rest] = line.split('|').slice(3, -1).map(Number);
      const ratio = rest.pop() ?? 0;
      expect(Math.min(...rest) / own / ratio).toBeCloseTo(1, 1);
    }
  });

  test('are written between the marks of their block, and nowhere else', () => {
    const text = 'a\n<!-- bench kernel -->\nold\n<!-- /bench -->\nb\n';
    expect(withBlock(text, 'kernel', 'new\n')).toBe(text.replace('old', 'new'));
    expect(() => withBlock(text, 'fleet', 'new\n')).toThrow('there is no block');
    const machine = { node: 'v0', cpu: 'abacus', cpus: 2 };
    expect([...blocksOf({ machine, rows: [], targets: [] }).keys()]).toEqual([]);
    const row = { suite: 'fleet', name: '300 stores', unit: 'events', perSecond: 1_234_567 };
    const rows = [{ ...row, nsPerOp: 810, samples: 1 }];
    const targets = [{ name: 'quick', measured: 1_234, required: 'at least 1', isMet: true }];
    const blocks = blocksOf({ machine, rows, targets });
    expect(blocks.get('fleet')).toContain('| 300 stores | 1,234,567 | 0.8 µs |  |  |');
    expect(blocks.get('targets')).toContain('| quick | 1,234 | at least 1 | yes |');
    expect(blocks.get('machine')).toBe('2 cores of abacus, Node v0.\n');
  });

  test('an unknown suite is refused with the names of all', async () => {
    await expect(runSuites(smokeEffort, ['fleets'])).rejects.toThrow(
      /no suite fleets; there are kernel/,
    );
  });
});
