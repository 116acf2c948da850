/**
 * The parent's answers to the status queries of push jobs. The job decides what follows from an answer; job-status.ts computes it.
 */

import type { EventOf } from '../../events.js';
import type { RegionId, VersionName } from '../../names.js';
import { entryOf } from '../../queries/push-request.js';
import { answerMissedAfter, jobCallPolicy, pauseAfter } from '../../queries/remote-calls.js';
import { allRegions, parentUp, parentVersion, pushJob } from '../../queries/world.js';
import type { JobStatusOutcome } from '../../rules/aggregation-parent/job-status-words.js';
import { ChangeCache, changesOf } from '../../world/changes.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { answerByPolicy, policyAnswers } from '../policies/status.js';
import { noticeMissingNodes } from '../region/start-timeout.js';
import { answerQuestion, carryOut, checkPush } from './job-status.js';
import { noticeFlags } from './veto.js';

/** A push job queries the status of its push: it polls for the end, or checks while it writes. */
export const onStatusQueryArrived: Handler<'status-query-arrived'> = (world, event, turn) => {
  const { push, writing } = event;
  const { state, stage } = pushJob(world, push);
  if (state !== 'running' || (writing && stage !== 'writing')) return;
  if (parentUp(world)) {
    const outcome = writing
      ? checkPush(world, turn, pushJob(world, push))
      : query(world, turn, push);
    const missedMs = answerMissedAfter(world, jobCallPolicy(world, 'poll'));
    if (missedMs === undefined) respond(world, turn, { push, writing }, outcome);
    else askAgain(world, turn, event, missedMs);
    return noticeFlags(world, turn, pushJob(world, push));
  }
  askAgain(world, turn, event, 0);
};

/** The job repeats its query, up to its number of attempts. */
function askAgain(
  world: World,
  turn: ModelTurn,
  event: EventOf<'status-query-arrived'>,
  missedMs: number,
): void {
  const { push, attempt, writing } = event;
  const pauseMs = pauseAfter(jobCallPolicy(world, 'poll'), attempt);
  if (pauseMs !== undefined)
    return void turn.schedule(missedMs + pauseMs, { ...event, attempt: attempt + 1 });
  const reason = 'no parent controller answered';
  respond(world, turn, { push, writing }, { kind: 'failed', reason, actions: [] });
}

function respond(
  world: World,
  turn: ModelTurn,
  { push, writing }: { readonly push: number; readonly writing: boolean },
  outcome: JobStatusOutcome,
): void {
  const isFailed = outcome.kind === 'failed';
  const { store, version } = pushJob(world, push);
  const answer = {
    kind: 'status-answer-arrived',
    push,
    writing,
    error: isFailed ? outcome.reason : '',
    overall: isFailed ? 'UNKNOWN' : outcome.status,
    regions: isFailed ? [] : outcome.regions,
    versionStatus: parentVersion(world, store, version)?.status,
  } as const;
  const { answersLateMs } = world.parent;
  if (answersLateMs > 0 && !isFailed) turn.schedule(answersLateMs, answer);
  else scheduleAfter(world, turn, writing ? checkCall : call, answer);
}

const call = { name: 'controllerCall', place: 'push-job' } as const;
const checkCall = { name: 'controllerCall', place: 'push-job-check' } as const;

function query(world: World, turn: ModelTurn, push: number): JobStatusOutcome {
  if (policyAnswers(world, push)) return answerByPolicy(world, turn, push);
  const { store, version } = pushJob(world, push);
  noticeMissingNodes(world, turn, { store, version }, askedRegions(world, push));
  const outcome = judgedOnce(world, push, turn.now);
  carryOut(world, turn, { store, push }, outcome);
  return outcome;
}

/** Cached: while nothing about the store has changed, the answer is that of the last poll. */
function judgedOnce(world: World, push: number, nowMs: number): JobStatusOutcome {
  // The instances' progress of an incremental push depends on time.
  if (entryOf(world, push).mode === 'incremental') return judge(world, push, nowMs);
  return judgedKept.recall(world, push, changesOf(world, pushJob(world, push).store), () =>
    judge(world, push, nowMs),
  );
}

const judgedKept = new ChangeCache<JobStatusOutcome>();

function judge(world: World, push: number, nowMs: number): JobStatusOutcome {
  const { store, version, targets, deferred: waits } = pushJob(world, push);
  // A swap that is left to an operator is no part of the push.
  const deferred = waits && parentVersion(world, store, version)?.deferredByUser !== true;
  const { switches } = world.setup.venice;
  const left = leftOut(world, { store, version });
  const onlyTargets = switches['poll-effective-targets'] && left.length > 0;
  const effective = allRegions(world).filter((region) => !left.includes(region));
  const incremental = entryOf(world, push).mode === 'incremental';
  const asked = onlyTargets ? effective : targets;
  const question = { push, store, version, incremental, deferred, onlyTargets, targets: asked };
  return answerQuestion(world, question, nowMs);
}

/** The regions that a query covers: with the deferred flag all, whatever the targets; as designed only those that the version is for. */
function askedRegions(world: World, push: number): readonly RegionId[] {
  const { store, version, deferred, targets } = pushJob(world, push);
  const left = leftOut(world, { store, version });
  const { switches } = world.setup.venice;
  if (switches['poll-effective-targets'] && left.length > 0)
    return allRegions(world).filter((region) => !left.includes(region));
  return deferred || targets.length === 0 ? allRegions(world) : targets;
}

/** Regions that the version is not for: the degraded ones, and under hooks the regions that its rollout skips. */
function leftOut(world: World, { store, version }: VersionName): readonly RegionId[] {
  const rollout = world.parent.rollouts.get(store);
  if (rollout?.version !== version) return parentVersion(world, store, version)?.excluded ?? [];
  return allRegions(world).filter((region) => rollout.regions[region]?.admission === 'excluded');
}
