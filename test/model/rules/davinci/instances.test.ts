/**
 * DV-5 to DV-7 and VS-2: what one instance reports, subscribes to and serves, and what its region's
 * servers wait for.
 */
import { describe, expect, test } from 'vitest';
import {
  heartbeatOf,
  ingestionErrorStatus,
  nextVersionReport,
} from '../../../../model/rules/davinci/instance-report.js';
import { instanceGoesBack, instanceSwap } from '../../../../model/rules/davinci/instance-swap.js';
import {
  maySubscribe,
  type SubscriptionView,
} from '../../../../model/rules/davinci/subscription.js';
import { mayServersSwap } from '../../../../model/rules/swap/dvc-before-servers.js';

const follows = { dvcServesFirst: false };
const leads = { dvcServesFirst: true };

describe('DV-5: what an instance reports', () => {
  test('a full disk has a status of its own, unless plain errors are configured', () => {
    expect(ingestionErrorStatus('disk-limit', { specificErrorStatus: true })).toBe(
      'DVC_INGESTION_ERROR_DISK_FULL',
    );
    expect(ingestionErrorStatus('other', { specificErrorStatus: true })).toBe(
      'DVC_INGESTION_ERROR_OTHER',
    );
    expect(ingestionErrorStatus('disk-limit', { specificErrorStatus: false })).toBe('ERROR');
  });
  test('the version-level report begins with STARTED even if all is done', () => {
    expect(nextVersionReport('nothing', ['COMPLETED'])).toBe('STARTED');
    expect(nextVersionReport('STARTED', ['COMPLETED', 'COMPLETED'])).toBe('COMPLETED');
    expect(nextVersionReport('STARTED', ['COMPLETED', 'STARTED'])).toBe('nothing');
    expect(nextVersionReport('COMPLETED', ['COMPLETED'])).toBe('nothing');
  });
  test('an error status of Da Vinci is never reported for the version, a plain one is', () => {
    expect(nextVersionReport('STARTED', ['DVC_INGESTION_ERROR_DISK_FULL'])).toBe('nothing');
    expect(nextVersionReport('STARTED', ['STARTED', 'ERROR'])).toBe('ERROR');
  });
  test('heartbeats are negative while bootstrapping and stop when all is ingested', () => {
    expect(heartbeatOf({ nowMs: 7, ingesting: true, bootstrapping: false })).toBe(7);
    expect(heartbeatOf({ nowMs: 7, ingesting: true, bootstrapping: true })).toBe(-1);
    expect(heartbeatOf({ nowMs: 7, ingesting: false, bootstrapping: false })).toBeUndefined();
  });
});

describe('hooks examples: when an instance subscribes', () => {
  const view: SubscriptionView = {
    region: 'dc-1',
    current: 1,
    version: { number: 2, status: 'STARTED', targetSwapRegion: 'dc-0' },
  };
  const inTarget = { ...view, region: 'dc-0' };

  test('at once where the push has no targets, and in a target region', () => {
    expect(
      maySubscribe({ ...view, version: { ...view.version, targetSwapRegion: '' } }, follows),
    ).toBe('subscribe');
    expect(maySubscribe(inTarget, follows)).toBe('subscribe');
  });
  test('elsewhere only once the version is ONLINE there', () => {
    expect(maySubscribe(view, follows)).toBe('wait-for-servers');
    expect(maySubscribe({ ...view, version: { ...view.version, status: 'PUSHED' } }, follows)).toBe(
      'wait-for-servers',
    );
    expect(maySubscribe({ ...view, version: { ...view.version, status: 'ONLINE' } }, follows)).toBe(
      'subscribe',
    );
  });
  test('D11: with an order of its own only its first region is active, target or not', () => {
    const rolloutOrder = [' ', 'dc-1', 'dc-0'];
    expect(maySubscribe({ ...view, rolloutOrder }, follows)).toBe('subscribe');
    expect(maySubscribe({ ...inTarget, rolloutOrder }, follows)).toBe('wait-for-servers');
  });
  test('with paused starts it begins at once and continues when the target region is promoted', () => {
    expect(maySubscribe({ ...view, pausedStart: true }, follows)).toBe('subscribe-paused');
    expect(maySubscribe({ ...view, pausedStart: true, targetRegionPromoted: true }, follows)).toBe(
      'subscribe',
    );
  });
  test('a hook that holds instances back comes before everything else', () => {
    expect(maySubscribe({ ...inTarget, held: true }, leads)).toBe('held-back');
  });
  test('a version that is over is not begun', () => {
    expect(
      maySubscribe({ ...inTarget, version: { ...view.version, status: 'ROLLED_BACK' } }, follows),
    ).toBe('unfit');
  });
  test('where servers wait for instances, instances do not wait for servers', () => {
    expect(maySubscribe(view, leads)).toBe('subscribe');
  });
});

