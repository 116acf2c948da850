/** Random delays: the shape of each distribution over many draws, and invalid delays. */
import { describe, expect, test } from 'vitest';
import { type Delay, delayProblem, drawDelay, RandomStreams } from '../../sim/index.js';

const tenYears = 10 * 366 * 86_400_000;

/** Draws at a fixed seed, smallest first. */
function sorted(delay: Delay, count = 20_000, seed = 1): number[] {
  const streams = new RandomStreams(seed);
  const found = Array.from({ length: count }, () => drawDelay(delay, streams, 'delay'));
  return found.sort((a, b) => a - b);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(ascending: readonly number[], fraction: number): number {
  return ascending[Math.floor(fraction * ascending.length)] ?? Number.NaN;
}

/** The greatest distance between the share of draws up to a value and the share that there should be. */
function distance(ascending: readonly number[], share: (value: number) => number): number {
  let worst = 0;
  for (const [place, value] of ascending.entries())
    if (value !== ascending[place + 1])
      worst = Math.max(worst, Math.abs((place + 1) / ascending.length - share(value)));
  return worst;
}

/** Kolmogorov: passed by chance once in a thousand seeds. */
const chance = 1.95 / Math.sqrt(20_000);

const examples: readonly Delay[] = [
  { kind: 'uniform', min: 10, max: 20 },
  { kind: 'exponential', mean: 1_000 },
  { kind: 'log-normal', median: 1_000, sigma: 0.5 },
  { kind: 'empirical', quantiles: [0, 100, 1_000] },
];

describe('every delay', () => {
  test.each([
    ['uniform', [11, 14, 15, 12, 11, 18, 11, 19]],
    ['exponential', [177, 498, 683, 301, 132, 1_615, 153, 2_093]],
    ['log-normal', [611, 872, 993, 725, 561, 1_526, 585, 1_785]],
    ['empirical', [32, 78, 99, 52, 25, 642, 28, 778]],
  ])('the first draws of %s are frozen', (kind, values) => {
    const delay = examples.find((one) => one.kind === kind)!;
    const streams = new RandomStreams('golden');
    expect(values.map(() => drawDelay(delay, streams, 'delays'))).toEqual(values);
  });

  test.each(examples)('$kind takes one draw, from its own stream', (delay) => {
    const streams = new RandomStreams(3);
    drawDelay(delay, streams, 'delay');
    expect(streams.draws).toBe(1);
    expect(streams.snapshot().streams.map(([name]) => name)).toEqual(['delay']);
  });

  test.each(examples)('$kind gives whole milliseconds that are never negative', (delay) => {
    expect(sorted(delay).every((ms) => Number.isSafeInteger(ms) && ms >= 0)).toBe(true);
  });

  test('a fixed one draws nothing', () => {
    const streams = new RandomStreams(3);
    expect(drawDelay({ kind: 'fixed', ms: 250 }, streams, 'delay')).toBe(250);
    expect(streams.draws).toBe(0);
    expect(streams.snapshot().streams).toEqual([]);
  });
});

describe('uniform', () => {
  test('both ends and everything between them come equally often', () => {
    const values = sorted({ kind: 'uniform', min: 10, max: 20 }, 22_000);
    for (let ms = 10; ms <= 20; ms += 1) {
      const count = values.filter((value) => value === ms).length;
      expect(Math.abs(count - 2_000)).toBeLessThan(200);
    }
    expect([values[0], values.at(-1)]).toEqual([10, 20]);
  });

  test('with two equal ends it is that number', () => {
    expect(new Set(sorted({ kind: 'uniform', min: 5, max: 5 }, 100))).toEqual(new Set([5]));
  });
});

describe('exponential', () => {
  const values = sorted({ kind: 'exponential', mean: 60_000 });

  test('its mean is the one that was requested', () => {
    expect(mean(values) / 60_000).toBeCloseTo(1, 1);
  });

  test('its median is the natural logarithm of 2 times its mean', () => {
    expect(quantile(values, 0.5) / (60_000 * Math.LN2)).toBeCloseTo(1, 1);
  });

  test('its whole curve is exponential', () => {
    expect(distance(values, (ms) => 1 - Math.exp(-ms / 60_000))).toBeLessThan(chance);
  });

  test('max cuts the tail off, and only the tail', () => {
    const cut = sorted({ kind: 'exponential', mean: 60_000, max: 90_000 });
    expect(cut).toEqual(values.map((ms) => Math.min(ms, 90_000)));
    expect(cut.at(-1)).toBe(90_000);
  });

  test('a mean of 0 gives 0', () => {
    expect(new Set(sorted({ kind: 'exponential', mean: 0 }, 100))).toEqual(new Set([0]));
  });
});

describe('log-normal', () => {
  const values = sorted({ kind: 'log-normal', median: 60_000, sigma: 0.5 });

  test('its median is the one that was requested', () => {
    expect(quantile(values, 0.5) / 60_000).toBeCloseTo(1, 1);
  });

  test('its mean lies above its median by the exponential of half its variance', () => {
    expect(mean(values) / (60_000 * Math.exp(0.125))).toBeCloseTo(1, 1);
  });

  test('one standard deviation up is the exponential of sigma, one down its inverse', () => {
    expect(quantile(values, 0.8413) / (60_000 * Math.exp(0.5))).toBeCloseTo(1, 1);
    expect(quantile(values, 0.1587) / (60_000 * Math.exp(-0.5))).toBeCloseTo(1, 1);
  });

  test('its logarithm is normal: skewness 0, kurtosis 3', () => {
    const normal = values.map((ms) => Math.log(ms / 60_000) / 0.5);
    const moment = (power: number): number => mean(normal.map((value) => value ** power));
    expect(Math.abs(moment(1))).toBeLessThan(0.03);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.04);
    expect(Math.abs(moment(3))).toBeLessThan(0.1);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.3);
  });

  test('with a sigma of 0 it is its median', () => {
    const still = sorted({ kind: 'log-normal', median: 700, sigma: 0 }, 100);
    expect(new Set(still)).toEqual(new Set([700]));
  });

  test('max cuts the tail off', () => {
    const cut = sorted({ kind: 'log-normal', median: 60_000, sigma: 0.5, max: 61_000 });
    expect(cut).toEqual(values.map((ms) => Math.min(ms, 61_000)));
  });

  test('the widest of all never passes ten years', () => {
    const wide = sorted({ kind: 'log-normal', median: tenYears, sigma: 5 }, 1_000);
    expect(wide.at(-1)).toBe(tenYears);
  });
});

