/**
 * One store in phase 1 of a recovery: checks whether anything is to be copied, chooses the source, clears the region, waits until it is
 * ready, starts the copy; up to three attempts. The parent does all of it by calls to the region.
 */

import { regionId, regionName, storeName, type VersionAt } from '../../names.js';
import {
  childStore,
  childVersion,
  isRolledBack,
  parentUp,
  parentVersion,
  reachable,
  servedVersion,
  storesReadable,
} from '../../queries/world.js';
import {
  afterReadinessCheck,
  attemptRule,
  type FirstStep,
  firstStep,
  phaseOneLimits,
} from '../../rules/recovery/attempt.js';
import { preparationRule, prepareRegion } from '../../rules/recovery/preparation.js';
import { backupVersionNumber } from '../../rules/swap/rollback-target.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { readinessFor, sourceFor, startCopy } from '../region/data-recovery.js';
import { deleteVersion } from '../region/deletion.js';
import { failAttempt, finish } from './attempt-end.js';
import { confirmStores } from './confirmation.js';
import {
  callAgain,
  changeStore,
  entryOf,
  recoveryById,
  recoveryOf,
  type Step,
  stepAfter,
} from './entries.js';

export const asks = [attemptRule, preparationRule];

/** A step of a recovery is due; a step of a former leader is dropped, as built only after its current attempt. */
export const onRecoveryStepDue: Handler<'recovery-step-due'> = (world, event, turn) => {
  const recovery = recoveryById(world, event.recovery);
  if (recovery === undefined || recovery.phase === 'complete' || isOver(world, event)) return;
  if (event.step === 'confirm') return confirmStores(world, turn, recovery, event.store);
  const entry = entryOf(world, event);
  if (entry === undefined || entry.state !== 'running') return;
  if (event.step === 'attempt') attempt(world, turn, event);
  else checkReady(world, turn, event);
};

/**
 * Has the leader's work ended? As built a leader that only lost leadership ends its current attempt and keeps confirming; the next attempt
 * needs leadership.
 */
function isOver(world: World, { epoch, step }: Step): boolean {
  if (epoch === world.parent.epoch) return !parentUp(world);
  if (epoch <= world.parent.deadUpTo) return true;
  return world.variant.fencing || step === 'attempt';
}

export function attempt(world: World, turn: ModelTurn, step: Step): void {
  const { region, store, version } = step;
  const parent = parentVersion(world, store, version);
  const entry = entryOf(world, step);
  const isFirst = entry?.attempts === 0 && entry.calls === 0;
  // As designed the version must still stand at every attempt.
  if (isFirst || world.variant.recoverySkipsRolledBack) {
    const first = firstStep(
      {
        store: storeName(world.names, store),
        version,
        storeExists: true,
        versionStatus: parent?.status,
        rolledBack: isRolledBack(parent),
        region: regionName(world.names, region),
        regionCurrent: servedVersion(world, region, store),
      },
      world.variant,
    );
    if (first.kind !== 'attempt') return skip(world, turn, step, first);
  }
  prepare(world, turn, step);
}

/** Nothing is to be copied, or nothing can be. */
function skip(
  world: World,
  turn: ModelTurn,
  step: Step,
  first: Exclude<FirstStep, { kind: 'attempt' }>,
): void {
  const text = first.reason;
  if (first.kind === 'count-failed')
    return finish(world, turn, step, { state: 'failed', counts: 'store-gone', text });
  if (first.kind === 'end')
    return finish(world, turn, step, { state: 'skipped', counts: 'ended', text });
  if (first.confirm)
    return finish(world, turn, step, { state: 'initiated', counts: 'to-confirm', text });
  finish(world, turn, step, { state: 'recovered', counts: 'nothing-to-do', text });
}

