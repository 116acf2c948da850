/**
 * The hash order of names, against orders that were seen on a running Java and against a hash table
 * built here the slow way, bucket by bucket and doubling by doubling.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { javaHashOrder, javaStringHash } from '../../../../model/rules/regions/java-order.js';

describe('string hashes', () => {
  test.each([
    ['', 0],
    ['a', 97],
    ['dc-0', 3_075_682],
    ['Aa', 2_112],
    ['BB', 2_112],
    ['polygenelubricants', -2_147_483_648],
  ])('%j hashes as in Java', (text, hash) => {
    expect(javaStringHash(text)).toBe(hash);
  });
});

describe('the order of a hash set', () => {
  test.each([
    [['dc-0', 'dc-1'], 'dc-0 dc-1'],
    [['dc-0', 'dc-2'], 'dc-2 dc-0'],
    [['dc-0', 'dc-1', 'dc-2'], 'dc-2 dc-0 dc-1'],
    [['dc-0', 'dc-1', 'dc-2', 'dc-3', 'dc-4'], 'dc-4 dc-2 dc-3 dc-0 dc-1'],
    [['test1', 'test2', 'test3'], 'test2 test3 test1'],
    [['region1', 'region2', 'region3'], 'region1 region2 region3'],
  ])('%j is visited as on a running Java', (names, order) => {
    expect(javaHashOrder(names).join(' ')).toBe(order);
    expect(javaHashOrder(names.toReversed()).join(' ')).toBe(order);
  });

  test('names of one bucket keep the order in which they were added', () => {
    expect(javaHashOrder(['Aa', 'BB'])).toEqual(['Aa', 'BB']);
    expect(javaHashOrder(['BB', 'Aa'])).toEqual(['BB', 'Aa']);
  });

  test('a name counts once, at its first place', () => {
    expect(javaHashOrder(['BB', 'Aa', 'BB'])).toEqual(['BB', 'Aa']);
  });

  test('the thirteenth name doubles the table and so reorders the other twelve', () => {
    const regions = Array.from({ length: 13 }, (_, i) => `fabric-${i}`);
    expect(numbersOf(javaHashOrder(regions.slice(0, 12)))).toBe('10 8 9 6 7 4 5 2 3 0 11 1');
    expect(numbersOf(javaHashOrder(regions))).toBe('6 7 4 5 2 3 0 1 10 8 9 11 12');
  });

  test('it agrees with a table built step by step, whatever the names', () => {
    const names = fc.uniqueArray(
      fc.oneof(
        fc.string(),
        fc.nat(300).map((n) => `dc-${n}`),
      ),
      {
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(names, (list) => {
        expect(javaHashOrder(list)).toEqual(slowOrder(list));
      }),
    );
  });

  test('a small table doubles when nine names share a bucket, before it would for their number', () => {
    const colliding = ['Aa', 'BB'].flatMap((a) => ['Aa', 'BB'].map((b) => a + b));
    const names = colliding.flatMap((head) => colliding.map((tail) => head + tail));
    const list = [...names.slice(0, 10), 'dc-0', 'dc-1', 'dc-2', 'dc-3', 'x', 'y', 'z'];
    expect(javaHashOrder(list)).toEqual(slowOrder(list));
  });
});

function numbersOf(names: readonly string[]): string {
  return names.map((name) => name.slice(name.indexOf('-') + 1)).join(' ');
}

/** A hash table as Java keeps it: bins are lists; doubling splits each bin in two, order kept. */
function slowOrder(names: readonly string[]): string[] {
  let table: string[][] = Array.from({ length: 16 }, () => []);
  let size = 0;
  const double = () => {
    const all = table.flat();
    table = Array.from({ length: table.length * 2 }, () => []);
    for (const name of all) binOf(table, name).push(name);
  };
  for (const name of names) {
    const bin = binOf(table, name);
    bin.push(name);
    size += 1;
    if (bin.length > 8 && table.length < 64) double();
    if (size > table.length * 0.75) double();
  }
  return table.flat();
}

function binOf(table: string[][], name: string): string[] {
  let hash = 0n;
  for (let i = 0; i < name.length; i++) {
    hash = BigInt.asUintN(32, hash * 31n + BigInt(name.charCodeAt(i)));
  }
  return table[Number((hash ^ (hash >> 16n)) % BigInt(table.length))]!;
}
