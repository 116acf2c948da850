/**
 * The steps of a rollout that hooks let pass: sends the version to regions, lets Da Vinci instances begin, swaps, completes; and the
 * clean-up after a veto.
 */

import type { VersionAt, VersionName } from '../../names.js';
import {
  allRegions,
  childStore,
  childVersion,
  namesOf,
  parentVersion,
  reachable,
} from '../../queries/world.js';
import { jobEnd, jobEndRule } from '../../rules/hooks/job-end.js';
import { regionAt } from '../../world/entries.js';
import type { HookInvocation } from '../../world/hooks.js';
import type { RolloutRegion } from '../../world/rollout.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { endPush } from '../commands/end-push.js';
import {
  addVersionOf,
  callRollForward,
  sendAdmin,
  setParentCurrent,
  setStatus,
  truncateParentTopic,
} from '../commands/parent-commands.js';
import { goesAfterTargets, type WorldRollout } from './phases.js';

export const asks = [jobEndRule];

export function proceedRollout(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  { point, region }: Asked,
): void {
  const { store, version } = rollout;
  const entry = rollout.regions[region];
  switch (point) {
    case 'preStoreVersionCreation':
      return admit(world, turn, rollout, region);
    case 'preStartOfStoreVersionIngestionForDaVinci':
      if (entry?.admission === 'undecided')
        return changeRegion(turn, rollout, region, {
          dvc: 'released',
          dvcReleasedAt: turn.now,
          admission: 'cleared',
        });
      changeRegion(turn, rollout, region, { dvc: 'releasing', dvcReleasedAt: turn.now });
      sendAdmin(world, turn, { kind: 'ReleaseDvc', store, version, regions: [region] });
      return;
    case 'postStartOfStoreVersionIngestionForDaVinci':
      return changeRegion(turn, rollout, region, { postDvcDone: true });
    case 'preStoreVersionSwap':
      return swap(world, turn, rollout, region);
    case 'postStoreVersionSwap':
      return changeRegion(turn, rollout, region, { swap: 'done' });
    default:
      return completeRollout(world, turn, rollout);
  }
}

function admit(world: World, turn: ModelTurn, rollout: WorldRollout, region: number): void {
  const hasInstances = regionAt(world, region).stores[rollout.store]?.dvc !== undefined;
  if (hasInstances && goesAfterTargets(world, rollout, region))
    changeRegion(turn, rollout, region, {
      creationPassed: true,
      admission: 'cleared',
      dvc: 'held',
    });
  else if (hasInstances) changeRegion(turn, rollout, region, { creationPassed: true });
  else
    changeRegion(turn, rollout, region, {
      creationPassed: true,
      admission: 'cleared',
      dvc: 'none',
    });
}

/** Sends one AddVersion for all regions that hooks have admitted since the last one. */
export function sendAdmitted(world: World, turn: ModelTurn, rollout: WorldRollout): void {
  const { store, version } = rollout;
  const targets = [...rollout.regions.keys()].filter(
    (region) => rollout.regions[region]?.admission === 'cleared',
  );
  const record = parentVersion(world, store, version);
  if (targets.length === 0 || record === undefined) return;
  const dvcHeld = targets.filter((region) => rollout.regions[region]?.dvc === 'held');
  for (const region of targets) changeRegion(turn, rollout, region, { admission: 'admitted' });
  sendAdmin(world, turn, addVersionOf(store, record, { targeted: true, targets, dvcHeld }));
}

function swap(world: World, turn: ModelTurn, rollout: WorldRollout, region: number): void {
  const { store, version } = rollout;
  changeRegion(turn, rollout, region, { swap: 'sent' });
  if (world.variant.swapTransport === 'admin-channel') {
    sendAdmin(world, turn, { kind: 'RollForward', store, version, regions: [region] });
  } else if (callRollForward(world, turn, store, [region]).outcome === 'failed') {
    changeRegion(turn, rollout, region, { swap: 'pending' });
  }
}

function completeRollout(world: World, turn: ModelTurn, rollout: WorldRollout): void {
  const { store, version, push } = rollout;
  const excluded = parentVersion(world, store, version)?.excluded ?? [];
  const leftOut = namesOf(world, excluded);
  const end = jobEnd({ outcome: 'PROCEED', complete: true, leftOut, plan: rollout.plan });
  if (end.kind !== 'ends') return;
  const { versionStatus, reason } = end;
  const text = `is complete: ${reason}`;
  turn.record({ kind: 'rollout-ended', store, version, outcome: 'completed', text, rule: 'LH-10' });
  if (versionStatus !== 'unchanged') {
    setStatus(world, turn, { store, version }, versionStatus, 'LH-10');
    if (versionStatus !== 'PUSHED') setParentCurrent(world, turn, { store, version });
    truncateParentTopic(world, turn, { store, version });
  }
  endPush(world, turn, push, { outcome: 'succeeded', reason, rule: 'LH-10' });
}

/** Records a change of a region's state in a rollout. */
export function changeRegion(
  turn: ModelTurn,
  rollout: WorldRollout,
  region: number,
  change: Partial<RolloutRegion>,
): void {
  const { store, version } = rollout;
  turn.record({ kind: 'rollout-region-changed', store, version, region, change });
}

/** The hook call that was answered. */
export type Asked = Pick<HookInvocation, 'store' | 'version' | 'push' | 'region' | 'point'>;

const cleanUpPeriodMs = 60_000;

const cleanUpTries = 60;

/** Schedules the deletion of a version that was rolled back. */
export function scheduleCleanUp(
  world: World,
  turn: ModelTurn,
  { store, version }: VersionName,
): void {
  const { epoch } = world.parent;
  const event = { kind: 'rollout-clean-up-due', store, version, epoch, tries: 0 } as const;
  turn.schedule(cleanUpPeriodMs, event);
}

/** After a rollback: once no region serves or ingests the version any more, it is deleted everywhere. */
export const onRolloutCleanUpDue: Handler<'rollout-clean-up-due'> = (world, event, turn) => {
  const { store, version, epoch, tries } = event;
  const rollout = world.parent.rollouts.get(store);
  if (epoch !== world.parent.epoch || rollout === undefined || rollout.version !== version) return;
  const known = allRegions(world).filter((region) => reachable(world, region));
  const busy = known.some((region) => isBusy(world, { region, store, version }));
  if (!busy && known.length === world.regions.length)
    return sendAdmin(world, turn, { kind: 'DeleteVersion', store, version });
  // A region that serves its first version has no version to roll back to; one that is down may return.
  const next = busy ? tries + 1 : tries;
  if (next <= cleanUpTries) turn.schedule(cleanUpPeriodMs, { ...event, tries: next }, !busy);
};

function isBusy(world: World, at: VersionAt): boolean {
  return (
    childStore(world, at.region, at.store).current === at.version ||
    childVersion(world, at)?.status === 'STARTED'
  );
}
