/** What the built-in hooks answer to what they are shown. */
import { describe, expect, test } from 'vitest';
import type { HookView, RegionSignals, RegionView } from '../../../model/hooks/view.js';
import { type HookPoint, hooks, utc } from '../../../model/index.js';
import { zoneNamed } from '../../../scenarios/zones/zones.js';

const at = (text: string): number => Date.parse(text);
const now = at('2026-03-02T12:00:00Z');
const minutes = (count: number): number => count * 60_000;

/** A region where clients see nothing wrong. */
function healthySignals(region: string): RegionSignals {
  return { region, clientErrorRate: 0, latencyMs: 5, servingCapacity: 1 };
}

function region(name: string, serves: number, servedForMs: number): RegionView {
  return {
    region: name,
    pushStatus: 'COMPLETED',
    statusSinceMs: undefined,
    serves,
    servesSinceMs: now - servedForMs,
    swapUnderWay: false,
    instancesSinceMs: undefined,
  };
}

function view(changes: Partial<HookView>): HookView {
  return {
    nowMs: now,
    zone: utc,
    cluster: 'venice',
    store: 'profiles',
    push: 'p1',
    version: 2,
    previousVersion: 1,
    region: 'dc-1',
    attempt: 1,
    jobStatus: { regions: [region('dc-0', 2, minutes(30)), region('dc-1', 1, minutes(600))] },
    signals: ['dc-0', 'dc-1'].map(healthySignals),
    ending: '',
    entry: null,
    remembered: 0,
    remote: undefined,
    config: {},
    ...changes,
  };
}

function answer(
  kind: string,
  point: HookPoint,
  values: Readonly<Record<string, unknown>>,
  changes: Partial<HookView> = {},
): unknown {
  const hook = hooks.find((one) => one.hook === kind);
  const fallbacks = Object.entries(hook?.fields ?? {}).map(([name, { fallback }]) => [
    name,
    fallback,
  ]);
  const all = { ...Object.fromEntries(fallbacks), ...values };
  return hook?.points[point]?.(view(changes), all as never);
}

describe('minimum-delay', () => {
  test('waits until the last swapped region has served long enough', () => {
    expect(answer('minimum-delay', 'preStoreVersionSwap', { between: minutes(31) })).toBe('WAIT');
    expect(answer('minimum-delay', 'preStoreVersionSwap', { between: minutes(30) })).toBe(
      'PROCEED',
    );
  });

  test('lets every region swap without a job status, because it has no instant to count from', () => {
    const shown = { jobStatus: null };
    expect(answer('minimum-delay', 'preStoreVersionSwap', { between: minutes(31) }, shown)).toBe(
      'PROCEED',
    );
  });
});

describe('business-hours', () => {
  const asked = (text: string, values: object = {}) =>
    answer('business-hours', 'preStoreVersionSwap', { ...values }, { nowMs: at(text) });

  test('opens at nine, closes at five, and stays closed on a weekend', () => {
    expect(asked('2026-03-02T08:59:59Z')).toBe('WAIT');
    expect(asked('2026-03-02T09:00:00Z')).toBe('PROCEED');
    expect(asked('2026-03-02T16:59:59Z')).toBe('PROCEED');
    expect(asked('2026-03-02T17:00:00Z')).toBe('WAIT');
    expect(asked('2026-03-07T12:00:00Z')).toBe('WAIT');
  });

  test('goes by the clocks of its zone, an hour earlier in UTC once summer time begins', () => {
    const zone = zoneNamed('Europe/Berlin');
    expect(asked('2026-03-27T07:30:00Z', { zone })).toBe('WAIT');
    expect(asked('2026-03-30T07:30:00Z', { zone })).toBe('PROCEED');
  });

  test('takes hours past midnight', () => {
    const hours = { from: 1_320, to: 240 };
    expect(asked('2026-03-02T23:00:00Z', { hours })).toBe('PROCEED');
    expect(asked('2026-03-02T03:59:00Z', { hours })).toBe('PROCEED');
    expect(asked('2026-03-02T12:00:00Z', { hours })).toBe('WAIT');
  });
});