describe('hooks examples: when an instance swaps or goes back', () => {
  const ready = { future: 2, ready: true, futureStatus: 'ONLINE', regionCurrent: 2 } as const;

  test('D6: it follows the servers of its region', () => {
    expect(instanceSwap(ready, follows)).toBe('swap');
    expect(instanceSwap({ ...ready, regionCurrent: 1 }, follows)).toBe('waits-for-servers');
    expect(instanceSwap({ ...ready, regionCurrent: 3 }, follows)).toBe('swap');
  });
  test('D1: as drawn it serves as soon as it is ready', () => {
    expect(instanceSwap({ ...ready, regionCurrent: 1, futureStatus: 'STARTED' }, leads)).toBe(
      'swap',
    );
    expect(instanceSwap({ ...ready, ready: false }, leads)).toBe('not-ready');
  });
  test.each(['ROLLED_BACK', 'ERROR', 'KILLED', undefined] as const)(
    'D6: it never moves to a version that is %s',
    (futureStatus) => {
      expect(instanceSwap({ ...ready, futureStatus }, follows)).toBe('version-unfit');
      expect(instanceSwap({ ...ready, futureStatus }, leads)).toBe('version-unfit');
    },
  );
  test('D6: nor to one that it has gone back from', () => {
    expect(instanceSwap({ ...ready, faulty: true }, follows)).toBe('version-unfit');
  });
  test('D12: when its region has gone back, it does too', () => {
    const view = { serves: 2, servedStatus: 'ROLLED_BACK', regionCurrent: 1 } as const;
    expect(instanceGoesBack(view, follows)).toEqual({ kind: 'go-back', faulty: 2, ingest: 1 });
    expect(instanceGoesBack(view, leads)).toEqual({ kind: 'go-back', faulty: 2, ingest: 1 });
    expect(instanceGoesBack({ ...view, regionCurrent: 2 }, follows)).toEqual({ kind: 'stay' });
  });
  test('being ahead of servers that wait is no reason to go back, losing the version is', () => {
    const ahead = { serves: 2, servedStatus: 'STARTED', regionCurrent: 1 } as const;
    expect(instanceGoesBack(ahead, leads)).toEqual({ kind: 'stay' });
    expect(instanceGoesBack(ahead, follows)).toMatchObject({ kind: 'go-back' });
    expect(instanceGoesBack({ ...ahead, servedStatus: undefined }, leads)).toMatchObject({
      kind: 'go-back',
    });
  });
});

describe('VS-2: servers after instances', () => {
  const view = { region: 'dc-0', version: 2, live: 40, serving: 38 };
  test('as built servers swap whatever instances serve', () => {
    expect(mayServersSwap(view, follows)).toEqual({ kind: 'may-swap' });
  });
  test('as designed they wait for the living instances, and say for how many', () => {
    const turn = mayServersSwap(view, leads);
    expect(turn).toEqual({
      kind: 'wait',
      missing: 2,
      reason: '2 of 40 Da Vinci instances in dc-0 do not serve v2 yet',
    });
    expect(mayServersSwap({ ...view, serving: 40 }, leads)).toEqual({ kind: 'may-swap' });
    expect(mayServersSwap({ ...view, live: 0, serving: 0 }, leads)).toEqual({ kind: 'may-swap' });
  });
});
