/**
 * DM-7: unchecked writes from a late cache lose updates, compare-and-set does not. E15 is
 * the edge case of the degraded-mode design.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterFailedRegistryWrite,
  afterOperation,
  type LiveDocument,
  type RegistryOperation,
  type VersionedDocument,
  writeRegistry,
} from '../../../../model/rules/degraded/registry-write.js';

const withoutCas = { registryCas: false };
const cas = { registryCas: true };
const empty: VersionedDocument = { document: { enabled: true, marks: [] }, documentVersion: 3 };

function mark(region: string, timeoutMinutes = 120): RegistryOperation {
  return { kind: 'mark', region, markedAtMs: 5, timeoutMinutes, operator: 'alice' };
}

function written(result: ReturnType<typeof writeRegistry>): VersionedDocument {
  if (result.kind !== 'written') throw new Error(result.kind);
  return result.stored;
}

function regions({ document }: VersionedDocument): readonly string[] {
  return document.marks.map(({ region }) => region);
}

/** Both operations are computed from the same late copy. */
function raced(first: RegistryOperation, second: RegistryOperation) {
  const afterFirst = written(writeRegistry(empty, empty, first, withoutCas));
  return { afterFirst, result: writeRegistry(afterFirst, empty, second, withoutCas) };
}

describe('lost updates', () => {
  test('E15: two marks within the watch delay leave the second only', () => {
    const { result } = raced(mark('dc-1'), mark('dc-2'));
    expect(regions(written(result))).toEqual(['dc-2']);
    expect(result).toMatchObject({ changedUnasked: ['dc-1'] });
  });

  test('a mark and then another setting within the watch delay erase the mark', () => {
    const { result } = raced(mark('dc-1'), { kind: 'set-enabled', enabled: false });
    expect(written(result).document).toEqual({ enabled: false, marks: [] });
    expect(result).toMatchObject({ changedUnasked: ['dc-1'] });
  });

  test('E15b: a mark and its unmark within the watch delay leave the region degraded', () => {
    const { afterFirst, result } = raced(mark('dc-1'), { kind: 'unmark', region: 'dc-1' });
    expect(result.kind).toBe('unchanged');
    expect(regions(afterFirst)).toEqual(['dc-1']);
  });

  test('a mark computed from a late copy brings back a mark that was taken away', () => {
    const marked = written(writeRegistry(empty, empty, mark('dc-1'), withoutCas));
    const cleared = written(
      writeRegistry(marked, marked, { kind: 'unmark', region: 'dc-1' }, withoutCas),
    );
    const result = writeRegistry(cleared, marked, mark('dc-2'), withoutCas);
    expect(regions(written(result))).toEqual(['dc-1', 'dc-2']);
    expect(result).toMatchObject({ changedUnasked: ['dc-1'] });
  });

  test('registry-cas: the second writer reads again, and then keeps both', () => {
    const first = written(writeRegistry(empty, empty, mark('dc-1'), cas));
    expect(writeRegistry(first, empty, mark('dc-2'), cas)).toEqual({
      kind: 'conflict',
      reason: 'the document is at version 4, not 3; read again',
    });
    expect(regions(written(writeRegistry(first, first, mark('dc-2'), cas)))).toEqual([
      'dc-1',
      'dc-2',
    ]);
  });
});

describe('one operation', () => {
  const marked: LiveDocument = afterOperation(empty.document, mark('dc-1', 60));

  test('a mark that is repeated resets its instant, limit and operator', () => {
    const again = { ...mark('dc-1', 30), markedAtMs: 99, operator: 'bob' } as RegistryOperation;
    expect(afterOperation(marked, again).marks).toEqual([
      { region: 'dc-1', markedAtMs: 99, timeoutMinutes: 30, operator: 'bob' },
    ]);
  });

  test('W36 copyConstructorDeepCopiesDegradedDatacenters: the original stays', () => {
    expect(afterOperation(marked, { kind: 'unmark', region: 'dc-1' }).marks).toEqual([]);
    expect(marked.marks).toHaveLength(1);
  });

  test('unmarking a region that is not marked writes nothing', () => {
    expect(writeRegistry(empty, empty, { kind: 'unmark', region: 'dc-7' }, withoutCas).kind).toBe(
      'unchanged',
    );
  });
});

test('a failing write is tried nine times, with pauses of 2 to 256 s', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => afterFailedRegistryWrite(attempt));
  expect(pauses).toEqual(
    [2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => ({ kind: 'retry', afterMs: seconds * 1_000 })),
  );
  expect(afterFailedRegistryWrite(9).kind).toBe('gave-up');
});

test('invariant I28: with compare-and-set the registry is the fold of the accepted operations', () => {
  const region = fc.constantFrom('dc-0', 'dc-1', 'dc-2');
  const operation: fc.Arbitrary<RegistryOperation> = fc.oneof(
    region.map((name) => mark(name)),
    region.map((name) => ({ kind: 'unmark' as const, region: name })),
    fc.boolean().map((enabled) => ({ kind: 'set-enabled' as const, enabled })),
  );
  const late = fc.nat({ max: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(operation, late), { maxLength: 12 }), (writes) => {
      const history: VersionedDocument[] = [empty];
      let expected = empty.document;
      for (const [change, lag] of writes) {
        const stored = history.at(-1)!;
        let result = writeRegistry(stored, history.at(-1 - lag) ?? stored, change, cas);
        if (result.kind === 'conflict') result = writeRegistry(stored, stored, change, cas);
        if (result.kind !== 'written') continue;
        expect(result.changedUnasked).toEqual([]);
        expected = afterOperation(expected, change);
        history.push(result.stored);
      }
      expect(history.at(-1)!.document).toEqual(expected);
    }),
  );
});
