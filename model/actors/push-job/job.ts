/**
 * The push job: requests a version, writes the dataset into the source fabric (writing.ts), polls until the push ends, and kills what it
 * started if it fails. It calls only the parent controller.
 */

import type { Instant } from '../../../sim/index.js';
import { checkpointName } from '../../checkpoints.js';
import type { EventOf } from '../../events.js';
import type { Outcome } from '../../hooks/hook.js';
import { type RegionId, regionId, regionName, type VersionNumber } from '../../names.js';
import { waitMs } from '../../queries/configuration.js';
import { bytesOf, jobTimeoutMs, modeOf } from '../../queries/push-request.js';
import { pushJob } from '../../queries/world.js';
import { partialSuccessRule } from '../../rules/degraded/partial-success.js';
import { isVeto } from '../../rules/hooks/outcome-chain.js';
import { nextPollAfter, pollCadenceRule } from '../../rules/push-job/poll-cadence.js';
import { judgePoll, pollVerdictRule } from '../../rules/push-job/poll-verdict.js';
import { pushModesRule } from '../../rules/push-job/push-modes.js';
import { storeSetup } from '../../world/entries.js';
import type { HookInvocation } from '../../world/hooks.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { askBeforeEnd, endPush } from '../commands/end-push.js';
import { requestRollBack } from '../region/hook-answers.js';
import { sendIncrement } from '../region/increments.js';
import { jobHasPolled } from '../rollout/rollout.js';
import { armDetector } from '../timers.js';
import { beginSecondPhase } from './second-phase.js';
import { onWriteCheckAnswered, startWriting } from './writing.js';

export const asks = [pushModesRule, pollVerdictRule, pollCadenceRule, partialSuccessRule];

const call = { name: 'controllerCall', place: 'push-job' } as const;

/** A user starts a push. */
export const onPushDue: Handler<'push-due'> = (world, { push }, turn) => {
  const job = pushJob(world, push);
  const { store } = job;
  const timeoutTicket = turn.schedule(jobTimeoutMs(world), { kind: 'push-timeout-due', push });
  const increment = job.mode === 'incremental';
  turn.record({ kind: 'push-requested', push, store, timeoutTicket, increment });
  armDetector(world, turn);
  const mode = modeOf(world, push);
  if (mode.kind === 'refused') {
    turn.record({ kind: 'push-refused', push, store, reason: mode.reason, rule: 'PJ-7' });
    return endPush(world, turn, push, { outcome: 'refused', reason: mode.reason, rule: 'PJ-7' });
  }
  scheduleAfter(world, turn, call, { kind: 'version-request-arrived', push, attempt: 1 });
};

/** The parent has answered: the job writes, or is refused. It keeps the answer's data about its version and gets no later changes. */
export const onVersionAnswerArrived: Handler<'version-answer-arrived'> = (
  world,
  { push, answer, sentAt },
  turn,
) => {
  const { state, store, mode } = pushJob(world, push);
  if (state !== 'running') return;
  if (answer.kind === 'refused') {
    const { kind: outcome, ...why } = answer;
    return endPush(world, turn, push, { outcome, ...why, rule: 'PJ-5' });
  }
  if (answer.kind === 'adds-to') return beginIncrement(world, turn, push, { ...answer, sentAt });
  const { version, source, bytes, degraded, gated, deferred } = answer;
  const chosen = modeOf(world, push);
  // The job of an empty push polls all regions.
  const asked = chosen.kind === 'accepted' && mode !== 'empty' ? (chosen.targets ?? []) : [];
  const targets = asked.map((name) => regionId(world.names, name));
  const through = mode === 'stream-reprocessing' ? 'reprocessing-topic' : 'version-topic';
  const told = {
    push,
    store,
    version,
    source,
    degraded,
    gated,
    sentAt,
    deferred,
    targets,
    through,
  } as const;
  turn.record({ kind: 'job-accepted', ...told });
  startWriting(world, turn, push, { region: source, bytes });
};

interface IncrementAnswer {
  readonly version: VersionNumber;
  readonly source: RegionId;
  readonly sentAt: Instant;
}

/** An incremental push writes into a real-time topic, from which every region updates the versions it has. */
function beginIncrement(
  world: World,
  turn: ModelTurn,
  push: number,
  { version, source, sentAt }: IncrementAnswer,
): void {
  const { store } = pushJob(world, push);
  const bytes = bytesOf(world, push);
  const waits = { degraded: [], gated: false, sentAt, deferred: false, targets: [] };
  const told = { push, store, version, source, ...waits };
  turn.record({ kind: 'job-accepted', ...told, through: 'real-time-topic' });
  startWriting(world, turn, push, { region: source, bytes });
  sendIncrement(world, turn, push, bytes);
}

/** Sends a poll that is due. */
export const onStatusPollDue: Handler<'status-poll-due'> = (world, { push }, turn) => {
  if (pushJob(world, push).state !== 'running') return;
  scheduleAfter(world, turn, call, {
    kind: 'status-query-arrived',
    push,
    attempt: 1,
    writing: false,
  });
};

