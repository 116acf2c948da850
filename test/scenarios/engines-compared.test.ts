/** One bad push under every engine, as `pushsim compare` shows it: where the alternatives to the accepted design lose, and that docs/hooks.md says so. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { plainStudyStyle, renderStudy } from '../../reports/index.js';
import {
  conductStudy,
  inProcessExecutor,
  openStudy,
  type StudyResult,
} from '../../scenarios/index.js';

const file = 'scenarios/library/hooks/one-bad-push-under-every-engine.yaml';
const engines = [
  'vip4-parent',
  'as-built',
  'vip4-child-poll',
  'vip4-child-rpc',
  'vip4-child-peer',
  'vip4-push-job',
];
const shown = ['swaps_after', 'detection', 'stuck', 'regions_ever_bad', 'bad_region'];

let result: StudyResult;

beforeAll(async () => {
  const study = openStudy({
    kind: 'compare',
    sources: [{ file, text: readFileSync(file, 'utf8') }],
    overrides: {},
    axes: [`engine=${engines.join(',')}`],
    where: [],
    seeds: '1..10',
    simulator: 'test',
  });
  await conductStudy(study, inProcessExecutor(study.plan));
  result = study.result();
});

/** Means by engine; absent where no run has the measure. */
function means(measure: string): Record<string, number | undefined> {
  return Object.fromEntries(
    engines.map((engine, variant) => [
      engine,
      result.cells[variant]?.measures.find(({ name }) => name === measure)?.mean,
    ]),
  );
}

describe('one bad push under every engine', () => {
  test('no region swaps after the decision where one controller decides; polled children do', () => {
    const swaps = means('outcome.swaps_after_rollback');
    expect(swaps['vip4-parent']).toBe(0);
    expect(swaps['vip4-push-job']).toBe(0);
    expect(swaps['vip4-child-poll']).toBe(1);
    expect(swaps['vip4-child-rpc']).toBeLessThan(swaps['vip4-child-poll'] ?? 0);
  });

  test('a push job learns late, because it reads only when it polls', () => {
    const delay = means('outcome.detection_delay_ms');
    expect(delay['vip4-push-job']).toBeGreaterThan((delay['vip4-parent'] ?? 0) + 180_000);
    expect(delay['vip4-parent']).toBeGreaterThan(0);
  });

  test('a region of the shipped engine rolls back by itself and stops no other region', () => {
    expect(means('outcome.swaps_after_rollback')['as-built']).toBe(3);
  });

  test('a region that swaps by itself and cannot be reached then is stuck on the bad version', () => {
    expect(means('outcome.stuck_regions')).toEqual({
      'vip4-parent': 0,
      'as-built': 4,
      'vip4-child-poll': 1,
      'vip4-child-rpc': 1,
      'vip4-child-peer': 1,
      'vip4-push-job': 0,
    });
  });

  test('the accepted design serves the bad version in the fewest regions and for the shortest time', () => {
    const ever = means('outcome.regions_ever_bad');
    const minutes = means('outcome.bad_region_minutes');
    for (const engine of engines) {
      expect(ever[engine]).toBeGreaterThanOrEqual(ever['vip4-parent'] ?? 0);
      expect(minutes[engine]).toBeGreaterThanOrEqual(minutes['vip4-parent'] ?? 0);
    }
  });

  test('docs/hooks.md shows this very table', () => {
    const measures = shown.map((name) => `outcome.${name}`);
    const text = renderStudy(result, { ...plainStudyStyle, width: 110, measures });
    const table = text.slice(text.indexOf('Side by side'), text.indexOf('\n\nΔ'));
    expect(readFileSync('docs/hooks.md', 'utf8')).toContain(table);
  });
});
