/**
 * Phase 2 of a recovery: polls every 30 seconds whether the region serves the copied version, lifts it to ONLINE, or gives up. As
 * built one thread handles all regions in turn; as designed they are confirmed in parallel.
 */

import { regionName, type VersionAt } from '../../names.js';
import { callPolicies, failedCallMs } from '../../queries/remote-calls.js';
import {
  allRegions,
  childVersion,
  isRolledBack,
  parentVersion,
  pushRecord,
  reachable,
  servedVersion,
} from '../../queries/world.js';
import {
  afterConfirmationError,
  type Confirmation,
  confirmationRule,
  defaultConfirmationLimits,
  judgeConfirmation,
} from '../../rules/recovery/confirmation.js';
import { liftRule, mayLift } from '../../rules/recovery/lift.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { armMonitor, armSwapTick } from '../timers.js';
import { changeStore, stepAfter } from './entries.js';
import { closingWords, noteProgress, type Progress } from './progress.js';

export const asks = [confirmationRule, liftRule];

type Known = World['parent']['recoveryHistory'][number];

/** All stores have completed phase 1. */
export function startConfirmation(world: World, turn: ModelTurn, recovery: Known): void {
  if (recovery.phase !== 'initiating') return;
  const { region, id } = recovery;
  const phase = 'confirming';
  turn.record({ kind: 'recovery-phase-changed', region, recovery: id, phase, text: '' });
  const alone =
    world.variant.parallelConfirmation || othersConfirming(world, recovery).length === 0;
  if (alone) nextLook(world, turn, recovery, atOnce);
}

/**
 * One poll of every unconfirmed store, from this index of the list on, as sequential calls. Each call to a region that does not answer
 * takes its full timeout.
 */
export function confirmStores(world: World, turn: ModelTurn, recovery: Known, from: number): void {
  const { stores, region } = recovery;
  const callMs = reachable(world, region) ? 0 : failedCallMs(callPolicies['region-store']);
  for (let place = from; place < stores.length; place += 1) {
    const entry = stores[place];
    if (entry?.state !== 'initiated') continue;
    checkRegion(world, turn, recovery, entry);
    if (callMs > 0) return nextLook(world, turn, recovery, { afterMs: callMs, from: place + 1 });
  }
  if (recovery.tally.initiated === 0) return complete(world, turn, recovery);
  nextLook(world, turn, recovery, { afterMs: defaultConfirmationLimits.pauseMs, from: 0 });
}

function checkRegion(
  world: World,
  turn: ModelTurn,
  recovery: Known,
  entry: Known['stores'][number],
): void {
  const { store, version } = entry;
  const looks = entry.confirmations + 1;
  const elapsedMs = turn.now - recovery.startedAt;
  changeStore(turn, recovery, entry, { confirmations: looks }, '');
  const regionCurrent = servedVersion(world, recovery.region, store);
  const copy = { region: recovery.region, store, version: entry.rebuiltAs };
  const found = judgeConfirmation(
    {
      version,
      regionCurrent,
      looks,
      elapsedMs,
      copyFailure: reachable(world, recovery.region) ? copyFailure(world, copy) : '',
      rolledBack: isRolledBack(parentVersion(world, store, version)),
    },
    defaultConfirmationLimits,
    world.variant,
  );
  const seen = { looks, elapsedMs };
  const judged = found.kind === 'current' ? lift(world, turn, recovery, entry, seen) : found;
  if (judged.kind === 'pending') return;
  const { state, step, text, transitioned } = endOf(judged, world.variant.clampProgress);
  changeStore(turn, recovery, entry, { state, transitioned }, text);
  noteProgress(world, turn, recovery, { store, step, reason: text });
}

type Judged = Exclude<ReturnType<typeof lift>, { kind: 'pending' }>;

interface ConfirmationEnd {
  readonly state: Known['stores'][number]['state'];
  readonly step: Progress['step'];
  readonly text: string;
  readonly transitioned: boolean;
}

