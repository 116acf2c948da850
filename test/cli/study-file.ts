/** What tests of studies share: a small scenario, a long sweep of it, and waiting for a file. */
import { expect } from 'vitest';

/** A scenario whose runs differ by their seeds. */
export const aPush = `title: A push
horizon: 6h
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB, partitions: 2 }]
latencies: { ingestionTail: { exponential: 200s, max: 30m } }
timeline:
  - { at: 1m, push: p1, store: profiles }
expect: [{ push: p1, ends: succeeded }]
`;

/** Options of a sweep that takes long enough to be disturbed. */
export const longSweep = ['--seeds', '1..350', '--vary', 'stores.0.partitions=2,4'];

/** Waits, for half a minute at most. */
export async function until(is: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_500 && !is(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(is()).toBe(true);
}
