/** Delays yet to be drawn. */
import type { Duration } from './duration.js';
import type { RandomStreams } from './random.js';

export type Delay =
  | { readonly kind: 'fixed'; readonly ms: Duration }
  | { readonly kind: 'uniform'; readonly min: Duration; readonly max: Duration }
  | { readonly kind: 'exponential'; readonly mean: Duration; readonly max?: Duration }
  | { readonly kind: 'log-normal'; readonly median: Duration; readonly sigma: number; readonly max?: Duration }
  | { readonly kind: 'empirical'; readonly quantiles: readonly number[] };

export function delayProblem(_delay: Delay): string | undefined {
  return undefined;
}

export function drawDelay(delay: Delay, streams: RandomStreams, name: string): Duration {
  switch (delay.kind) {
    case 'fixed':
      return delay.ms;
    case 'uniform':
      return Math.floor(delay.min + streams.draw(name) * (delay.max - delay.min + 1));
    default:
      return 0;
  }
}
