/** Delays of a file: a duration that is always the same, or one of four distributions. Draws no random numbers. */
import { type Delay, delayProblem, formatDuration } from '../../sim/index.js';
import { omitUndefined } from '../omit-undefined.js';
import { list, mapping, type Schema, wordedIssue } from './leaf.js';
import { duration, factor } from './values.js';
import { oneOf, type Purpose, scalarOrObject, type Variant } from './variants.js';

/** A delay: always the same, or drawn. */
export function delaySchema(purpose: Purpose, meaning: string): Schema<Delay> {
  const short = () => duration('always so long').transform((ms): Delay => ({ kind: 'fixed', ms }));
  const long = () => oneOf<Delay>('a delay', drawnDelays(), purpose);
  return scalarOrObject(short, long, purpose)
    .meta({ description: meaning })
    .transform((delay, report) => {
      const problem = delayProblem(delay);
      if (problem !== undefined)
        report.addIssue(
          wordedIssue(`is not a delay that can be drawn: ${problem}`, {
            hint: 'durations stand in rising order, and none is longer than max',
          }),
        );
      return delay;
    });
}

function drawnDelays(): Variant<Delay>[] {
  const some = duration('a duration');
  const max = duration('longest delay drawn').optional();
  return [
    {
      key: 'uniform',
      schema: () =>
        mapping({ uniform: list(some, 2).min(2) }).transform(
          ({ uniform: [from = 0, to = 0] }): Delay => ({ kind: 'uniform', min: from, max: to }),
        ),
    },
    {
      key: 'exponential',
      schema: () =>
        mapping({ exponential: some, max }).transform(
          ({ exponential, max: most }): Delay => ({
            kind: 'exponential',
            mean: exponential,
            ...omitUndefined({ max: most }),
          }),
        ),
    },
    {
      key: 'logNormal',
      schema: () =>
        mapping({
          logNormal: mapping({ median: some, sigma: factor('spread', 0, 10), max }),
        }).transform(
          ({ logNormal: { median, sigma, max: most } }): Delay => ({
            kind: 'log-normal',
            median,
            sigma,
            ...omitUndefined({ max: most }),
          }),
        ),
    },
    {
      key: 'empirical',
      schema: () =>
        mapping({ empirical: list(some, 1_000).min(2) }).transform(
          ({ empirical }): Delay => ({ kind: 'empirical', quantiles: empirical }),
        ),
    },
  ];
}

/** A delay in words, for reference texts. */
export function delayText(delay: Delay): string {
  const one = formatDuration;
  switch (delay.kind) {
    case 'fixed':
      return one(delay.ms);
    case 'uniform':
      return `${one(delay.min)} to ${one(delay.max)}`;
    case 'exponential':
      return `exponential, ${one(delay.mean)} on average`;
    case 'log-normal':
      return `log-normal around ${one(delay.median)}`;
    case 'empirical':
      return `one of ${delay.quantiles.map(one).join(', ')}, or between`;
  }
}
