/**
 * Draws the moving half of a scenario but for its pushes: faults of every kind, the operator's actions and mistakes. Every fault ends
 * before the world is healed. Places, stores and pushes are numbers, named later.
 */
import fc from 'fast-check';
import { type Entry, minutes, someone, weighted } from './arbitrary-world.js';

/** Faults last and actions come before this many minutes; then everything is healed. */
export const healAfterMinutes = 360;

const partial = [
  'region-outage',
  'controller-outage',
  'controller-hang',
  'broker-outage',
  'server-outage',
  'network-cut',
] as const;

/** A fault somewhere, healed after a while. */
export function faultDraw(): fc.Arbitrary<Entry> {
  const inRegion = fc.record({
    at: minutes(150),
    fault: fc.constantFrom(...partial),
    region: someone(),
    for: minutes(healAfterMinutes - 151, 1),
  });
  const parent = fc.record({
    at: minutes(240),
    fault: fc.constantFrom(
      'parent-outage',
      'parent-failover',
      'parent-storage-outage',
      'parent-listing-outage',
    ),
    for: fc.integer({ min: 1, max: 900 }).map((seconds) => `${seconds}s`),
  });
  const ofLink = { at: minutes(150), from: someone(), to: someone() };
  const cut = fc.record({ ...ofLink, fault: fc.constant('link-cut'), for: minutes(90, 1) });
  const slow = fc.record({
    ...ofLink,
    fault: fc.constant('link-slow'),
    factor: fc.constantFrom(2, 10, 100),
    for: minutes(200, 1),
  });
  return weighted([8, inRegion], [2, parent], [1, cut], [1, slow], [2, singleDraw()]);
}

/** Something single breaks: a server, a replica, an instance, a queue, the leader of a region's controller. */
function singleDraw(): fc.Arbitrary<Entry> {
  const place = { at: minutes(150), region: someone(), for: minutes(200, 1) };
  const ofStore = fc.record({
    ...place,
    fault: fc.constantFrom(
      'replica-error',
      'straggler',
      'client-loss',
      'client-error',
      'admin-message-failure',
    ),
    store: someone(),
  });
  const ofRegion = fc.record({
    ...place,
    fault: fc.constantFrom(
      'controller-failover',
      'disk-full',
      'copies-lose-records',
      'store-reads-outage',
    ),
  });
  const ofServer = fc.record({
    ...place,
    fault: fc.constant('server-loss'),
    host: fc.nat({ max: 5 }),
  });
  return weighted([5, ofStore], [2, ofRegion], [1, ofServer]);
}

/** Something that an operator may well do. */
export function operatorDraw(): fc.Arbitrary<Entry> {
  const at = minutes(300);
  const region = someone();
  const mark = fc.record(
    { at, operator: fc.constant('mark-degraded'), region, timeout: minutes(200, 1) },
    { requiredKeys: ['at', 'operator', 'region'] },
  );
  const unmark = fc.record({ at, operator: fc.constant('unmark-degraded'), region });
  const source = fc.record(
    { at, operator: fc.constant('set-emergency-source'), region },
    { requiredKeys: ['at', 'operator'] },
  );
  const kill = fc.record({ at, operator: fc.constant('kill-push'), push: someone() });
  const roll = fc.record(
    {
      at,
      operator: fc.constantFrom('roll-forward', 'roll-back'),
      store: someone(),
      regions: fc.array(someone(), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['at', 'operator', 'store'] },
  );
  const schema = fc.record({ at, operator: fc.constant('register-schema'), store: someone() });
  return weighted([4, mark], [3, unmark], [1, source], [1, kill], [1, roll], [1, schema]);
}

/** Something that nobody should do: it breaks what a region serves, or changes the rules in the middle of a push. */
export function mistakeDraw(): fc.Arbitrary<Entry> {
  const at = minutes(300);
  const deletion = fc.record({
    at,
    operator: fc.constant('delete-version'),
    store: someone(),
    version: fc.integer({ min: 1, max: 4 }),
  });
  const version = fc.record({
    at,
    operator: fc.constantFrom('force-current-version', 'truncate-topic'),
    store: someone(),
    region: someone(),
    version: fc.integer({ min: 1, max: 4 }),
  });
  const store = fc.record(
    {
      at,
      operator: fc.constant('set-store'),
      store: someone(),
      migrating: fc.boolean(),
      writes: fc.boolean(),
    },
    { requiredKeys: ['at', 'operator', 'store'] },
  );
  const hooks = fc.record(
    {
      at,
      operator: fc.constant('update-store'),
      store: someone(),
      hooks: fc.subarray(['minimum-delay', 'scripted']),
      hookConfig: fc.record({ 'minimum-delay.between': minutes(20, 1) }),
    },
    { requiredKeys: ['at', 'operator', 'store'] },
  );
  const cluster = fc.record({
    at,
    operator: fc.constant('update-cluster-config'),
    degradedMode: fc.boolean(),
  });
  return weighted([2, version], [1, deletion], [1, store], [1, hooks], [1, cluster]);
}

/** An outage whose region is marked soon after it begins and unmarked after it ends: what degraded mode is for. */
export function episodeDraw(): fc.Arbitrary<readonly Entry[]> {
  return fc
    .record({
      at: fc.nat({ max: 100 }),
      region: someone(),
      fault: fc.constantFrom(...partial, 'none'),
      reaction: fc.nat({ max: 30 }),
      length: fc.integer({ min: 1, max: 200 }),
      unmarkedAfter: fc.nat({ max: 60 }),
    })
    .map(({ at, region, fault, reaction, length, unmarkedAfter }) => {
      const mark = { at: written(at + reaction), operator: 'mark-degraded', region };
      const end = Math.max(at + reaction + 1, at + length + unmarkedAfter);
      const unmark = { at: written(end), operator: 'unmark-degraded', region };
      const outage = { at: written(at), fault, region, for: written(length) };
      return fault === 'none' ? [mark, unmark] : [outage, mark, unmark];
    });
}

function written(count: number): string {
  return count === 0 ? '0s' : `${count}m`;
}
