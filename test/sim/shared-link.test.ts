/** A link that transfers share: every arrival is worked out by hand, to the millisecond. */
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

/** Goes to every finish in turn, as a model would, until nothing is left or ever will be through. */
function finishes(link: SharedLink): [at: number, transfers: number[]][] {
  const seen: [number, number[]][] = [];
  for (let at = nextFinish(link); at !== undefined && seen.length < 1_000; at = nextFinish(link))
    seen.push([at, takeFinished(link, at)]);
  return seen;
}

/** A link on which transfers 1, 2, … of these sizes begin at 0. */
function linkWith(bytesPerMs: number, sizes: readonly number[]): SharedLink {
  const link = createLink(bytesPerMs, 0);
  for (const [place, bytes] of sizes.entries()) joinLink(link, place + 1, bytes, 0);
  return link;
}

describe('transfers on a link', () => {
  test('one transfer has the whole link', () => {
    expect(finishes(linkWith(100, [5_000]))).toEqual([[50, [1]]]);
  });

  test('two equal transfers take twice as long as one', () => {
    expect(finishes(linkWith(100, [5_000, 5_000]))).toEqual([[100, [1, 2]]]);
  });

  test('a link on which nothing is under way finishes nothing', () => {
    const link = createLink(100, 0);
    expect(nextFinish(link)).toBeUndefined();
    expect(takeFinished(link, 10)).toEqual([]);
  });

  test('a short transfer goes first and leaves the link to the long one', () => {
    // Half each until 1 has its 1000 at 20 ms; 2 has 1000 then too and gets the other 4000 alone.
    expect(finishes(linkWith(100, [1_000, 5_000]))).toEqual([
      [20, [1]],
      [60, [2]],
    ]);
  });

  test('a late transfer delays the running ones, and no longer than necessary', () => {
    const link = linkWith(100, [5_000]);
    joinLink(link, 2, 1_000, 30);
    // 1 has 3000 at 30 ms; half each until 2 is through at 50 ms; 1 then lacks 1000.
    expect(finishes(link)).toEqual([
      [50, [2]],
      [60, [1]],
    ]);
  });

  test('three transfers that begin one after the other', () => {
    const link = createLink(60, 0);
    joinLink(link, 1, 1_200, 0);
    joinLink(link, 2, 1_200, 10);
    joinLink(link, 3, 1_200, 20);
    // 1 has 600 at 10 ms and 900 at 20 ms; 20 each a millisecond: through at 35 ms.
    // 2 has 300 at 20 ms and 600 at 35 ms; 30 a millisecond: through at 55 ms.
    // 3 has 300 at 35 ms and 900 at 55 ms; the whole link: through at 60 ms.
    expect(finishes(link)).toEqual([
      [35, [1]],
      [55, [2]],
      [60, [3]],
    ]);
  });

  test('many equal transfers all arrive together, in the order in which they joined', () => {
    const link = linkWith(1_000, new Array<number>(500).fill(1_000));
    expect(finishes(link)).toEqual([[500, Array.from({ length: 500 }, (_, i) => i + 1)]]);
  });

  test('many different transfers arrive in the order of their sizes', () => {
    const sizes = [700, 100, 900, 300, 500, 200, 800, 400, 1_000, 600];
    const order = finishes(linkWith(100, sizes)).flatMap(([, transfers]) => transfers);
    expect(order).toEqual([2, 6, 4, 8, 5, 10, 1, 7, 3, 9]);
  });

  test('a transfer of nothing is through at once', () => {
    const link = createLink(100, 5);
    joinLink(link, 1, 0, 5);
    expect(finishes(link)).toEqual([[5, [1]]]);
  });

  test('a transfer that begins at the instant at which another ends does not delay it', () => {
    const link = linkWith(100, [1_000]);
    joinLink(link, 2, 1_000, 10);
    expect(finishes(link)).toEqual([
      [10, [1]],
      [20, [2]],
    ]);
  });
});

describe('cuts and changes of capacity', () => {
  test('a cut link finishes nothing until it is healed, and continues where it was', () => {
    const link = linkWith(100, [5_000]);
    setLinkCapacity(link, 0, 20);
    expect(nextFinish(link)).toBeUndefined();
    expect(takeFinished(link, 500)).toEqual([]);
    setLinkCapacity(link, 100, 1_000);
    expect(finishes(link)).toEqual([[1_030, [1]]]);
  });

  test('who joins a cut link waits like everybody else', () => {
    const link = createLink(0, 0);
    joinLink(link, 1, 100, 10);
    expect(nextFinish(link)).toBeUndefined();
    setLinkCapacity(link, 10, 100);
    expect(finishes(link)).toEqual([[110, [1]]]);
  });

  test('a transfer that is through when the link is cut still arrives', () => {
    const link = linkWith(100, [1_000]);
    setLinkCapacity(link, 0, 10);
    expect(finishes(link)).toEqual([[10, [1]]]);
  });

  test('half the capacity makes the rest take twice as long', () => {
    const link = linkWith(100, [5_000]);
    setLinkCapacity(link, 50, 20);
    expect(finishes(link)).toEqual([[80, [1]]]);
  });

  test('a slow link of a byte in a hundred milliseconds keeps its time', () => {
    expect(finishes(linkWith(0.01, [3]))).toEqual([[300, [1]]]);
    expect(finishes(linkWith(0.01, [3, 3]))).toEqual([[600, [1, 2]]]);
  });
});

