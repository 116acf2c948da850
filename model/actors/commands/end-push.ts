/** Ends a push job: records the end, cancels its timer, kills its unfinished version, and calls the hooks before and after the end. */

import type { Checkpoint } from '../../checkpoints.js';
import type { HookPoint } from '../../hooks/hook.js';
import { callsAt, runner } from '../../queries/registered-hooks.js';
import { pushJob } from '../../queries/world.js';
import type { RuleId } from '../../rules/rule.js';
import { jobAsks, parentAsks } from '../../world/hooks.js';
import type { World } from '../../world.js';
import { type ModelTurn, scheduleAfter } from '../actor.js';
import { askHooks } from '../hooks/calls.js';

export interface PushEnding {
  readonly outcome: 'succeeded' | 'failed' | 'refused' | 'killed';
  readonly reason: string;
  readonly rule?: RuleId;
  /** The checkpoint that the job reports last, if the failure has its own. */
  readonly checkpoint?: Checkpoint;
}

/** Ends a job that is still running. */
export function endPush(world: World, turn: ModelTurn, push: number, ending: PushEnding): void {
  const job = pushJob(world, push);
  if (job.state !== 'running') return;
  turn.cancel(job.timeoutTicket);
  if (job.stage === 'writing') turn.cancel(job.checkTicket);
  turn.record({ kind: 'push-ended', push, store: job.store, ...ending });
  notifyEnd(world, turn, push, ending.outcome);
  const kills =
    world.variant.pushJobKillsOnFailure && job.version > 0 && job.mode !== 'incremental';
  if (!kills || ending.outcome === 'succeeded') return;
  scheduleAfter(
    world,
    turn,
    { name: 'controllerCall', place: 'push-job' },
    { kind: 'kill-request-arrived', push, attempt: 1 },
  );
}

/** The job has ended: notifies the postEndOfPushJob hooks for every outcome. */
function notifyEnd(world: World, turn: ModelTurn, push: number, ending: string): void {
  askAbout(world, turn, push, 'postEndOfPushJob', ending);
}

/** If regions invoke hooks, starts the hooks before the end in the region that the job wrote in. */
export function askBeforeEnd(world: World, turn: ModelTurn, push: number): boolean {
  return runner(world) === 'child' && askAbout(world, turn, push, 'preEndOfPushJob');
}

export function askAbout(
  world: World,
  turn: ModelTurn,
  push: number,
  point: HookPoint,
  ending = '',
): boolean {
  const { store, version: known, mode } = pushJob(world, push);
  // VIP-4 covers full pushes only.
  if (mode === 'incremental') return false;
  if (!callsAt(world, store, point)) return false;
  const isEnd = point === 'postEndOfPushJob' || point === 'preEndOfPushJob';
  const version = isEnd ? known : 0;
  const asker = askerOf(world, push);
  return askHooks(world, turn, { point, push, store, version, region: -1, asker, ending });
}

/** The caller of hooks about a whole job: the parent, the job itself, or in the children's engines the region that it writes in. */
function askerOf(world: World, push: number): number {
  const kind = runner(world);
  if (kind === 'parent') return parentAsks;
  return kind === 'push-job' ? jobAsks(push) : Math.max(0, pushJob(world, push).writesIn);
}
