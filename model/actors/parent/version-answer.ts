/** The parent's answer to a push job that asked for a version. */

import type { AddsTo, EventOf } from '../../events.js';
import { pushJob } from '../../queries/world.js';
import type { RuleId } from '../../rules/rule.js';
import type { World } from '../../world.js';
import { type ModelTurn, scheduleAfter } from '../actor.js';

/** Refuses a push, with the reason that its operator reads. */
export function refuse(
  world: World,
  turn: ModelTurn,
  push: number,
  reason: string,
  rule: RuleId,
): void {
  turn.record({ kind: 'push-refused', push, store: pushJob(world, push).store, reason, rule });
  answer(world, turn, push, reason);
}

/** Answers the job; an empty text means that its version is there. */
export function answer(world: World, turn: ModelTurn, push: number, refused: string): void {
  tell(world, turn, { kind: 'version-answer-arrived', push, refused, addsTo: undefined });
}

/** Lets an incremental push write. */
export function admitIncrement(world: World, turn: ModelTurn, push: number, addsTo: AddsTo): void {
  tell(world, turn, { kind: 'version-answer-arrived', push, refused: '', addsTo });
}

function tell(world: World, turn: ModelTurn, event: EventOf<'version-answer-arrived'>): void {
  scheduleAfter(world, turn, { name: 'controllerCall', place: 'push-job' }, event);
}