describe('leaving a link', () => {
  test('a transfer that leaves returns its remaining bytes, and the others share the link', () => {
    const link = linkWith(100, [5_000, 5_000]);
    expect(leaveLink(link, 1, 40)).toBe(3_000);
    expect(finishes(link)).toEqual([[70, [2]]]);
  });

  test('leaving a link that one is not on changes nothing', () => {
    const link = linkWith(100, [5_000]);
    expect(leaveLink(link, 9, 10)).toBe(0);
    expect(finishes(link)).toEqual([[50, [1]]]);
  });

  test('who leaves when through lacks nothing and never arrives', () => {
    const link = linkWith(100, [1_000, 2_000]);
    expect(leaveLink(link, 1, 20)).toBe(0);
    expect(finishes(link)).toEqual([[30, [2]]]);
  });

  test('any of many may leave, and the order of the others stays', () => {
    const sizes = [700, 100, 900, 300, 500, 200, 800, 400, 1_000, 600];
    for (const gone of [1, 2, 5, 9, 10]) {
      const link = linkWith(100, sizes);
      leaveLink(link, gone, 0);
      const order = finishes(link).flatMap(([, transfers]) => transfers);
      expect(order).toEqual([2, 6, 4, 8, 5, 10, 1, 7, 3, 9].filter((one) => one !== gone));
    }
  });

  test('a link that everybody has left begins again without a past', () => {
    const link = linkWith(100, [5_000]);
    leaveLink(link, 1, 40);
    expect(link.served).toBe(0);
    joinLink(link, 2, 1_000, 40);
    expect(finishes(link)).toEqual([[50, [2]]]);
  });
});

describe('rounding', () => {
  test('a transfer is through at the first whole millisecond by which it has everything', () => {
    expect(finishes(linkWith(100, [5_001]))).toEqual([[51, [1]]]);
    expect(finishes(linkWith(100, [4_999]))).toEqual([[50, [1]]]);
    expect(finishes(linkWith(3, [10]))).toEqual([[4, [1]]]);
  });

  test('a quotient that comes out a hair too large does not cost a millisecond', () => {
    // 21 / 0.3 is 70 on paper, and 0.3 is no number that has an exact binary representation.
    expect(finishes(linkWith(0.3, [21]))).toEqual([[70, [1]]]);
    expect(finishes(linkWith(0.7, [21]))).toEqual([[30, [1]]]);
    expect(finishes(linkWith(0.1, [3, 50, 50]))[0]).toEqual([90, [1]]);
  });

  test('one byte more than a fast link carries in ten milliseconds takes an eleventh', () => {
    // The byte is half a millionth of a millisecond: no reason to announce 10 ms and then not arrive.
    expect(finishes(linkWith(2_000_000, [20_000_001]))).toEqual([[11, [1]]]);
  });

  test('a finish that is announced is one: someone is through at it', () => {
    for (const bytesPerMs of [0.3, 7, 131_072, 1_250_000, 33_333_333.3])
      for (const more of [1, 2, 3, 1_001]) {
        const link = linkWith(bytesPerMs, [Math.ceil(bytesPerMs * 10) + more, 9e12, 77 * more]);
        for (const [, transfers] of finishes(link)) expect(transfers).not.toEqual([]);
        expect(link.transfers).toEqual([]);
      }
  });

  test('a link that was never idle for petabytes still returns the end of the next transfer', () => {
    const link = linkWith(1e6, [1]);
    let transfer = 1;
    let through = 0;
    while (transfer < 3_000) {
      transfer += 1;
      const at = nextFinish(link) ?? Number.NaN;
      // The next transfer joins just before: the link is never idle.
      joinLink(link, transfer, 1e12 + transfer, at);
      through += takeFinished(link, at).length;
    }
    expect(through).toBe(2_999);
    expect(bytesMoved(link, link.at)).toBeGreaterThan(2.9e15);
  });

  test('what is left of a millisecond in which someone got through goes to the others', () => {
    // 1 has its 10 after 2.5 ms, which shows at 3 ms; 1002 - 10 more bytes go alone: 1012 / 8 = 126.5.
    const link = linkWith(8, [10, 1_002]);
    expect(finishes(link)).toEqual([
      [3, [1]],
      [127, [2]],
    ]);
    expect(finishes(linkWith(8, [4, 4, 4, 4]))).toEqual([[2, [1, 2, 3, 4]]]);
    expect(finishes(linkWith(100, [1, 1, 1, 1, 396]))).toEqual([
      [1, [1, 2, 3, 4]],
      [4, [5]],
    ]);
  });

  test('a thousand short transfers keep the link as busy as one long one', () => {
    const sizes = Array.from({ length: 1_000 }, (_, place) => 10_000 + place * 13);
    const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const last = finishes(linkWith(1_000, sizes)).at(-1)?.[0];
    expect(last).toBe(Math.ceil(total / 1_000));
  });
});

describe('bytes', () => {
  test('they are counted as they move, up to any instant', () => {
    const link = linkWith(100, [1_000, 5_000]);
    expect(bytesMoved(link, 0)).toBe(0);
    expect(bytesMoved(link, 7)).toBe(700);
    finishes(link);
    expect(bytesMoved(link, 60)).toBe(6_000);
    expect(bytesMoved(link, 1_000)).toBe(6_000);
  });

  test('reading does not change the link', () => {
    const link = linkWith(100, [1_000]);
    const before = structuredClone(link);
    bytesMoved(link, 7);
    nextFinish(link);
    expect(link).toEqual(before);
  });

  test('a link is plain data that can be cloned in the middle of a transfer', () => {
    const link = linkWith(100, [1_000, 5_000]);
    takeFinished(link, 13);
    expect(finishes(structuredClone(link))).toEqual(finishes(link));
  });
});
