/** Where Venice walks a hash set or its client map, the order of region names is Java's and not that of the file. */
import { describe, expect, test } from 'vitest';
import { regionName } from '../../../model/names.js';
import { javaHashOrder } from '../../../model/rules/regions/java-order.js';
import { parseScenario } from '../../../scenarios/index.js';
import { PlayedScenario } from '../../support/played-scenario.js';

interface Written {
  readonly regions: readonly string[];
  readonly source?: string;
  readonly timeline: readonly string[];
  readonly venice?: string;
}

function play({ regions, source = '', timeline, venice = 'profile: as-designed' }: Written) {
  const store = `{ name: s, size: 1 GB${source === '' ? '' : `, sourceFabric: ${source}`} }`;
  const text = `title: t
horizon: 12h
regions: [${regions.join(', ')}]
stores: [${store}]
venice: { ${venice} }
timeline:
${timeline.map((one) => `  - { ${one} }`).join('\n')}
`;
  return new PlayedScenario(parseScenario(text, 'order.yaml')).until('11h');
}

/** Where p1 was written. */
function writtenIn(written: Written): string | undefined {
  const played = play(written);
  const source = played.facts('job-accepted')[0]?.fact.source;
  return source === undefined ? undefined : regionName(played.world().names, source);
}

const five = ['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'];
const mark = (region: string): string => `at: 0s, operator: mark-degraded, region: ${region}`;
const push = 'at: 1m, push: p1, store: s';

describe('the source of a push', () => {
  test.each<[string, Written, string]>([
    [
      'converted, its own source left out',
      { regions: ['dc-0', 'dc-1', 'dc-2'], source: 'dc-1', timeline: [mark('dc-1'), push] },
      'dc-2',
    ],
    [
      'converted as built',
      {
        regions: ['dc-0', 'dc-1', 'dc-2'],
        source: 'dc-1',
        timeline: [mark('dc-1'), push],
        venice: 'profile: as-built',
      },
      'dc-2',
    ],
    [
      'converted, five regions',
      { regions: five, source: 'dc-1', timeline: [mark('dc-1'), push] },
      'dc-4',
    ],
    [
      'converted, two of five left out',
      { regions: five, source: 'dc-4', timeline: [mark('dc-4'), mark('dc-2'), push] },
      'dc-3',
    ],
    [
      'converted, a file in another order',
      { regions: ['dc-2', 'dc-0', 'dc-1'], source: 'dc-2', timeline: [mark('dc-2'), push] },
      'dc-0',
    ],
    [
      'converted, other names',
      { regions: ['lva1', 'lor1', 'ltx1'], source: 'lva1', timeline: [mark('lva1'), push] },
      javaHashOrder(['lor1', 'ltx1'])[0] ?? '',
    ],
    [
      'staged',
      {
        regions: five,
        timeline: [`${push}, mode: targeted-deferred, targets: [dc-0, dc-1, dc-3]`],
      },
      'dc-3',
    ],
    [
      'targeted, its source no target',
      {
        regions: five,
        source: 'dc-4',
        timeline: [`${push}, mode: targeted, targets: [dc-0, dc-2]`],
      },
      'dc-2',
    ],
    [
      'converted, but a target is the source of the cluster',
      {
        regions: ['dc-0', 'dc-1', 'dc-2'],
        source: 'dc-1',
        timeline: [mark('dc-1'), push],
        venice: 'config: { native.replication.source.fabric: dc-0 }',
      },
      'dc-0',
    ],
    [
      'converted, its own source left',
      { regions: ['dc-0', 'dc-1', 'dc-2'], source: 'dc-0', timeline: [mark('dc-1'), push] },
      'dc-0',
    ],
    [
      'to all regions without any source: the parent stands beside the first',
      { regions: ['dc-1', 'dc-0', 'dc-2'], timeline: [push] },
      'dc-1',
    ],
  ])('%s', (_what, written, region) => {
    expect(writtenIn(written)).toBe(region);
  });
});

test.each([
  [
    ['dc-0', 'dc-1', 'dc-2'],
    ['dc-2', 'dc-1'],
  ],
  [
    ['dc-0', 'dc-2', 'dc-1'],
    ['dc-2', 'dc-1'],
  ],
  [five, ['dc-4', 'dc-2', 'dc-3', 'dc-1']],
])('the second phase of a targeted push to dc-0 of %s goes to %s', (regions, order) => {
  const timeline = [`${push}, mode: targeted, targets: [dc-0]`];
  const played = play({ regions, source: 'dc-0', timeline, venice: 'profile: as-built' });
  const copied = played.facts('version-created').filter(({ fact }) => fact.recovered);
  expect(copied.map(({ fact }) => regionName(played.world().names, fact.region))).toEqual(order);
});

test('the capacity guard names the first region of the client map that has no capacity', () => {
  const timeline = [push, 'at: 30m, operator: roll-back, store: s', 'at: 40m, push: p2, store: s'];
  const reason = play({ regions: five, source: 'dc-0', timeline }).job('p2').reason;
  expect(reason).toMatch(/dc-4/);
});
