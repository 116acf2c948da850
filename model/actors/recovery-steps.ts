/**
 * One store's way through phase 1 of a recovery: is there anything to do, from where, clear the region, wait until it is ready, start the
 * copy; up to three attempts. The parent does all of it by calls to the region.
 */
import type { EventOf } from '../events.js';
import {
  allRegions,
  childStore,
  childVersion,
  namesOf,
  parentUp,
  parentVersion,
  reachable,
  servedVersion,
} from '../questions.js';
import {
  afterFailedAttempt,
  afterReadinessCheck,
  attemptRule,
  firstStep,
} from '../rules/recovery/attempt.js';
import { preparationRule, prepareRegion } from '../rules/recovery/preparation.js';
import { judgeReadiness, readinessRule } from '../rules/recovery/readiness.js';
import { rebuildVersion, rebuiltVersionRule } from '../rules/recovery/rebuilt-version.js';
import { parseRegions } from '../rules/regions/region-lists.js';
import { recoverySourceRule, sourceOfRecovery } from '../rules/source/recovery-source.js';
import { backupVersionNumber } from '../rules/swap/rollback-target.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { statusInRegion } from './push-monitor.js';
import { changeStore, pumpWorkers, recoveryById, stepAfter } from './recovery.js';
import { confirmStores, startConfirmation } from './recovery-confirmation.js';
import { createRecoveredVersion, deleteVersion } from './version-life.js';

export const asks = [
  attemptRule,
  preparationRule,
  readinessRule,
  rebuiltVersionRule,
  recoverySourceRule,
];

type Step = EventOf<'recovery-step-due'>;

/** A step of a recovery is due; one of a former leader is dropped, as built only after its current attempt. */
export const onRecoveryStepDue: Handler<'recovery-step-due'> = (world, event, turn) => {
  const recovery = recoveryById(world, event.recovery);
  const stale = event.epoch !== world.parent.epoch;
  const fenced = world.setup.venice.switches.fencing || event.step !== 'ready';
  if (
    recovery === undefined ||
    recovery.phase === 'complete' ||
    !parentUp(world) ||
    (stale && fenced)
  )
    return;
  if (event.step === 'confirm') return confirmStores(world, turn, recovery);
  const entry = entryOf(world, event);
  if (entry === undefined || entry.state !== 'running') return;
  if (event.step === 'attempt') attempt(world, turn, event);
  else checkReady(world, turn, event);
};

function attempt(world: World, turn: ModelTurn, step: Step): void {
  const { region, store, version } = step;
  const parent = parentVersion(world, store, version);
  if ((entryOf(world, step)?.attempts ?? 0) === 0) {
    const { switches } = world.setup.venice;
    const first = firstStep(
      {
        store: world.names.stores[store] ?? '',
        version,
        storeExists: true,
        versionStatus: parent?.status,
        rolledBack: parent?.rolledBackBy !== undefined && parent.rolledBackBy !== '',
        region: world.names.regions[region] ?? '',
        regionCurrent: servedVersion(world, region, store),
      },
      {
        neverGoBack: switches['never-go-back'],
        recoverySkipsRolledBack: switches['recovery-skips-rolled-back'],
      },
    );
    if (first.kind === 'count-failed') return finish(world, turn, step, 'failed', first.reason);
    if (first.kind === 'count-recovered') {
      return finish(world, turn, step, first.confirm ? 'initiated' : 'recovered', first.reason);
    }
  }
  prepare(world, turn, step);
}

function prepare(world: World, turn: ModelTurn, step: Step): void {
  const { region, store, version } = step;
  const source = sourceFor(world, step);
  if (source.kind === 'none') return failAttempt(world, turn, step, source.reason);
  const sourceRegion = world.names.regions.indexOf(source.region);
  const decision = prepareRegion(
    {
      store: world.names.stores[store] ?? '',
      version,
      source: source.region,
      destination: world.names.regions[region] ?? '',
      destinationConfigured: true,
      sourceCurrent: reachable(world, sourceRegion)
        ? childStore(world, sourceRegion, store).current
        : 'no-answer',
      inDestination: reachable(world, region) ? destinationOf(world, step) : 'no-answer',
      wipeAllowed: world.configuration['allow.cluster.wipe'] === true,
    },
    { rejectMigrating: world.setup.venice.switches['reject-migrating'] },
  );
  if (decision.kind === 'refused') return failAttempt(world, turn, step, decision.reason);
  if (decision.kind !== 'nothing-to-clear') {
    if (childVersion(world, region, store, version) !== undefined) {
      deleteVersion(world, turn, region, { store, version }, 'a recovery clears it away');
    }
    const cleared = { kind: 'kill-record-cleared', region, store, version } as const;
    if (childStore(world, region, store).killRecords.includes(version)) turn.record(cleared);
  }
  stepAfter(world, turn, {
    recovery: { id: step.recovery, region },
    store,
    version,
    step: 'ready',
    afterMs: 0,
  });
}

function destinationOf(world: World, { region, store }: Step) {
  const { current, versions } = childStore(world, region, store);
  const setup = world.setup.stores[store];
  const backup = backupVersionNumber(versions, current);
  return {
    current,
    hybrid: setup?.hybrid ?? false,
    migrating: setup?.migrating ?? false,
    nativeReplication: true,
    backup,
  };
}

