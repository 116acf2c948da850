/**
 * Whether the parent's own topic of a version is truncated once a push has ended. That topic only
 * marks a push in progress for the detection of concurrent pushes; no region's data depends on it.
 */
import { type ExecutionStatus, isError } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const parentTopicRule: Rule = {
  id: 'VS-12',
  title: "Is the parent's topic truncated?",
  source: 'VeniceParentHelixAdmin#truncateTopicsOptionally; DeferredVersionSwapService#updateStore',
};

/** The input when a status query finds the end of a push. */
export interface ParentTopicView {
  /** The aggregate that ended the push. */
  readonly status: ExecutionStatus;
  /** The query is about an incremental push. */
  readonly incremental: boolean;
  /** The store takes incremental pushes. */
  readonly incrementalStore: boolean;
  readonly swapDeferred: boolean;
  readonly targetSwapRegion: string;
  /** `parent.controller.max.errored.topic.num.to.keep`. */
  readonly erroredTopicsToKeep: number;
  /** `controller.disable.parent.topic.truncation.upon.completion`. */
  readonly truncationDisabled: boolean;
}

/**
 * `kept-errored`: topics of failed pushes are kept for inspection; `kept`: the push may continue, or
 * truncation is disabled.
 */
export type ParentTopicDecision = 'truncate' | 'kept-errored' | 'kept';

/**
 * Decides after a terminal status query. The caller checks whether there is such a topic at all.
 */
export function decideParentTopic(view: ParentTopicView): ParentTopicDecision {
  const { incremental, incrementalStore, swapDeferred } = view;
  const failed = isError(view.status);
  if (view.erroredTopicsToKeep > 0 && failed) return 'kept-errored';
  const fullPushFailed = !incremental && failed;
  const plainPushEnded = !incrementalStore && !failed && !swapDeferred;
  const fullPushOfIncrementalStore = !incremental && incrementalStore;
  const swapsByTargets = swapDeferred && view.targetSwapRegion !== '';
  const ends = fullPushFailed || plainPushEnded || fullPushOfIncrementalStore || swapsByTargets;
  return ends && !view.truncationDisabled ? 'truncate' : 'kept';
}
