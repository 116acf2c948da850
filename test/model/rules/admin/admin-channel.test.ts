/**
 * AC-1 and AC-2: order of admin messages and what a failing one does to its store.
 */
import { describe, expect, test } from 'vitest';
import {
  type AdminFailure,
  judgeAdminFailure,
} from '../../../../model/rules/admin/admin-failure.js';
import { type AdminSequence, judgeAdminOrder } from '../../../../model/rules/admin/admin-order.js';

describe('AC-1: order', () => {
  const sequence: AdminSequence = {
    executionId: 8,
    lastDelegated: 7,
    toldToSkip: false,
    producerContinues: false,
  };
  const judge = (change: Partial<AdminSequence>) => judgeAdminOrder({ ...sequence, ...change });

  test('the next id is in order, and so is the first of all', () => {
    expect(judge({})).toEqual({ kind: 'in-order', because: 'next' });
    expect(judge({ lastDelegated: undefined, executionId: 40 })).toEqual({
      kind: 'in-order',
      because: 'first',
    });
  });

  test('an equal or lower id is a duplicate', () => {
    expect(judge({ executionId: 7 }).kind).toBe('duplicate');
    expect(judge({ executionId: 2 }).kind).toBe('duplicate');
  });

  test('a gap halts the cluster and names what is missing', () => {
    expect(judge({ executionId: 10 })).toEqual({
      kind: 'halted',
      reason: 'admin messages 8 to 9 are missing; restore them or make the region skip them',
    });
  });

  test('a gap is legitimate if the producer continues across it', () => {
    expect(judge({ executionId: 10, producerContinues: true })).toMatchObject({
      because: 'gap-is-legitimate',
    });
    expect(judge({ executionId: 7, producerContinues: true }).kind).toBe('duplicate');
  });

  test('an operator may skip the check', () => {
    expect(judge({ executionId: 10, toldToSkip: true })).toMatchObject({ because: 'told-to-skip' });
  });
});

describe('AC-2: failures', () => {
  const failure: AdminFailure = {
    store: 'profiles',
    messageKind: 'ADD_VERSION',
    cause: 'other',
    retries: 0,
  };
  const judge = (change: Partial<AdminFailure>) => judgeAdminFailure({ ...failure, ...change });

  test('hooks example 65: a refused ADD_VERSION blocks its store for as long as it fails', () => {
    expect(judge({})).toEqual({
      kind: 'blocks',
      retries: 1,
      reason: 'ADD_VERSION of profiles failed and is tried again; later messages of profiles wait',
    });
    expect(judge({ retries: 1_000 }).kind).toBe('blocks');
    expect(judge({ cause: 'writes-disabled' })).toMatchObject({
      kind: 'blocks',
      reason: expect.stringContaining('as its writes are disabled'),
    });
  });

  test('an unsupported operation counts as done', () => {
    expect(judge({ cause: 'unsupported' }).kind).toBe('done');
  });

  test('a missing store is skipped after ten retries, for updates and deletions of the store only', () => {
    for (const messageKind of ['UPDATE_STORE', 'DELETE_STORE']) {
      expect(judge({ messageKind, cause: 'store-missing', retries: 9 })).toMatchObject({
        kind: 'blocks',
        retries: 10,
      });
      expect(judge({ messageKind, cause: 'store-missing', retries: 10 }).kind).toBe('skipped');
      expect(judge({ messageKind, cause: 'other', retries: 10 }).kind).toBe('blocks');
    }
    expect(judge({ cause: 'store-missing', retries: 10 }).kind).toBe('blocks');
  });
});