/** The job's time limit is over: fails it, whatever it waits for. */
export const onPushTimeoutDue: Handler<'push-timeout-due'> = (world, { push }, turn) => {
  const hours = Math.round((jobTimeoutMs(world) / 3_600_000) * 10) / 10;
  const { lastRegions } = pushJob(world, push);
  const seen = lastRegions === '' ? '' : `; last seen: ${lastRegions}`;
  endPush(world, turn, push, {
    outcome: 'killed',
    reason: `did not end within ${hours} h${seen}`,
    rule: 'PJ-2',
  });
};

function pollInterval(world: World): number {
  return world.configuration['poll.job.status.interval.ms'];
}

/** The job process dies: it polls no more, kills nothing, and no hook is notified of its end. */
export const onJobDeathDue: Handler<'job-death-due'> = (world, { push }, turn) => {
  const job = pushJob(world, push);
  if (job.state !== 'running') return;
  turn.cancel(job.timeoutTicket);
  if (job.stage === 'writing') turn.cancel(job.checkTicket);
  const reason = `without notice, ${deaths[job.stage]}`;
  turn.record({ kind: 'push-ended', push, store: job.store, outcome: 'died', reason });
};

const deaths = {
  created: 'before it requested a version',
  asking: 'before it had a version',
  writing: 'while it was writing',
  polling: 'while it waited for the regions',
  ended: 'after its end',
} as const;

/** The regions' statuses, in the order of the file. */
function regionsText(world: World, answers: EventOf<'status-answer-arrived'>['regions']): string {
  const known = textCache.get(answers);
  if (known !== undefined) return known;
  let text = '';
  for (const name of world.names.regions)
    for (const { region, status } of answers)
      if (region === name) text += `${text === '' ? '' : ', '}${region} ${status}`;
  textCache.set(answers, text);
  return text;
}

/** Fast path: most answers are identical to the one before. */
const textCache = new WeakMap<EventOf<'status-answer-arrived'>['regions'], string>();

/** The parent has answered a poll: the job ends, or schedules the next poll. */
export const onStatusAnswerArrived: Handler<'status-answer-arrived'> = (world, event, turn) => {
  const { push, error, overall, regions, versionStatus } = event;
  const job = pushJob(world, push);
  if (job.state !== 'running') return;
  if (event.writing) return onWriteCheckAnswered(world, event, turn);
  const { switches } = world.setup.venice;
  const { memory, verdict } = judgePoll(
    job.poll,
    {
      nowMs: turn.now,
      answer:
        error === ''
          ? { kind: 'answered', status: overall, regions }
          : { kind: 'no-answer', reason: error },
      deferred: job.deferred,
      versionStatus,
      degradedRegions: job.degraded.map((region) => regionName(world.names, region)),
      swapWaitMinutes: storeSetup(world, job.store).swapWaitMinutes,
      unknownTimeoutMs: world.configuration['job.status.in.unknown.state.timeout.ms'],
    },
    {
      pushJobAcceptsPartial: switches['push-job-accepts-partial'],
      swapTimeout: switches['swap-timeout'] && !job.gated,
    },
  );
  const text = regionsText(world, regions);
  const next = nextPollAfter(memory.nextPollMs, turn.now, pollInterval(world));
  turn.record({
    kind: 'push-polled',
    push,
    store: job.store,
    status: overall,
    changed: overall !== job.lastStatus || text !== job.lastRegions,
    regions: text,
    poll: { ...memory, nextPollMs: next.nextPollMs },
    rule: 'PJ-1',
  });
  jobHasPolled(world, turn, job.store);
  if (verdict.kind === 'keep-polling') {
    turn.schedule(next.pollAtMs - turn.now, { kind: 'status-poll-due', push });
    return;
  }
  if (verdict.kind === 'succeeded' && beginSecondPhase(world, turn, push)) return;
  if (verdict.kind === 'succeeded' && askBeforeEnd(world, turn, push)) return;
  const { reason } = verdict;
  if (verdict.kind === 'succeeded')
    return endPush(world, turn, push, { outcome: 'succeeded', reason, rule: 'PJ-1' });
  const own = verdict.checkpoint === null ? {} : { checkpoint: checkpointName(verdict.checkpoint) };
  endPush(world, turn, push, { outcome: 'failed', reason, rule: 'PJ-1', ...own });
};

/** A job whose end was submitted to hooks, with the region that it was written in. */
export function jobEndAnswered(
  world: World,
  turn: ModelTurn,
  { push, asker, store, version, point }: HookInvocation,
  outcome: Outcome,
): void {
  if (pushJob(world, push).state !== 'running') return;
  if (outcome === 'WAIT') {
    turn.schedule(waitMs(world), { kind: 'status-poll-due', push });
    return;
  }
  if (!isVeto(outcome)) {
    const reason = 'every region has completed, and the hooks let the job end';
    return endPush(world, turn, push, { outcome: 'succeeded', reason, rule: 'LH-10' });
  }
  if (outcome === 'ROLLBACK') {
    // The parent rolls every region back and ends the job: at the region's call, or at the poll that finds the region's flag.
    requestRollBack(world, turn, { region: asker, store, version });
    turn.schedule(0, { kind: 'status-poll-due', push });
    return;
  }
  const reason = `a hook said ${outcome} at ${point}`;
  endPush(world, turn, push, { outcome: 'failed', reason, rule: 'LH-7' });
}
