/** The report of recoveries agrees with arithmetic by hand, on four regions and thirty stores. */
import { describe, expect, test } from 'vitest';
import { reportNamed } from '../../reports/index.js';
import { type Copy, resourceTimes } from '../../reports/text/recovery.js';
import { parseScenario, runScenario } from '../../scenarios/index.js';

const GB = 1_000_000_000;

describe('the time of each resource', () => {
  const copy: Copy = { from: 'dc-0', bytes: 2 * GB, replicas: 3, workerMs: 100 };
  const copies = Array.from({ length: 30 }, () => copy);
  const capacity = { linkRate: () => 50_000_000, serverRate: 3 * GB, workers: 5 };

  test('thirty stores of 2 GB over 50 MB/s need 1200 s, 60 s of the servers and 0.6 s of the pool', () => {
    expect(resourceTimes(copies, capacity)).toEqual([
      { resource: 'link from dc-0', ms: 1_200_000, doubledMs: 600_000 },
      { resource: 'servers', ms: 60_000, doubledMs: 1_200_000 },
      { resource: 'pool', ms: 600, doubledMs: 1_200_000 },
    ]);
  });

  test('each link has its own share, and doubling one leaves the other', () => {
    const half = copies.map((one, place) => (place < 15 ? one : { ...one, from: 'dc-2' }));
    const [first, second] = resourceTimes(half, capacity);
    expect([first?.ms, first?.doubledMs, second?.ms]).toEqual([600_000, 600_000, 600_000]);
  });

  test('many small stores are bound by the pool', () => {
    const slow = copies.map((one) => ({ ...one, bytes: 1_000, workerMs: 60_000 }));
    expect(resourceTimes(slow, { ...capacity, workers: 1 })[0]).toEqual({
      resource: 'pool',
      ms: 1_800_000,
      doubledMs: 900_000,
    });
  });
});

describe('the report of a run', () => {
  const stores = Array.from({ length: 30 }, (_, place) => `s${place}`);
  const document = {
    title: 'thirty stores',
    horizon: '6h',
    regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3'],
    stores: stores.map((name) => ({ name, size: '2 GB', sourceFabric: 'dc-0' })),
    links: [{ from: 'dc-0', to: 'dc-1', capacity: '50 MB/s' }],
    timeline: [
      { at: '2m', operator: 'mark-degraded', region: 'dc-1' },
      ...stores.map((store) => ({ at: '5m', push: `p-${store}`, store })),
      { at: '1h', operator: 'unmark-degraded', region: 'dc-1' },
    ],
  };
  const run = runScenario(parseScenario(JSON.stringify(document), 'thirty.json'));
  const text = reportNamed('recovery')?.render(run) ?? '';

  test('names the copies, the bytes, the time of the slow link and that it binds', () => {
    expect(text).toMatch(/^dc-1: 30 copies, 60000 MB, took 20m\S*, bound by link from dc-0$/m);
    expect(text).toMatch(/^ {2}link from dc-0 +20m alone, twice as much saves 10m$/m);
  });

  test('says so if nothing was recovered', () => {
    const calm = { ...document, timeline: [{ at: '5m', push: 'p', store: 's0' }] };
    const run = runScenario(parseScenario(JSON.stringify(calm), 'calm.json'));
    expect(reportNamed('recovery')?.render(run)).toContain('no recovery copied anything');
  });
});
