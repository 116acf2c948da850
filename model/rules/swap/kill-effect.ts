/**
 * What a kill of a push changes: the version's record in the parent, and in each region that processes
 * the message. Sending the message and stopping replicas are not done here.
 */
import { isDeletable, isIngested, type VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const killEffectRule: Rule = {
  id: 'VS-11',
  title: 'What a kill changes',
  source: 'VeniceParentHelixAdmin#killOfflinePush; VeniceHelixAdmin#killOfflinePush',
};

/** The input of the parent's decision. */
export interface ParentKillView {
  readonly status: VersionStatus;
  /** Regions that serve the version now; consulted only with `killKeepsPartial`. */
  readonly servingRegions: number;
  /** `controller.max.number.of.errored.topics.to.keep` or the like is 0, its default. */
  readonly keepsNoErroredTopics: boolean;
  readonly parentTopicWritten: boolean;
}

export interface ParentKill {
  readonly outcome: 'killed' | 'kept-online' | 'kept-partial' | 'kept-rolled-back' | 'made-partial';
  readonly status: VersionStatus;
  readonly truncateTopic: boolean;
}

/**
 * The parent's side. As built everything but ONLINE becomes KILLED, including a version that a region serves.
 * The message is sent in any case.
 */
export function killInParent(
  view: ParentKillView,
  variant: { readonly killKeepsPartial: boolean },
): ParentKill {
  const truncateTopic = view.parentTopicWritten && view.keepsNoErroredTopics;
  return { ...killedStatus(view, variant.killKeepsPartial), truncateTopic };
}

function killedStatus(
  view: ParentKillView,
  killKeepsPartial: boolean,
): Omit<ParentKill, 'truncateTopic'> {
  const { status } = view;
  if (status === 'ONLINE') return { outcome: 'kept-online', status };
  if (killKeepsPartial && status === 'PARTIALLY_ONLINE') return { outcome: 'kept-partial', status };
  if (!killKeepsPartial || view.servingRegions === 0)
    return { outcome: 'killed', status: 'KILLED' };
  // A rollback is still in progress in some region; PARTIALLY_ONLINE would undo the
  // decision.
  if (status === 'ROLLED_BACK') return { outcome: 'kept-rolled-back', status };
  return { outcome: 'made-partial', status: 'PARTIALLY_ONLINE' };
}

/** The input of a region's decision; `status` undefined: it has no such version. */
export interface ChildKillView {
  readonly resourceExists: boolean;
  readonly status: VersionStatus | undefined;
}

export type ChildKill =
  | 'resource-gone'
  | 'kept-finished'
  | 'already-over'
  | 'version-killed'
  | 'servers-told';

/**
 * A region's side. A finished version is left unchanged, and so is one that is over; any other record
 * becomes KILLED (ROLLED_BACK too, which lifts the guard against a push right after a rollback) and
 * the servers are notified. Without a record only the servers are notified.
 */
export function killInChild({ resourceExists, status }: ChildKillView): ChildKill {
  if (!resourceExists) return 'resource-gone';
  if (status === undefined) return 'servers-told';
  if (isIngested(status)) return 'kept-finished';
  return isDeletable(status) ? 'already-over' : 'version-killed';
}
