/** PJ-10: which topics of ended pushes a new push truncates, with the values of Venice's own test. */
import { expect, test } from 'vitest';
import { leftoverTopics } from '../../../../model/rules/push-job/errored-topics.js';

const topics = (truncated: readonly number[]) =>
  [1, 10, 7, 8, 5].map((number) => ({ number, truncated: truncated.includes(number) }));
const of = { repush: false, currents: [] };

test('TestVeniceParentHelixAdmin#testTruncateTopicsBasedOnMaxErroredTopicNumToKeep: the oldest go', () => {
  expect(leftoverTopics({ ...of, topics: topics([8]), keep: 2 })).toEqual([1, 5]);
  expect(leftoverTopics({ ...of, topics: topics([7, 8, 10]), keep: 2 })).toEqual([]);
});

test('a plain repush keeps what a region serves, and truncates as many of the others', () => {
  const repush = { topics: topics([]), repush: true, currents: [1, -1, 5] };
  expect(leftoverTopics({ ...repush, keep: 2 })).toEqual([7, 8, 10]);
  expect(leftoverTopics({ ...repush, keep: 4 })).toEqual([7]);
});

test('a plain repush that keeps no topic still keeps what is served', () => {
  const repush = { topics: topics([]), repush: true, currents: [10] };
  expect(leftoverTopics({ ...repush, keep: 0 })).toEqual([1, 5, 7, 8]);
});
