/**
 * The parent's answers to push jobs under policies A, B and E, which require fewer regions than the push went to. Records the regions'
 * reports, so that the time without an answer can be measured.
 */

import { regionId, regionName, type VersionAt } from '../../names.js';
import { statusInRegion } from '../../queries/push-status.js';
import {
  allRegions,
  marksSeen,
  namesOf,
  parentVersion,
  pushJob,
  reachable,
} from '../../queries/world.js';
import { aggregateRegions } from '../../rules/aggregation-parent/final-status.js';
import type { JobStatusOutcome } from '../../rules/aggregation-parent/job-status-words.js';
import { judgePhaseOne, retryQueueRule } from '../../rules/degraded/retry-queue.js';
import {
  aggregateTolerating,
  aggregateWithoutDegraded,
  defaultGivenUpAfterMs,
  type RegionReport,
  type TolerantVerdict,
  tolerantAggregationRule,
} from '../../rules/degraded/tolerant-aggregation.js';
import type { ExecutionStatus } from '../../statuses.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import {
  callRollForward,
  setParentCurrent,
  setStatus,
  truncateParentTopic,
} from '../commands/parent-commands.js';
import { noticeMissingNodes } from '../region/start-timeout.js';
import { queueMissing } from './retry-queue.js';

export const asks = [tolerantAggregationRule, retryQueueRule];

/** True if a policy answers in place of Venice about this push: not for versions gated by hooks, and not for incremental pushes. */
export function policyAnswers(world: World, push: number): boolean {
  const { policy } = world.setup.venice;
  if (policy !== 'A' && policy !== 'B' && policy !== 'E') return false;
  const { store, version, mode } = pushJob(world, push);
  return mode !== 'incremental' && parentVersion(world, store, version)?.hookGated === false;
}

/** Queries every region and answers by the policy's rule. */
export function answerByPolicy(world: World, turn: ModelTurn, push: number): JobStatusOutcome {
  observePush(world, turn, push);
  const reports = reportsOf(world, push, turn.now);
  const status = parentVersion(
    world,
    pushJob(world, push).store,
    pushJob(world, push).version,
  )?.status;
  if (status === 'KILLED') return answered('ERROR', reports, []);
  const { policy } = world.setup.venice;
  if (policy === 'E') return answerPhaseOne(world, turn, push, reports);
  const verdict = policy === 'A' ? tolerate(world, reports) : leaveOut(world, reports);
  if (verdict.ends !== undefined) end(world, turn, push, verdict.ends);
  const told = namesOf(world, pushJob(world, push).degraded);
  const counted =
    policy === 'A'
      ? reports.filter(({ pushStatus }) => pushStatus === 'COMPLETED')
      : reports.filter(({ region }) => !told.includes(region));
  return answered(verdict.aggregate, verdict.aggregate === 'COMPLETED' ? counted : reports, []);
}

/** Records the current report of each region about a push; a region that does not answer is UNKNOWN. */
export function observePush(world: World, turn: ModelTurn, push: number): void {
  const { store, version } = pushJob(world, push);
  noticeMissingNodes(world, turn, { store, version }, allRegions(world));
  const statuses = allRegions(world).map((region) => reportOf(world, { region, store, version }));
  turn.record({ kind: 'push-observed', push, store, statuses });
}

function reportOf(world: World, at: VersionAt): ExecutionStatus {
  return reachable(world, at.region) ? statusInRegion(world, at) : 'UNKNOWN';
}

function reportsOf(world: World, push: number, now: number): RegionReport[] {
  const seen = world.parent.policy.observed.get(push);
  return allRegions(world).map((region) => ({
    region: regionName(world.names, region),
    pushStatus: seen?.statuses[region] ?? 'UNKNOWN',
    unchangedForMs: now - (seen?.since[region] ?? now),
  }));
}

function tolerate(world: World, reports: readonly RegionReport[]): TolerantVerdict {
  return aggregateTolerating(reports, {
    toleratedFailures: world.configuration['push.job.tolerated.dc.failures'],
    givenUpAfterMs: defaultGivenUpAfterMs,
  });
}

function leaveOut(world: World, reports: readonly RegionReport[]): TolerantVerdict {
  const degraded = namesOf(
    world,
    marksSeen(world).map(({ region }) => region),
  );
  const { variant } = world;
  return aggregateWithoutDegraded(reports, degraded, (rest) => {
    const answers = rest
      .map(({ pushStatus }) => pushStatus)
      .filter((status) => status !== 'UNKNOWN');
    const silent = rest.length - answers.length;
    const tally = { answered: answers, silent, failed: 0, regions: rest.length };
    return aggregateRegions(tally, variant).status;
  });
}

function answerPhaseOne(
  world: World,
  turn: ModelTurn,
  push: number,
  reports: readonly RegionReport[],
): JobStatusOutcome {
  const { store, version, startedAt } = pushJob(world, push);
  const since = world.parent.policy.observed.get(push)?.majoritySince ?? 0;
  const phase = judgePhaseOne({
    regions: reports,
    majorityForMs: since === 0 ? undefined : turn.now - since,
    runningForMs: turn.now - startedAt,
  });
  if (phase.kind === 'wait') return answered('PROGRESS', reports, []);
  if (phase.kind === 'fail') return answered('ERROR', reports, []);
  const done = phase.regions.map((region) => regionId(world.names, region));
  if (callRollForward(world, turn, store, done).outcome === 'failed')
    return answered('PROGRESS', reports, []);
  end(world, turn, push, phase.versionEnds);
  queueMissing(world, turn, { store, version, regions: phase.missing });
  const served = reports.filter(({ region }) => phase.regions.includes(region));
  return answered('COMPLETED', served, []);
}

function end(
  world: World,
  turn: ModelTurn,
  push: number,
  status: 'ONLINE' | 'PARTIALLY_ONLINE',
): void {
  const { store, version } = pushJob(world, push);
  const rule = world.setup.venice.policy === 'E' ? 'DM-11' : 'DM-10';
  setStatus(world, turn, { store, version }, status, rule);
  setParentCurrent(world, turn, { store, version });
  truncateParentTopic(world, turn, { store, version });
  if (world.parent.cooldowns.get(store)?.push === push)
    turn.record({ kind: 'cooldown-cleared', store, rule: 'PJ-6' });
}

function answered(
  status: ExecutionStatus,
  reports: readonly RegionReport[],
  actions: readonly [],
): JobStatusOutcome {
  const regions = reports.map(({ region, pushStatus }) => ({
    region,
    status: pushStatus,
    details: null,
    sinceSeconds: null,
  }));
  return { kind: 'answered', status, details: '', regions, actions };
}