function checkReady(world: World, turn: ModelTurn, step: Step): void {
  const { region, store, version } = step;
  const entry = entryOf(world, step);
  if (entry === undefined) return;
  const { versions, topics, killRecords } = childStore(world, region, store);
  const ready = judgeReadiness(
    {
      store: world.names.stores[store] ?? '',
      version,
      reachable: reachable(world, region),
      storeExists: true,
      migrating: world.setup.stores[store]?.migrating ?? false,
      nativeReplication: true,
      versionExists: versions.some(({ number }) => number === version),
      topicExists: topics.has(version),
      pushStatus: statusInRegion(world, region, { store, version }),
      killRecord: killRecords.includes(version),
    },
    { rejectMigrating: world.setup.venice.switches['reject-migrating'] },
  );
  const checks = entry.readyChecks + 1;
  changeStore(turn, recoveryOf(step), step, { readyChecks: checks }, '');
  const next = afterReadinessCheck(checks, ready.kind === 'ready');
  if (next.kind === 'initiate') return initiate(world, turn, step);
  const reason = ready.kind === 'ready' ? '' : ready.reason;
  if (next.kind === 'attempt-failed')
    return failAttempt(world, turn, step, `${next.reason}: ${reason}`);
  stepAfter(world, turn, {
    recovery: recoveryOf(step),
    store,
    version,
    step: 'ready',
    afterMs: next.afterMs,
  });
}

function initiate(world: World, turn: ModelTurn, step: Step): void {
  const { region, store, version } = step;
  const source = sourceFor(world, step);
  if (source.kind === 'none') return failAttempt(world, turn, step, source.reason);
  const sourceRegion = world.names.regions.indexOf(source.region);
  const held = childVersion(world, sourceRegion, store, version);
  const setup = world.setup.stores[store];
  const decision = rebuildVersion(
    {
      version,
      destinationCurrent: childStore(world, region, store).current,
      destinationConfigured: true,
      source: source.region,
      destination: world.names.regions[region] ?? '',
      sourceVersion:
        held === undefined
          ? undefined
          : {
              number: held.number,
              pushId: `${held.push}`,
              swapDeferred: held.swapDeferred,
              swapRegions: parseRegions(held.targetSwapRegion),
              repush: held.repush,
            },
      store: {
        replicas: setup?.replicas ?? 1,
        hybrid: setup?.hybrid ?? false,
        activeActive: setup?.activeActive ?? false,
        incremental: setup?.incremental ?? false,
        pushIds: childStore(world, region, store).versions.map(
          ({ push, recovered }) => `${push}${recovered ? 'r' : ''}`,
        ),
      },
      largestUsed: world.parent.stores[store]?.largestUsed ?? version,
      nowText: `${turn.now}`,
    },
    { recoveryKeepsBackup: world.setup.venice.switches['recovery-keeps-backup'] },
  );
  if (decision.kind === 'refused') return failAttempt(world, turn, step, decision.reason);
  const { number } = decision.version;
  if (number !== version)
    turn.record({ kind: 'version-number-taken', store, version: number, rule: 'RC-10' });
  createRecoveredVersion(world, turn, region, {
    store,
    version,
    number,
    source: sourceRegion,
    retires: decision.retires,
  });
  changeStore(turn, recoveryOf(step), step, { rebuiltAs: number }, '');
  finish(world, turn, step, 'initiated', `copies it from ${source.region}`);
}

function sourceFor(world: World, { region, store, version }: Step) {
  const holders = allRegions(world).filter((one) => {
    const status = childVersion(world, one, store, version)?.status;
    const topic = childStore(world, one, store).topics.get(version);
    return (
      reachable(world, one) &&
      (status === 'ONLINE' || status === 'PUSHED') &&
      topic !== undefined &&
      topic.truncatedAt < 0
    );
  });
  const parent = parentVersion(world, store, version);
  return sourceOfRecovery(
    {
      destination: world.names.regions[region] ?? '',
      emergencySource: world.parent.emergencySource,
      storeSource: world.setup.stores[store]?.sourceFabric ?? '',
      clusterSource: String(world.configuration['native.replication.source.fabric'] ?? ''),
      versionSource: world.names.regions[parent?.sourceFabric ?? -1] ?? '',
      holders: namesOf(world, holders),
    },
    { sourceIsNotDestination: world.setup.venice.switches['source-is-not-destination'] },
  );
}

function failAttempt(world: World, turn: ModelTurn, step: Step, cause: string): void {
  const attempts = (entryOf(world, step)?.attempts ?? 0) + 1;
  changeStore(
    turn,
    recoveryOf(step),
    step,
    { attempts, readyChecks: 0 },
    `attempt ${attempts} failed, ${cause}`,
  );
  const next = afterFailedAttempt(attempts, cause);
  if (next.kind === 'count-failed') return finish(world, turn, step, 'failed', next.reason);
  const { store, version } = step;
  stepAfter(world, turn, {
    recovery: recoveryOf(step),
    store,
    version,
    step: 'attempt',
    afterMs: next.afterMs,
  });
}

/** A worker is done with a store: the next one gets it, and the last one starts the confirmation. */
function finish(
  world: World,
  turn: ModelTurn,
  step: Step,
  state: 'initiated' | 'recovered' | 'failed',
  text: string,
): void {
  changeStore(turn, recoveryOf(step), step, { state }, text);
  const recovery = recoveryById(world, step.recovery);
  if (recovery === undefined) return;
  pumpWorkers(world, turn, recovery);
  const busy = recovery.stores.some(
    (entry) => entry.state === 'queued' || entry.state === 'running',
  );
  if (!busy) startConfirmation(world, turn, recovery);
}

function recoveryOf(step: Step): { readonly id: number; readonly region: number } {
  return { id: step.recovery, region: step.region };
}

function entryOf(world: World, { recovery, store, version }: Step) {
  return recoveryById(world, recovery)?.stores.find(
    (entry) => entry.store === store && entry.version === version,
  );
}
