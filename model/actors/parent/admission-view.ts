/** Data that the parent collects before it admits a push: running pushes and the capacity of the regions. */

import { formatDuration } from '../../../sim/index.js';
import { type RegionId, regionName, storeName, type VersionName } from '../../names.js';
import { entryOf, pushIdOf } from '../../queries/push-request.js';
import {
  allRegions,
  childStore,
  parentVersion,
  pushJob,
  servedVersion,
  storesReadable,
} from '../../queries/world.js';
import type { AdmissionQuestions } from '../../rules/push-job/admission.js';
import {
  type DetectionStrategy,
  type DetectionView,
  detectRunningPush,
  jobStatusQuestions,
} from '../../rules/push-job/concurrent-push.js';
import { erroredTopicsRule, leftoverTopics } from '../../rules/push-job/errored-topics.js';
import { killRight, pushOrigin } from '../../rules/push-job/push-ids.js';
import { parseRegions } from '../../rules/regions/region-lists.js';
import { newPushCapacity, type PushCapacity } from '../../rules/retention/new-push-capacity.js';
import { isTerminal } from '../../statuses.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { truncateParentTopic } from '../commands/parent-commands.js';
import { checkPush } from './job-status.js';

export const asks = [erroredTopicsRule];

/**
 * Is another push of the store running? The parent checks the latest one as for a polling job, with the same side effects; Venice
 * repeats the query up to five times while a region is UNKNOWN, which gives the same answer here.
 */
export function runningPush(
  world: World,
  turn: ModelTurn,
  push: number,
): ReturnType<AdmissionQuestions['runningPush']> {
  const { store } = pushJob(world, push);
  const view = detectionView(world, store, entryOf(world, push).mode === 'incremental');
  const first = detectRunningPush(view);
  const answer =
    first.kind === 'ask-job-status'
      ? afterLook(world, turn, view, { store, version: first.version })
      : first;
  if (answer.kind === 'free' && answer.truncateLeftovers) truncateLeftovers(world, turn, push);
  return answer;
}

function afterLook(
  world: World,
  turn: ModelTurn,
  view: DetectionView,
  name: VersionName,
): ReturnType<AdmissionQuestions['runningPush']> {
  const outcome = checkPush(world, turn, name);
  if (outcome.kind === 'failed') return { kind: 'error', reason: outcome.reason };
  const unknownRegions = outcome.regions
    .filter(({ status }) => status === 'UNKNOWN')
    .map(({ region }) => region);
  const jobStatus = {
    terminal: isTerminal(outcome.status),
    unknownRegions,
    asked: jobStatusQuestions.max,
  };
  const answer = detectRunningPush({ ...view, jobStatus });
  if (answer.kind !== 'ask-job-status') return answer;
  const reason = `v${name.version} gives no clear status`;
  return { kind: 'running', version: name.version, reason, mismatch: false };
}

/** Truncates the leftover topics of ended pushes, except the newest ones that are kept. */
function truncateLeftovers(world: World, turn: ModelTurn, push: number): void {
  const { store } = pushJob(world, push);
  const going = leftoverTopics({
    topics: [...parentStore(world, store).topics].map(([number, { truncatedAt }]) => ({
      number,
      truncated: truncatedAt >= 0,
    })),
    keep: world.configuration['parent.controller.max.errored.topic.num.to.keep'],
    repush: pushOrigin(pushIdOf(world, push)) === 'repush',
    currents: allRegions(world).map((region) => servedVersion(world, region, store)),
  });
  for (const version of going) truncateParentTopic(world, turn, { store, version }, 'PJ-10');
}

function detectionView(world: World, store: number, incremental: boolean): DetectionView {
  const parent = parentStore(world, store);
  const latest = parentVersion(world, store, parent.largestUsed);
  const number = Math.max(0, ...parent.topics.keys());
  const topic = parent.topics.get(number);
  const behind = parentVersion(world, store, number);
  return {
    strategy: world.configuration['concurrent.push.detection.strategy'] as DetectionStrategy,
    latestVersion:
      latest === undefined ? undefined : { number: latest.number, versionStatus: latest.status },
    latestTopic:
      topic === undefined
        ? undefined
        : {
            number,
            truncated: topic.truncatedAt >= 0,
            version:
              behind === undefined
                ? undefined
                : {
                    versionStatus: behind.status,
                    swapDeferred: behind.swapDeferred,
                    swapRegions: parseRegions(behind.targetSwapRegion),
                  },
          },
    currents: allRegions(world).map((region) => ({
      region: regionName(world.names, region),
      current: servedVersion(world, region, store),
    })),
    jobStatus: undefined,
    incremental,
  };
}

/** May this push kill the one that is running? */
export function mayKillPush(world: World, push: number, running: string): boolean {
  const incremental = entryOf(world, push).mode === 'incremental';
  const right = killRight({
    existingPushId: running,
    incomingPushId: pushIdOf(world, push),
    incomingPushType: incremental ? 'INCREMENTAL' : 'BATCH',
  });
  return right === 'may-kill';
}

/** Do the regions have capacity for another version? Regions that do not answer are skipped. */
export function capacityFor(
  world: World,
  push: number,
  nowMs: number,
): ReturnType<AdmissionQuestions['capacity']> {
  const { store } = pushJob(world, push);
  const { configuration } = world;
  const answers = world.javaOrder.map((region) => capacityAnswer(world, region, store));
  const capacity = newPushCapacity(
    answers,
    { store: storeName(world.names, store), cluster: 'venice' },
    {
      nowMs,
      rolledBackRetentionMs: configuration['controller.rolled.back.version.retention.ms'],
      minVersionsToPreserve: configuration['min.number.of.store.versions.to.preserve'],
      minCleanupDelayMs: configuration['controller.backup.version.min.cleanup.delay.ms'],
    },
    world.variant,
  );
  return capacity.kind === 'admitted'
    ? { kind: 'passes' }
    : { kind: 'blocked', reason: readable(capacity) };
}

/** Venice prints the wait in milliseconds; hours and minutes are added for the operator. */
function readable({ reason, waitMs }: Extract<PushCapacity, { kind: 'refused' }>): string {
  return waitMs > 0 ? `${reason} (That is in ${formatDuration(waitMs)}.)` : reason;
}

function capacityAnswer(world: World, region: RegionId, store: number) {
  const name = regionName(world.names, region);
  if (!storesReadable(world, region)) return { kind: 'no-answer', region: name } as const;
  const { versions, current, promotedAt } = childStore(world, region, store);
  return {
    kind: 'store',
    region: name,
    store: {
      versions,
      currentVersion: current,
      storeVersionsToPreserve: 0,
      migrating: parentStore(world, store).migrating,
      backupStrategy: 'DELETE_ON_NEW_PUSH_START',
      latestPromoteToCurrentMs: promotedAt,
    },
  } as const;
}
