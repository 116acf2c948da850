/**
 * The parent's status query of a push: it queries the regions, aggregates their statuses and, as Venice does, updates its records. Used
 * by push jobs (status-query.ts), the admission of the next push and the check of old topics.
 */

import { type PushId, type RegionId, regionName, type VersionName } from '../../names.js';
import { writesParentTopic } from '../../queries/configuration.js';
import { statusInRegion } from '../../queries/push-status.js';
import { allRegions, namesOf, parentVersion, reachable } from '../../queries/world.js';
import { finalStatusRule } from '../../rules/aggregation-parent/final-status.js';
import { answerJobStatus, jobStatusRule } from '../../rules/aggregation-parent/job-status.js';
import type {
  JobStatusAction,
  JobStatusOutcome,
  RegionAnswer,
} from '../../rules/aggregation-parent/job-status-words.js';
import { parentTopicRule } from '../../rules/swap/parent-topic.js';
import { regionAt, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { setParentCurrent, setStatus, truncateParentTopic } from '../commands/parent-commands.js';
import { incrementInRegion } from '../region/increment-status.js';
import { noticeMissingNodes } from '../region/start-timeout.js';
import { armSwapTick } from '../timers.js';

export const asks = [jobStatusRule, finalStatusRule, parentTopicRule];

/** The parameters of a status query of a version. */
export interface StatusQuestion extends VersionName {
  readonly push: PushId;
  /** Only the push's records are queried; it has no version of its own. */
  readonly incremental: boolean;
  readonly deferred: boolean;
  /** Regions whose status counts; empty = all. */
  readonly targets: readonly RegionId[];
  /** No other region is queried, deferred or not. */
  readonly onlyTargets: boolean;
}

/** Queries the regions without targets, as the parent does itself and a writing job does, and applies the side effects. */
export function checkPush(world: World, turn: ModelTurn, name: VersionName): JobStatusOutcome {
  const { push = -1 } = parentVersion(world, name.store, name.version) ?? {};
  const plain = { push, incremental: false, deferred: false, targets: [], onlyTargets: false };
  noticeMissingNodes(world, turn, name, allRegions(world));
  const outcome = answerQuestion(world, { ...name, ...plain }, turn.now);
  carryOut(world, turn, { ...name, push }, outcome);
  return outcome;
}

/** The answer, without side effects. */
export function answerQuestion(
  world: World,
  question: StatusQuestion,
  nowMs: number,
): JobStatusOutcome {
  const { store, version, targets, incremental, deferred, onlyTargets } = question;
  const { configuration } = world;
  const record = parentVersion(world, store, version);
  return answerJobStatus(
    {
      query: {
        version,
        incremental,
        targets: targets.length === 0 ? null : namesOf(world, targets).join(','),
        deferred,
        onlyTargets,
      },
      answers: world.javaOrder.map((region) => ask(world, region, question, nowMs)),
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
      erroredTopicsToKeep: configuration['parent.controller.max.errored.topic.num.to.keep'],
      truncationDisabled:
        configuration['controller.disable.parent.topic.truncation.upon.completion'],
    },
    world.variant,
  );
}

function ask(
  world: World,
  region: RegionId,
  question: StatusQuestion,
  nowMs: number,
): RegionAnswer {
  const named = regionName(world.names, region);
  const { controllerSilent = 0, networkCut = 0 } = regionAt(world, region).conditions;
  if (controllerSilent > 0 && networkCut === 0)
    return { region: named, kind: 'query-failed', leader: named, error: `${named} did not answer` };
  if (!reachable(world, region))
    return { region: named, kind: 'no-leader', error: `no controller of ${named} could be found` };
  const { store, version } = question;
  return {
    region: named,
    kind: 'answered',
    details: null,
    leader: named,
    status: question.incremental
      ? incrementInRegion(world, region, question, nowMs)
      : statusInRegion(world, { region, store, version }),
    // A polling job does not use the time of the status.
    sinceSeconds: null,
  };
}

/** Applies the side effects of an answer, in its order. */
export function carryOut(
  world: World,
  turn: ModelTurn,
  of: { readonly store: number; readonly push: number },
  { actions }: JobStatusOutcome,
): void {
  for (const action of actions) act(world, turn, of, action);
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