/** What the end of a confirmation makes of the store. As built every confirmed store counts as a transition. */
function endOf(judged: Judged, once: boolean): ConfirmationEnd {
  switch (judged.kind) {
    case 'lifted':
    case 'current': {
      const transitioned = !once || judged.kind === 'lifted';
      const text = 'the region serves it';
      return {
        state: 'recovered',
        step: transitioned ? 'current' : 'confirmed',
        text,
        transitioned,
      };
    }
    case 'superseded': {
      const text = `superseded by v${judged.by}`;
      return { state: 'recovered', step: 'superseded', text, transitioned: !once };
    }
    case 'ended': {
      const text = judged.reason;
      return { state: 'skipped', step: 'confirmation-ended', text, transitioned: false };
    }
    case 'copy-failed':
    case 'timed-out': {
      const text = judged.reason;
      return { state: 'failed', step: judged.kind, text, transitioned: false };
    }
  }
}

/** Why the copy of a version will never be served in its region; empty: it may still be. */
function copyFailure(world: World, at: VersionAt): string {
  const copy = childVersion(world, at);
  if (copy === undefined) {
    const record = pushRecord(world, at)?.push.status;
    return record === undefined ? 'is gone from the region' : `ended as ${record} in the region`;
  }
  return copy.status === 'ERROR' || copy.status === 'KILLED'
    ? `is ${copy.status} in the region`
    : '';
}

function lift(
  world: World,
  turn: ModelTurn,
  { region, epoch }: Known,
  { store, version }: Known['stores'][number],
  seen: { readonly looks: number; readonly elapsedMs: number },
): Confirmation | { readonly kind: 'lifted' } {
  const decision = mayLift(
    {
      version,
      versionStatus: parentVersion(world, store, version)?.status,
      isLeader: epoch === world.parent.epoch,
      writesEnabled: parentStore(world, store).writesEnabled,
      currents: allRegions(world).map((region) => ({
        region: regionName(world.names, region),
        current: servedVersion(world, region, store),
      })),
      equalsSource: childVersion(world, { region, store, version })?.incomplete !== true,
    },
    world.variant,
  );
  if (decision.kind === 'lift') {
    turn.record({
      kind: 'parent-version-status-set',
      store,
      version,
      status: 'ONLINE',
      rule: 'RC-5',
    });
    // The swap service also checks ONLINE versions as long as a region lags behind.
    armSwapTick(world, turn);
    return { kind: 'lifted' };
  }
  if (decision.kind === 'leave' && decision.because === 'differs-from-source')
    return { kind: 'timed-out', reason: decision.reason };
  if (decision.kind !== 'error') return { kind: 'current' };
  const { variant } = world;
  return afterConfirmationError(seen, defaultConfirmationLimits, variant);
}

function complete(world: World, turn: ModelTurn, recovery: Known): void {
  noteProgress(world, turn, recovery, { store: -1, step: 'completed', reason: '' });
  turn.record({
    kind: 'recovery-phase-changed',
    region: recovery.region,
    recovery: recovery.id,
    phase: 'complete',
    text: closingWords(world, recovery),
    rule: 'RC-6',
  });
  const next = othersConfirming(world, recovery)[0];
  if (next !== undefined && !world.variant.parallelConfirmation)
    nextLook(world, turn, next, atOnce);
  armMonitor(world, turn);
}

function othersConfirming(world: World, recovery: Known): Known[] {
  return world.parent.recoveryHistory.filter(
    ({ id, epoch, phase }) =>
      id !== recovery.id && epoch === recovery.epoch && phase === 'confirming',
  );
}

/** When the next poll is due, and from which index of the list of stores. */
interface NextLook {
  readonly afterMs: number;
  readonly from: number;
}

const atOnce: NextLook = { afterMs: 0, from: 0 };

function nextLook(world: World, turn: ModelTurn, recovery: Known, next: NextLook): void {
  const { afterMs, from } = next;
  stepAfter(world, turn, { recovery, store: from, version: 0, step: 'confirm', afterMs });
}
