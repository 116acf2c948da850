/**
 * Random delays: five distributions of whole milliseconds. They use the logarithm and exponential of exact-math.ts, because Math.log and
 * Math.exp differ in the last bit between JavaScript engines.
 */
import type { Duration } from './duration.js';
import { exponentialOf, inverseNormal, naturalLogarithm } from './exact-math.js';
import type { RandomStreams } from './random.js';

/** A distribution of durations. Times in milliseconds; `max` truncates the tail. */
export type Delay =
  | { readonly kind: 'fixed'; readonly ms: Duration }
  | { readonly kind: 'uniform'; readonly min: Duration; readonly max: Duration }
  | { readonly kind: 'exponential'; readonly mean: Duration; readonly max?: Duration }
  | {
      readonly kind: 'log-normal';
      readonly median: Duration;
      readonly sigma: number;
      readonly max?: Duration;
    }
  /** Equally spaced quantiles, smallest first, from the least to the greatest; between two of them the value is interpolated. */
  | { readonly kind: 'empirical'; readonly quantiles: readonly number[] };

/** Upper limit of every delay: ten years. */
const delayMax = 10 * 366 * 86_400_000;

/** Validation message for a delay; undefined if it is valid. */
export function delayProblem(delay: Delay): string | undefined {
  const numbers = numbersOf(delay);
  if (numbers.some((value) => !(value >= 0 && value <= delayMax)))
    return 'times must lie between 0 and ten years';
  const whole = delay.kind === 'fixed' || delay.kind === 'uniform';
  if (whole && !numbers.every(Number.isInteger)) return 'times must be whole milliseconds';
  if (delay.kind === 'uniform' && delay.min > delay.max) return 'min must not exceed max';
  if (delay.kind === 'log-normal' && !(delay.sigma >= 0 && delay.sigma <= 5))
    return 'sigma must lie between 0 and 5';
  if (delay.kind !== 'empirical') return undefined;
  if (delay.quantiles.length < 2) return 'at least two quantiles are needed';
  const ascending = delay.quantiles.every(
    (value, place) => place === 0 || value >= (delay.quantiles[place - 1] ?? 0),
  );
  return ascending ? undefined : 'quantiles must not fall';
}

/** Draws a delay in whole milliseconds from the named stream: one random number, none for a fixed delay. */
export function drawDelay(delay: Delay, streams: RandomStreams, name: string): Duration {
  switch (delay.kind) {
    case 'fixed':
      return delay.ms;
    case 'uniform':
      return delay.min + Math.floor(streams.draw(name) * (delay.max - delay.min + 1));
    case 'exponential':
      return whole(-delay.mean * naturalLogarithm(1 - streams.draw(name)), delay.max);
    case 'log-normal': {
      const normal = inverseNormal(streams.draw(name));
      return whole(delay.median * exponentialOf(delay.sigma * normal), delay.max);
    }
    case 'empirical':
      return whole(interpolate(delay.quantiles, streams.draw(name)), undefined);
  }
}

function numbersOf(delay: Delay): readonly number[] {
  switch (delay.kind) {
    case 'fixed':
      return [delay.ms];
    case 'uniform':
      return [delay.min, delay.max];
    case 'exponential':
      return [delay.mean, delay.max ?? 0];
    case 'log-normal':
      return [delay.median, delay.max ?? 0];
    case 'empirical':
      return delay.quantiles;
  }
}

function whole(value: number, max: Duration | undefined): Duration {
  return Math.min(Math.round(value), max ?? delayMax);
}

function interpolate(quantiles: readonly number[], fraction: number): number {
  const place = fraction * (quantiles.length - 1);
  const below = Math.floor(place);
  const low = quantiles[below] ?? 0;
  const high = quantiles[below + 1] ?? low;
  return low + (high - low) * (place - below);
}
