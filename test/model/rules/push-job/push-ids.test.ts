/** Push ids: which kind of push a prefix names, which push may kill which, and the store's TTL flag. */
import { describe, expect, test } from 'vitest';
import {
  killRight,
  type PushType,
  pushOrigin,
  ttlFlagChange,
} from '../../../../model/rules/push-job/push-ids.js';

describe('where a push comes from', () => {
  test.each([
    ['repush', 'venice_re_push_'],
    ['ttl-repush', 'venice_ttl_re_push_'],
    ['regular-with-ttl-repush', 'venice_regular_push_with_ttl_re_push_'],
    ['compliance', 'venice_compliance_push_'],
    ['user', ''],
  ])('an id of a %s push is recognised by %j', (origin, prefix) => {
    expect(pushOrigin(`${prefix}17_job`)).toBe(origin);
  });

  test.each([null, '', 'Venice_re_push_1', 'x_venice_re_push_1', 'venice_re_push'])(
    '%j has no known prefix',
    (id) => {
      expect(pushOrigin(id)).toBe('user');
    },
  );
});

describe('killing the push that runs', () => {
  const right = (
    existingPushId: string,
    incomingPushId: string,
    incomingPushType: PushType = 'BATCH',
  ) => killRight({ existingPushId, incomingPushId, incomingPushType });
  const repush = 'venice_re_push_1';
  const compliance = 'venice_compliance_push_1';

  test('a repush and a compliance push give way to a user', () => {
    expect(right(repush, 'p2')).toBe('may-kill');
    expect(right(compliance, 'p2', 'STREAM_REPROCESSING')).toBe('may-kill');
  });

  test("a user's push yields to no other push", () => {
    expect(right('p1', 'p2')).toBe('existing-not-killable');
  });

  test('a TTL repush neither gives way, nor counts as a system push when it comes in', () => {
    expect(right('venice_ttl_re_push_1', 'p2')).toBe('existing-not-killable');
    expect(right(repush, 'venice_ttl_re_push_1')).toBe('may-kill');
  });

  test('an incremental push kills nothing', () => {
    expect(right(repush, 'p2', 'INCREMENTAL')).toBe('incoming-is-incremental');
  });

  test('system pushes do not kill each other', () => {
    expect(right(repush, compliance)).toBe('incoming-is-killable');
  });
});

describe("the store's TTL flag", () => {
  test('is switched on by a TTL repush and off by a regular push after one', () => {
    expect(ttlFlagChange('venice_ttl_re_push_1', false)).toBe('switch-on');
    expect(ttlFlagChange('venice_regular_push_with_ttl_re_push_1', true)).toBe('switch-off');
  });

  test('is not written when it would not change', () => {
    expect(ttlFlagChange('venice_ttl_re_push_1', true)).toBe('unchanged');
    expect(ttlFlagChange('venice_regular_push_with_ttl_re_push_1', false)).toBe('unchanged');
    expect(ttlFlagChange('p1', true)).toBe('unchanged');
    expect(ttlFlagChange(null, false)).toBe('unchanged');
  });
});