function prepare(world: World, turn: ModelTurn, step: Step): void {
  const { region, store, version } = step;
  const source = sourceFor(world, step);
  if (source.kind === 'none') return failAttempt(world, turn, step, source.reason);
  const sourceRegion = regionId(world.names, source.region);
  const decision = prepareRegion(
    {
      store: storeName(world.names, store),
      version,
      source: source.region,
      destination: regionName(world.names, region),
      destinationConfigured: true,
      sourceCurrent: storesReadable(world, sourceRegion)
        ? childStore(world, sourceRegion, store).current
        : 'no-answer',
      inDestination: reachable(world, region) ? destinationOf(world, step) : 'no-answer',
      wipeAllowed: world.configuration['allow.cluster.wipe'],
    },
    world.variant,
  );
  if (decision.kind === 'refused') {
    const fails = () => failAttempt(world, turn, step, decision.reason);
    return decision.because === 'no-answer' ? callAgain(world, turn, step, fails) : fails();
  }
  if (decision.kind !== 'nothing-to-clear') clear(world, turn, { region, store, version });
  if ((entryOf(world, step)?.calls ?? 0) > 0)
    changeStore(turn, recoveryOf(step), step, { calls: 0 }, '');
  stepAfter(world, turn, {
    recovery: recoveryOf(step),
    store,
    version,
    step: 'ready',
    afterMs: callMs(world, turn, step) + callMs(world, turn, step),
  });
}

/** Deletes everything that an earlier copy, or a push that ended, has left of a version in the region: version, push record, kill record. */
function clear(world: World, turn: ModelTurn, at: VersionAt): void {
  if (childVersion(world, at) !== undefined)
    deleteVersion(world, turn, at, { because: 'a recovery clears it away', rule: 'RC-8' });
  const { killRecords, pushRecords } = childStore(world, at.region, at.store);
  if (pushRecords.has(at.version))
    turn.record({ kind: 'push-record-cleared', ...at, rule: 'RC-8' });
  if (killRecords.includes(at.version)) turn.record({ kind: 'kill-record-cleared', ...at });
}

/** One round trip to the region: the worker is busy during the preparation and the first readiness check. */
function callMs(world: World, turn: ModelTurn, { region }: Step): number {
  const stream = `controllerCall/recovery/${regionName(world.names, region)}`;
  return turn.draw(world.setup.latencies.controllerCall, stream);
}

function destinationOf(world: World, { region, store }: Step) {
  const { current, versions } = childStore(world, region, store);
  const setup = storeSetup(world, store);
  const backup = backupVersionNumber(versions, current);
  return {
    current,
    hybrid: setup.hybrid,
    migrating: parentStore(world, store).migrating,
    nativeReplication: true,
    backup,
  };
}

function checkReady(world: World, turn: ModelTurn, step: Step): void {
  const { region, store, version } = step;
  const entry = entryOf(world, step);
  if (entry === undefined) return;
  const ready = readinessFor(world, { region, store, version });
  const reason = ready.kind === 'ready' ? 'it became ready too late' : ready.reason;
  if (entry.readyChecks >= phaseOneLimits.readyChecksMax) {
    const seconds = (turn.now - entry.readySince) / 1_000;
    return failAttempt(world, turn, step, `not ready after ${seconds} s: ${reason}`);
  }
  const count = () => countCheck(world, turn, step, ready.kind === 'ready');
  if (reachable(world, region)) count();
  else callAgain(world, turn, step, count);
}

/** A readiness check is over: the copy begins, or the next check follows after a pause. */
function countCheck(world: World, turn: ModelTurn, step: Step, isReady: boolean): void {
  const { store, version } = step;
  const checks = (entryOf(world, step)?.readyChecks ?? 0) + 1;
  const first = checks === 1 ? { readySince: turn.now } : {};
  changeStore(turn, recoveryOf(step), step, { readyChecks: checks, calls: 0, ...first }, '');
  const next = afterReadinessCheck(checks, isReady);
  if (next.kind === 'initiate') return initiate(world, turn, step);
  const { afterMs } = next;
  stepAfter(world, turn, { recovery: recoveryOf(step), store, version, step: 'ready', afterMs });
}

export function initiate(world: World, turn: ModelTurn, step: Step): void {
  const copy = startCopy(world, turn, step);
  if (copy.kind === 'refused') return failAttempt(world, turn, step, copy.reason);
  changeStore(turn, recoveryOf(step), step, { rebuiltAs: copy.number }, '');
  const text = `copies it from ${copy.source}`;
  finish(world, turn, step, { state: 'initiated', counts: 'initiated', text });
}
