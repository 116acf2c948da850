/** What a link refuses, and that nothing gets lost when many join and leave it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesMoved,
  createLink,
  joinLink,
  leaveLink,
  nextFinish,
  type SharedLink,
  setLinkCapacity,
  takeFinished,
} from '../../sim/index.js';
import { propertyRuns, propertySeed } from '../support/seed.js';

/** A link on which transfers 1, 2, … of these sizes begin at 0. */
function linkWith(bytesPerMs: number, sizes: readonly number[]): SharedLink {
  const link = createLink(bytesPerMs, 0);
  for (const [place, bytes] of sizes.entries()) joinLink(link, place + 1, bytes, 0);
  return link;
}

describe('what no link takes', () => {
  test('time that goes back', () => {
    const link = createLink(100, 50);
    expect(() => joinLink(link, 1, 10, 49)).toThrow('goes back from 50 to 49');
    expect(() => takeFinished(link, Number.NaN)).toThrow('goes back');
  });

  test('a transfer that is there already, under way or through', () => {
    const link = linkWith(100, [1_000]);
    expect(() => joinLink(link, 1, 10, 0)).toThrow('transfer 1 is on the link already');
    setLinkCapacity(link, 0, 10);
    expect(() => joinLink(link, 1, 10, 10)).toThrow('transfer 1 is on the link already');
    takeFinished(link, 10);
    joinLink(link, 1, 10, 10);
    expect(link.active.size).toBe(1);
  });

  test('bytes or capacities that are none', () => {
    const link = createLink(100, 0);
    for (const bytes of [-1, Number.NaN, 0.5, Number.POSITIVE_INFINITY])
      expect(() => joinLink(link, 1, bytes, 0)).toThrow(`a transfer of ${bytes} bytes`);
    for (const capacity of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => setLinkCapacity(link, capacity, 0)).toThrow(`a link of ${capacity} bytes`);
  });
});

describe('many on one link', () => {
  test('those who leave are forgotten, in time and in space', () => {
    const link = linkWith(1, new Array<number>(20_000).fill(1_000_000));
    for (let id = 20_000; id > 1; id -= 1) leaveLink(link, id, 0);
    expect(link.transfers.length).toBeLessThan(20);
    expect(nextFinish(link)).toBe(1_000_000);
  });

  test('bytes sent are bytes received, whichever transfers join, leave or are cut off', () => {
    const step = fc.record({
      after: fc.nat({ max: 50 }),
      what: fc.constantFrom('join', 'leave', 'capacity', 'take'),
      amount: fc.nat({ max: 5_000 }),
    });
    const steps = fc.array(step, { maxLength: 60 });
    fc.assert(fc.property(steps, conserves), { seed: propertySeed, numRuns: propertyRuns });
  });
});

interface Step {
  readonly after: number;
  readonly what: string;
  readonly amount: number;
}

/** Plays the steps and compares what everybody got with what the link says it has carried. */
function conserves(steps: readonly Step[]): void {
  const link = createLink(7.3, 0);
  const sizes = new Map<number, number>();
  let [now, received, most] = [0, 0, 0];
  for (const [id, { after, what, amount }] of steps.entries()) {
    now += after;
    most += after * link.capacity;
    if (what === 'join') {
      sizes.set(id, amount);
      joinLink(link, id, amount, now);
    } else if (what === 'capacity') setLinkCapacity(link, amount / 100, now);
    else if (what === 'take')
      for (const one of takeFinished(link, now)) received += drop(sizes, one);
    else {
      const leaver = [...sizes.keys()][amount % Math.max(1, sizes.size)] ?? -1;
      const lacking = leaveLink(link, leaver, now);
      received += drop(sizes, leaver) - lacking;
    }
    expect(bytesMoved(link, now)).toBeLessThanOrEqual(Math.ceil(most));
  }
  for (const one of takeFinished(link, now)) received += drop(sizes, one);
  for (const id of [...sizes.keys()]) received += drop(sizes, id) - leaveLink(link, id, now);
  expect(bytesMoved(link, now)).toBe(received);
  expect(link.pending).toBe(0);
}

function drop(sizes: Map<number, number>, id: number): number {
  const bytes = sizes.get(id) ?? 0;
  sizes.delete(id);
  return bytes;
}
