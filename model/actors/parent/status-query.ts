/**
 * How the parent answers a push job's question: it asks the regions, aggregates their words, and, as Venice does, changes its own records
 * on the way. What the job makes of the answer is the push job's business.
 */

import { type RegionId, regionName, type VersionName } from '../../names.js';
import { writesParentTopic } from '../../queries/configuration.js';
import { entryOf } from '../../queries/push-request.js';
import { statusInRegion } from '../../queries/push-status.js';
import { jobCallPolicy, pauseAfter } from '../../queries/remote-calls.js';
import {
  allRegions,
  namesOf,
  parentUp,
  parentVersion,
  pushJob,
  reachable,
} from '../../queries/world.js';
import { finalStatusRule } from '../../rules/aggregation-parent/final-status.js';
import { answerJobStatus, jobStatusRule } from '../../rules/aggregation-parent/job-status.js';
import type {
  JobStatusAction,
  JobStatusOutcome,
  RegionAnswer,
} from '../../rules/aggregation-parent/job-status-words.js';
import { parentTopicRule } from '../../rules/swap/parent-topic.js';
import { changesOf, Remembered } from '../../world/changes.js';
import { regionAt, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { setParentCurrent, setStatus, truncateParentTopic } from '../commands/parent-commands.js';
import { answerByPolicy, policyAnswers } from '../policies/status.js';
import { incrementInRegion } from '../region/increment-status.js';
import { noticeMissingNodes } from '../region/start-timeout.js';
import { armSwapTick } from '../timers.js';
import { noticeFlags } from './veto.js';

export const asks = [jobStatusRule, finalStatusRule, parentTopicRule];

/** A push job asks how its push stands. */
export const onStatusQueryArrived: Handler<'status-query-arrived'> = (world, event, turn) => {
  const { push, attempt } = event;
  if (pushJob(world, push).state !== 'running') return;
  if (parentUp(world)) {
    respond(world, turn, push, query(world, turn, push));
    return noticeFlags(world, turn, pushJob(world, push));
  }
  const pauseMs = pauseAfter(jobCallPolicy(world, 'poll'), attempt);
  if (pauseMs !== undefined) turn.schedule(pauseMs, { ...event, attempt: attempt + 1 });
  else
    respond(world, turn, push, {
      kind: 'failed',
      reason: 'no parent controller answered',
      actions: [],
    });
};

function respond(world: World, turn: ModelTurn, push: number, outcome: JobStatusOutcome): void {
  const isFailed = outcome.kind === 'failed';
  const { store, version } = pushJob(world, push);
  scheduleAfter(world, turn, call, {
    kind: 'status-answer-arrived',
    push,
    error: isFailed ? outcome.reason : '',
    overall: isFailed ? 'UNKNOWN' : outcome.status,
    regions: isFailed ? [] : outcome.regions,
    versionStatus: parentVersion(world, store, version)?.status,
  });
}

const call = { name: 'controllerCall', place: 'push-job' } as const;

function query(world: World, turn: ModelTurn, push: number): JobStatusOutcome {
  if (policyAnswers(world, push)) return answerByPolicy(world, turn, push);
  const { store, version } = pushJob(world, push);
  noticeMissingNodes(world, turn, { store, version }, askedRegions(world, push));
  const outcome = judgedOnce(world, push, turn.now);
  for (const action of outcome.actions) act(world, turn, { store, push }, action);
  return outcome;
}

/** As long as nothing about the store has changed, the answer is the one of the poll before. */
function judgedOnce(world: World, push: number, nowMs: number): JobStatusOutcome {
  // What instances have of an incremental push is a matter of time.
  if (entryOf(world, push).mode === 'incremental') return judge(world, push, nowMs);
  return judgedKept.recall(world, push, changesOf(world, pushJob(world, push).store), () =>
    judge(world, push, nowMs),
  );
}

const judgedKept = new Remembered<JobStatusOutcome>();

function judge(world: World, push: number, nowMs: number): JobStatusOutcome {
  const { store, version, deferred, targets } = pushJob(world, push);
  const record = parentVersion(world, store, version);
  const effective = effectiveTargets(world, { store, version });
  const asked = effective ?? targets;
  return answerJobStatus(
    {
      query: {
        version,
        incremental: entryOf(world, push).mode === 'incremental',
        targets: asked.length === 0 ? null : namesOf(world, asked).join(','),
        deferred,
        onlyTargets: effective !== undefined,
      },
      answers: world.javaOrder.map((region) => ask(world, region, { push, store, version }, nowMs)),
      regions: allRegions(world).length,
      version:
        record === undefined
          ? undefined
          : {
              status: record.status,
              swapDeferred: record.swapDeferred,
              targetSwapRegion: record.targetSwapRegion,
              hybrid: storeSetup(world, store).hybrid,
              pushType: record.repush ? 'STREAM_REPROCESSING' : 'BATCH',
            },
      incrementalStore: storeSetup(world, store).incremental,
      parentTopicWritten: writesParentTopic(world),
      erroredTopicsToKeep: 0,
      truncationDisabled: false,
    },
    world.variant,
  );
}

/** As designed only the regions that a version is for are asked; undefined: it is for all, or the switch is off. */
function effectiveTargets(world: World, name: VersionName): readonly RegionId[] | undefined {
  const left = leftOut(world, name);
  if (!world.setup.venice.switches['poll-effective-targets'] || left.length === 0) return undefined;
  return allRegions(world).filter((region) => !left.includes(region));
}

/** The regions that a query reaches: with the deferred flag all of them, whatever the targets. */
function askedRegions(world: World, push: number): readonly RegionId[] {
  const { store, version, deferred, targets } = pushJob(world, push);
  const all = deferred || targets.length === 0 ? allRegions(world) : targets;
  return effectiveTargets(world, { store, version }) ?? all;
}

/** Regions that the version is not for: the degraded ones, and under hooks everyone whom its rollout passes over. */
function leftOut(world: World, { store, version }: VersionName): readonly RegionId[] {
  const rollout = world.parent.rollouts.get(store);
  if (rollout?.version !== version) return parentVersion(world, store, version)?.excluded ?? [];
  return allRegions(world).filter((region) => rollout.regions[region]?.admission === 'excluded');
}

function ask(
  world: World,
  region: RegionId,
  name: VersionName & { readonly push: number },
  nowMs: number,
): RegionAnswer {
  const named = regionName(world.names, region);
  const { controllerSilent = 0, networkCut = 0 } = regionAt(world, region).conditions;
  if (controllerSilent > 0 && networkCut === 0)
    return { region: named, kind: 'query-failed', leader: named, error: `${named} did not answer` };
  if (!reachable(world, region))
    return { region: named, kind: 'no-leader', error: `no controller of ${named} could be found` };
  const isIncrement = entryOf(world, name.push).mode === 'incremental';
  return {
    region: named,
    kind: 'answered',
    details: null,
    leader: named,
    status: isIncrement
      ? incrementInRegion(world, region, name, nowMs)
      : statusInRegion(world, { region, ...name }),
    // Nobody who polls asks since when.
    sinceSeconds: null,
  };
}

function act(
  world: World,
  turn: ModelTurn,
  { store, push }: { readonly store: number; readonly push: number },
  action: JobStatusAction,
): void {
  switch (action.kind) {
    case 'set-version-status':
      setStatus(world, turn, { store, version: action.version }, action.status, 'SA-16');
      return armSwapTick(world, turn);
    case 'set-current-version':
      return setParentCurrent(world, turn, { store, version: action.version });
    case 'truncate-parent-topic':
      return truncateParentTopic(world, turn, { store, version: action.version });
    case 'clear-cooldown':
      if (world.parent.cooldowns.get(store)?.push === push)
        turn.record({ kind: 'cooldown-cleared', store, rule: 'PJ-6' });
      return;
    case 'terminal-status-seen':
      return;
  }
}