describe('regions-per-day', () => {
  test('waits for the next day when the number of regions of the day is reached', () => {
    expect(answer('regions-per-day', 'preStoreVersionSwap', { regions: 1 })).toBe('WAIT');
    expect(answer('regions-per-day', 'preStoreVersionSwap', { regions: 2 })).toBe('PROCEED');
    const tomorrow = { nowMs: now + minutes(720) };
    expect(answer('regions-per-day', 'preStoreVersionSwap', { regions: 1 }, tomorrow)).toBe(
      'PROCEED',
    );
  });
});

describe('health-gate', () => {
  const sick = { ...healthySignals('dc-0'), clientErrorRate: 0.2 };
  const values = { soak: minutes(10), failures: 2, says: 'ABORT' };

  test('waits until the regions that serve have been healthy for long enough', () => {
    const early = { nowMs: now - minutes(21) };
    expect(answer('health-gate', 'preStoreVersionSwap', values, early)).toMatchObject({
      outcome: 'WAIT',
    });
    expect(answer('health-gate', 'preStoreVersionSwap', values)).toMatchObject({
      outcome: 'PROCEED',
    });
  });

  test('acts only after so many bad readings in a row', () => {
    const first = { signals: [sick, healthySignals('dc-1')] };
    expect(answer('health-gate', 'preStoreVersionSwap', values, first)).toMatchObject({
      outcome: 'WAIT',
      remembers: 1,
      because: '20 % of requests fail in dc-0; bad look 1 of 2',
    });
    expect(
      answer('health-gate', 'preStoreVersionSwap', values, { ...first, remembered: 1 }),
    ).toMatchObject({ outcome: 'ABORT', remembers: 2 });
    expect(answer('health-gate', 'preStoreVersionSwap', values, { remembered: 1 })).toMatchObject({
      remembers: 0,
    });
  });

  test('reads latency and capacity too, and after a swap only of the region of the call', () => {
    const slow = {
      signals: [{ ...healthySignals('dc-0'), latencyMs: 80 }, healthySignals('dc-1')],
    };
    const full = { signals: [{ ...healthySignals('dc-0'), servingCapacity: 0.2 }] };
    const because = (shown: object) => answer('health-gate', 'preStoreVersionSwap', values, shown);
    expect(because(slow)).toMatchObject({ because: 'reads take 80 ms in dc-0; bad look 1 of 2' });
    expect(because(full)).toMatchObject({
      because: '20 % of capacity is left in dc-0; bad look 1 of 2',
    });
    expect(answer('health-gate', 'postStoreVersionSwap', values, slow)).toMatchObject({
      remembers: 0,
    });
  });
});

describe('remote', () => {
  const values = { channel: 'gate:9000', answer: 'ROLLBACK', after: 5_000 };
  const asked = (remote: HookView['remote'], more: object = {}) =>
    answer('remote', 'postStoreVersionSwap', { ...values, ...more }, { remote });

  test('waits at first, returns the answer at the next call, and then drops it', () => {
    expect(asked(undefined)).toEqual({
      kind: 'answers',
      outcome: 'WAIT',
      remote: { ask: 'answers', outcome: 'ROLLBACK', afterMs: 5_000 },
    });
    expect(asked({ kind: 'pending' })).toBe('WAIT');
    expect(asked({ kind: 'never' })).toBe('WAIT');
    expect(asked({ kind: 'answered', outcome: 'ROLLBACK' })).toEqual({
      kind: 'answers',
      outcome: 'ROLLBACK',
      remote: 'forget',
    });
    expect(asked({ kind: 'failed' })).toMatchObject({ outcome: 'PROCEED', remote: 'forget' });
  });

  test('without a channel it sends no question, and its parameters are not accepted', () => {
    expect(asked(undefined, { channel: undefined })).toBe('PROCEED');
    expect(answer('remote', 'validateHookParams', { channel: undefined })).toBe('ABORT');
  });
});

test('notify reports the milestone and lets the push continue', () => {
  expect(answer('notify', 'postStoreVersionSwap', {})).toEqual({
    kind: 'answers',
    outcome: 'PROCEED',
    emits: 'monitoring: profiles v2 in dc-1, the version is served',
  });
  expect(
    answer('notify', 'postEndOfPushJob', { sink: 'pager' }, { region: '', ending: 'succeeded' }),
  ).toMatchObject({ emits: 'pager: profiles v2, the push job has ended: succeeded' });
});
