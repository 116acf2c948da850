/**
 * Which of the parent's topics a new push truncates. Topics of failed pushes may be kept for inspection
 * (`parent.controller.max.errored.topic.num.to.keep`); the next push keeps that many of the newest and truncates the others.
 */
import type { Rule } from '../rule.js';

export const erroredTopicsRule: Rule = {
  id: 'PJ-10',
  title: 'Which topics of ended pushes a new push truncates',
  source: 'VeniceParentHelixAdmin#truncateTopicsBasedOnMaxErroredTopicNumToKeep',
};

/** The parent's topics of a store when a push has found that none is running. */
export interface LeftoverView {
  readonly topics: readonly { readonly number: number; readonly truncated: boolean }[];
  /** `parent.controller.max.errored.topic.num.to.keep`. */
  readonly keep: number;
  /** The new push is a plain repush, which keeps the versions that regions serve. */
  readonly repush: boolean;
  /** What each region serves; -1: no answer. */
  readonly currents: readonly number[];
}

/** The versions whose topics are truncated, oldest first. */
export function leftoverTopics({
  topics,
  keep,
  repush,
  currents,
}: LeftoverView): readonly number[] {
  const left = topics
    .filter(({ truncated }) => !truncated)
    .map(({ number }) => number)
    .sort((one, other) => one - other);
  const mayGo = left.filter((number) => !repush || !currents.includes(number));
  return mayGo.slice(0, Math.max(0, left.length - keep));
}
