/** How a push job ends, whoever says so: it notes the end, stops its timer, and kills what it leaves unfinished. */
import type { Checkpoint } from '../checkpoints.js';
import { pushJob } from '../questions.js';
import type { RuleId } from '../rules/rule.js';
import type { World } from '../world.js';
import { type ModelTurn, scheduleAfter } from './actor.js';
import { tellEnd } from './push-start.js';

export interface PushEnding {
  readonly outcome: 'succeeded' | 'failed' | 'refused' | 'killed';
  readonly reason: string;
  readonly rule?: RuleId;
  /** What the job reports as its last checkpoint, if the failure has one of its own. */
  readonly checkpoint?: Checkpoint;
}

/** Ends a job that is still running. */
export function endPush(world: World, turn: ModelTurn, push: number, ending: PushEnding): void {
  const job = pushJob(world, push);
  if (job.state !== 'running') return;
  turn.cancel(job.timeoutTicket);
  turn.record({ kind: 'push-ended', push, store: job.store, ...ending });
  tellEnd(world, turn, push, ending.outcome);
  const kills =
    world.setup.venice.switches['push-job-kills-on-failure'] &&
    job.version > 0 &&
    job.mode !== 'incremental';
  if (!kills || ending.outcome === 'succeeded') return;
  scheduleAfter(
    world,
    turn,
    { name: 'controllerCall', place: 'push-job' },
    { kind: 'kill-request-arrived', push, attempt: 1 },
  );
}
