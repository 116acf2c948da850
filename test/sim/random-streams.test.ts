/** Named random streams: each name has its own sequence, which only its own draws advance. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomStreams, randomVersion } from '../../sim/index.js';

function drawn(streams: RandomStreams, name: string, count: number): number[] {
  return Array.from({ length: count }, () => streams.draw(name));
}

describe('random streams', () => {
  test('the generator is frozen: its name and its first numbers', () => {
    const streams = new RandomStreams(7);
    expect(randomVersion).toBe('alea-1');
    expect(drawn(streams, 'a', 4)).toEqual([
      0.31247707010882675, 0.229966513399525, 0.4427227952816599, 0.6713200854753278,
    ]);
    expect(drawn(streams, 'b', 2)).toEqual([0.9256422690546495, 0.5299064080393742]);
  });

  test('seed 7 and seed "7" are the same seed', () => {
    expect(drawn(new RandomStreams(7), 'a', 5)).toEqual(drawn(new RandomStreams('7'), 'a', 5));
  });

  test('another seed and another name give other numbers', () => {
    const first = drawn(new RandomStreams(7), 'a', 5);
    expect(drawn(new RandomStreams(8), 'a', 5)).not.toEqual(first);
    expect(drawn(new RandomStreams(7), 'b', 5)).not.toEqual(first);
  });

  test('numbers are at least 0, below 1, and whole multiples of 2^-53', () => {
    for (const value of drawn(new RandomStreams('range'), 'a', 10_000)) {
      expect(value >= 0 && value < 1).toBe(true);
      expect(Number.isInteger(value * 2 ** 53)).toBe(true);
    }
  });

  test('numbers fall evenly into a hundred drawers', () => {
    const drawers = new Array<number>(100).fill(0);
    for (const value of drawn(new RandomStreams('even'), 'a', 100_000)) {
      const drawer = Math.floor(value * 100);
      drawers[drawer] = (drawers[drawer] ?? 0) + 1;
    }
    // Chi-square with 99 degrees of freedom: 148 is passed once in a thousand seeds.
    const chiSquare = drawers.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chiSquare).toBeLessThan(148);
  });

  test('drawing from one stream never changes another', () => {
    const undisturbed = drawn(new RandomStreams(1), 'kept', 20);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('kept', 'x', 'y', ''), { maxLength: 60 }), (names) => {
        const streams = new RandomStreams(1);
        const kept = names.flatMap((name) => {
          const value = streams.draw(name);
          return name === 'kept' ? [value] : [];
        });
        expect(kept.slice(0, 20)).toEqual(undisturbed.slice(0, Math.min(20, kept.length)));
      }),
      { seed: 20_261_006, numRuns: 200 },
    );
  });

  test('draws are counted over all streams', () => {
    const streams = new RandomStreams(1);
    expect(streams.draws).toBe(0);
    drawn(streams, 'a', 3);
    drawn(streams, 'b', 2);
    expect(streams.draws).toBe(5);
  });

  test('streams restored from a snapshot continue with the same numbers', () => {
    const streams = new RandomStreams(1);
    drawn(streams, 'a', 3);
    drawn(streams, 'b', 1);
    const snapshot = structuredClone(streams.snapshot());
    const expected = [drawn(streams, 'a', 5), drawn(streams, 'b', 5), drawn(streams, 'new', 5)];
    const restored = RandomStreams.restore(snapshot);
    expect(restored.draws).toBe(4);
    expect([drawn(restored, 'a', 5), drawn(restored, 'b', 5), drawn(restored, 'new', 5)]).toEqual(
      expected,
    );
    expect(restored.snapshot()).toEqual(streams.snapshot());
  });

  test('a snapshot stays as it is while the streams continue', () => {
    const streams = new RandomStreams(1);
    drawn(streams, 'a', 3);
    const snapshot = streams.snapshot();
    const before = structuredClone(snapshot);
    drawn(streams, 'a', 10);
    expect(snapshot).toEqual(before);
    drawn(RandomStreams.restore(snapshot), 'a', 10);
    expect(snapshot).toEqual(before);
  });
});