describe('empirical', () => {
  test('its quantiles come back, and between them it is a straight line', () => {
    const values = sorted({ kind: 'empirical', quantiles: [0, 100, 1_000] });
    const share = (ms: number): number => (ms <= 100 ? ms / 200 : 0.5 + (ms - 100) / 1_800);
    // Rounding to a millisecond moves the share by up to half of 1/200.
    expect(distance(values, share)).toBeLessThan(chance + 0.0025);
    expect([values[0], values.at(-1)]).toEqual([0, 1_000]);
  });

  test('equal quantiles are a number that comes as often as they say', () => {
    const values = sorted({ kind: 'empirical', quantiles: [5, 5, 5, 105] });
    expect(values.filter((ms) => ms === 5).length / values.length).toBeCloseTo(2 / 3, 1);
  });
});

describe('what is no delay', () => {
  const times = 'times must lie between 0 and ten years';
  const problems: readonly (readonly [what: string, delay: Delay, problem: string])[] = [
    ['a negative time', { kind: 'fixed', ms: -1 }, times],
    ['no number', { kind: 'fixed', ms: Number.NaN }, times],
    ['more than ten years', { kind: 'fixed', ms: tenYears + 1 }, times],
    ['a negative end', { kind: 'uniform', min: -1, max: 5 }, times],
    ['ends in the wrong order', { kind: 'uniform', min: 6, max: 5 }, 'min must not exceed max'],
    ['an endless mean', { kind: 'exponential', mean: Number.POSITIVE_INFINITY }, times],
    ['a negative max', { kind: 'exponential', mean: 5, max: -1 }, times],
    [
      'a negative sigma',
      { kind: 'log-normal', median: 5, sigma: -0.1 },
      'sigma must lie between 0 and 5',
    ],
    [
      'a huge sigma',
      { kind: 'log-normal', median: 5, sigma: 5.1 },
      'sigma must lie between 0 and 5',
    ],
    [
      'a sigma that is no number',
      { kind: 'log-normal', median: 5, sigma: Number.NaN },
      'sigma must lie between 0 and 5',
    ],
    [
      'a single quantile',
      { kind: 'empirical', quantiles: [5] },
      'at least two quantiles are needed',
    ],
    ['no quantiles', { kind: 'empirical', quantiles: [] }, 'at least two quantiles are needed'],
    [
      'a quantile that falls',
      { kind: 'empirical', quantiles: [1, 3, 2] },
      'quantiles must not fall',
    ],
    ['a negative quantile', { kind: 'empirical', quantiles: [-1, 3] }, times],
  ];

  test.each(problems)('%s is a problem', (_what, delay, problem) => {
    expect(delayProblem(delay)).toBe(problem);
  });

  test.each([
    ...examples,
    { kind: 'fixed', ms: 0 } as const,
    { kind: 'fixed', ms: tenYears } as const,
    { kind: 'uniform', min: 5, max: 5 } as const,
    { kind: 'exponential', mean: 5, max: 0 } as const,
    { kind: 'log-normal', median: 5, sigma: 5, max: 9 } as const,
    { kind: 'empirical', quantiles: [3, 3] } as const,
  ])('$kind within its limits is none', (delay) => {
    expect(delayProblem(delay)).toBeUndefined();
  });
});
