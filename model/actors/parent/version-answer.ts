/** The parent's answer to a push job that requested a version: all data that the job gets, as of the instant of sending. */

import type { Checkpoint } from '../../checkpoints.js';
import type { VersionAnswer } from '../../events.js';
import { regionIds } from '../../names.js';
import { leaveOutView } from '../../queries/degraded-mode.js';
import { modeOf, pushIdOf, requestOf } from '../../queries/push-request.js';
import { answerMissedAfter, jobCallPolicy, pauseAfter } from '../../queries/remote-calls.js';
import { namesOf, pushJob } from '../../queries/world.js';
import { answeredRegions, answeredRegionsRule } from '../../rules/degraded/answered-regions.js';
import type { RuleId } from '../../rules/rule.js';
import { parentStore } from '../../world/entries.js';
import type { ParentVersion } from '../../world/parent.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';

const call = { name: 'controllerCall', place: 'push-job' } as const;

export const asks = [answeredRegionsRule];

/** Refuses a push: records the refusal with the reason for its operator, and schedules the answer, with a checkpoint if the refusal has its own. */
export function refuse(
  world: World,
  turn: ModelTurn,
  push: number,
  reason: string,
  rule: RuleId,
  own: { readonly checkpoint?: Checkpoint } = {},
): void {
  turn.record({ kind: 'push-refused', push, store: pushJob(world, push).store, reason, rule });
  answer(world, turn, push, { kind: 'refused', reason, ...own });
}

/** Answers the job that its version exists. Throws RangeError if the parent has no version of the push. */
export function answerCreated(world: World, turn: ModelTurn, push: number): void {
  const record = recordOf(world, push);
  if (record === undefined) throw new RangeError(`the parent has no version of push ${push}`);
  const mode = modeOf(world, push);
  const degraded = regionIds(world.names, namesIn(world, push, record));
  const convertedByPolicy = !record.deferredByUser && world.setup.venice.policy !== 'B';
  answer(world, turn, push, {
    kind: 'created',
    version: record.number,
    source: record.sourceFabric,
    bytes: record.bytes,
    degraded,
    gated: record.hookGated,
    deferred:
      record.hookGated ||
      (degraded.length > 0 && convertedByPolicy) ||
      (mode.kind === 'accepted' && mode.targetedDeferred),
  });
}

/**
 * The version is created: the parent answers. If its leader was lost or the version deleted meanwhile, the job's call fails and is
 * repeated; the next leader finds the version of the push and answers with it.
 */
export const onVersionAnswerDue: Handler<'version-answer-due'> = (world, event, turn) => {
  const { push, epoch } = event;
  if (pushJob(world, push).state !== 'running') return;
  if (epoch === world.parent.epoch && recordOf(world, push) !== undefined)
    return answerCreated(world, turn, push);
  scheduleAfter(world, turn, call, { kind: 'version-request-arrived', push, attempt: 1 });
};

/** Schedules the arrival of an answer at the job; later changes in the parent do not change the answer. */
export function answer(world: World, turn: ModelTurn, push: number, told: VersionAnswer): void {
  const event = { kind: 'version-answer-arrived', push, answer: told, sentAt: turn.now } as const;
  const policy = jobCallPolicy(world, 'request');
  const missedMs = answerMissedAfter(world, policy);
  if (missedMs !== undefined) return askAgain(world, turn, push, missedMs);
  const { answersLateMs } = world.parent;
  if (answersLateMs > 0) turn.schedule(answersLateMs, event);
  else scheduleAfter(world, turn, call, event);
}

/** The job repeats its request, up to its number of attempts. */
function askAgain(world: World, turn: ModelTurn, push: number, missedMs: number): void {
  const { store, answersLost } = pushJob(world, push);
  const pauseMs = pauseAfter(jobCallPolicy(world, 'request'), answersLost + 1);
  turn.record({ kind: 'answer-lost', push, store });
  if (pauseMs !== undefined) {
    const again = { kind: 'version-request-arrived', push, attempt: 1 } as const;
    turn.schedule(missedMs + pauseMs, again);
    return;
  }
  const told = { kind: 'refused', reason: 'no parent controller answered' } as const;
  const event = { kind: 'version-answer-arrived', push, answer: told, sentAt: turn.now } as const;
  turn.schedule(missedMs, event);
}

/** The names of degraded regions that the answer carries. */
function namesIn(world: World, push: number, { excluded }: ParentVersion): readonly string[] {
  const { pushType } = requestOf(world, push, 0);
  const version = { pushType, excluded: namesOf(world, excluded) };
  return answeredRegions(version, leaveOutView(world), world.variant) ?? [];
}

/** True if the parent has a version of this push. */
export function hasVersion(world: World, push: number): boolean {
  return recordOf(world, push) !== undefined;
}

function recordOf(world: World, push: number): ParentVersion | undefined {
  const { store } = pushJob(world, push);
  const id = pushIdOf(world, push);
  return parentStore(world, store).versions.findLast(
    (one) => one.push >= 0 && pushIdOf(world, one.push) === id,
  );
}
