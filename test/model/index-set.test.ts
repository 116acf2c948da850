/** Sets of store numbers: their members come lowest first, whatever the size of the set. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIndexSet, isEmptyIndex, membersOf, setIndex } from '../../model/index-set.js';

describe('index set', () => {
  test('after any changes the members are those of a plain set, lowest first', () => {
    const change = fc.tuple(fc.nat({ max: 40_000 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const set = createIndexSet(40_001);
        const plain = new Set<number>();
        for (const [member, isIn] of changes) {
          setIndex(set, member, isIn);
          if (isIn) plain.add(member);
          else plain.delete(member);
        }
        expect(membersOf(set)).toEqual([...plain].sort((one, other) => one - other));
        expect(isEmptyIndex(set)).toBe(plain.size === 0);
      }),
    );
  });

  test('the last index of every 32-bit word is a member like any other', () => {
    const set = createIndexSet(64);
    for (const member of [63, 31, 0]) setIndex(set, member, true);
    expect(membersOf(set)).toEqual([0, 31, 63]);
  });
});
