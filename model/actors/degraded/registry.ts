/** The registry of degraded regions: marks and unmarks regions, switches the feature, and starts a recovery after an unmark. */

import type { Instant } from '../../../sim/index.js';
import { type RegionId, regionName } from '../../names.js';
import { autoRecovery } from '../../queries/degraded-mode.js';
import { admitMark, admitUnmark, markAdmissionRule } from '../../rules/degraded/mark-admission.js';
import type { VersionedDocument } from '../../rules/degraded/registry-write.js';
import { triggerAfterUnmark, triggerRule } from '../../rules/recovery/trigger.js';
import {
  emergencySourceAfterMark,
  emergencySourceAfterUnmark,
} from '../../rules/source/emergency-source.js';
import type { RegistryCall } from '../../world/parent.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { triggerRecovery } from '../recovery/trigger.js';
import { armMonitor } from '../timers.js';
import { activeMarks, readDocument, regionsIn, writeDocument } from './registry-write.js';

export const asks = [markAdmissionRule, triggerRule];

/** Marks a region, or refuses with the reason. */
export function markDegraded(
  world: World,
  turn: ModelTurn,
  mark: { readonly region: RegionId; readonly timeoutMinutes: number; readonly operator: string },
): void {
  const { region, timeoutMinutes, operator } = mark;
  begin(world, turn, {
    operation: 'mark',
    region,
    timeoutMinutes,
    operator,
    enabled: false,
    attempt: 1,
    calledAt: turn.now,
  });
}

/** Removes a mark. A second unmark changes nothing and records that. */
export function unmarkDegraded(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  operator = 'operator',
): void {
  begin(world, turn, {
    operation: 'unmark',
    region,
    timeoutMinutes: 0,
    operator,
    enabled: false,
    attempt: 1,
    calledAt: turn.now,
  });
}

/** Writes `degraded.mode.enabled`, a setting of the same document. */
export function updateClusterConfig(world: World, turn: ModelTurn, enabled: boolean): void {
  begin(world, turn, {
    operation: 'update',
    region: -1,
    timeoutMinutes: 0,
    operator: 'operator',
    enabled,
    attempt: 1,
    calledAt: turn.now,
  });
}

/** A write reaches the coordination service, or is retried. */
export const onRegistryWriteDue: Handler<'registry-write-due'> = (world, event, turn) => {
  const { call, epoch, read } = event;
  if (epoch !== world.parent.epoch)
    return refuse(turn, call, 'the parent lost its leader before the call was through; try again');
  if (read === undefined) return begin(world, turn, call);
  finish(world, turn, call, read);
};

/** The watch has delivered a write to the leader's copy. */
export const onRegistryWatchDue: Handler<'registry-watch-due'> = (world, event, turn) => {
  const { version, marks, enabled } = event;
  if (world.parent.registry.cachedVersion >= version) return;
  turn.record({ kind: 'registry-cached', version, marks, enabled });
  armMonitor(world, turn);
};

/**
 * Reads the registry, applies the rule, and schedules the write. The leader makes one change at a time (Venice's cluster write lock): a
 * call waits for the one before it, and reads what that one wrote.
 */
function begin(world: World, turn: ModelTurn, call: RegistryCall): void {
  const { busyUntil } = world.parent.registry;
  if (busyUntil >= turn.now && call.attempt === 1)
    return later(world, turn, { call, at: busyUntil, read: undefined });
  const read = readDocument(world);
  const refusal = call.operation === 'mark' ? refusalOfMark(world, call, read) : undefined;
  if (refusal !== undefined) {
    release(world, turn);
    return refuse(turn, call, refusal);
  }
  const delay = turn.draw(world.setup.latencies.registryWrite, 'registryWrite/parent');
  if (delay === 0) return finish(world, turn, call, read);
  lock(turn, turn.now + delay);
  later(world, turn, { call, at: turn.now + delay, read });
}

/** A step of a call that is due at an instant; `read` undefined: it begins, or reads again, then. */
interface LaterStep {
  readonly call: RegistryCall;
  readonly at: Instant;
  readonly read: VersionedDocument | undefined;
}

function later(world: World, turn: ModelTurn, { call, at, read }: LaterStep): void {
  const { epoch } = world.parent;
  turn.schedule(at - turn.now, { kind: 'registry-write-due', call, epoch, read });
}

function lock(turn: ModelTurn, until: Instant): void {
  turn.record({ kind: 'registry-busy', until });
}

function release(world: World, turn: ModelTurn): void {
  if (world.parent.registry.busyUntil >= 0) lock(turn, -1);
}

function refusalOfMark(
  world: World,
  call: RegistryCall,
  read: VersionedDocument,
): string | undefined {
  const { profile } = world.setup.venice;
  const decision = admitMark(
    {
      region: regionName(world.names, call.region),
      configuredRegions: world.names.regions,
      registered: regionsIn(read),
      featureExists: profile !== 'baseline' && 'BCD'.includes(world.setup.venice.policy),
      enabled: read.document.enabled,
      isLeader: true,
      lockObtained: true,
    },
    world.variant,
  );
  return decision.kind === 'refused' ? decision.reason : undefined;
}

function finish(world: World, turn: ModelTurn, call: RegistryCall, read: VersionedDocument): void {
  const outcome = writeDocument(world, turn, call, read);
  if (outcome.kind === 'again') {
    // As designed the registry is read again; as built the same document is written again.
    const again = { ...call, attempt: call.attempt + 1 };
    const kept = world.variant.registryCas ? undefined : read;
    const at = turn.now + outcome.afterMs;
    lock(turn, at);
    return later(world, turn, { call: again, at, read: kept });
  }
  release(world, turn);
  if (outcome.kind === 'gave-up') return refuse(turn, call, outcome.reason);
  if (call.operation === 'mark') marked(world, turn, call);
  else if (call.operation === 'unmark') unmarked(world, turn, call, read);
  else updated(turn, call);
  armMonitor(world, turn);
}

function updated(turn: ModelTurn, { enabled }: RegistryCall): void {
  const text = `updates the cluster's configuration: degraded.mode.enabled is ${enabled}`;
  turn.record({ kind: 'operator-acted', action: 'update-cluster-config', region: -1, text });
}

function marked(world: World, turn: ModelTurn, call: RegistryCall): void {
  const { region, timeoutMinutes, operator } = call;
  const active = activeMarks(world);
  turn.record({ kind: 'degraded-marked', region, timeoutMinutes, operator, active, rule: 'DM-1' });
  const { parent, names, setup, configuration } = world;
  const next = emergencySourceAfterMark(
    {
      marked: regionName(names, region),
      sources: [
        configuration['native.replication.source.fabric'],
        ...setup.stores.map(({ sourceFabric }) => sourceFabric),
      ],
      configuredRegions: names.regions,
      degraded: regionsIn(readDocument(world)),
      emergencySource: parent.emergencySource,
    },
    world.variant,
  );
  setEmergencySource(world, turn, next);
}

function unmarked(
  world: World,
  turn: ModelTurn,
  { region, operator }: RegistryCall,
  read: VersionedDocument,
): void {
  const decision = admitUnmark({
    region: regionName(world.names, region),
    registered: regionsIn(read),
    isLeader: true,
  });
  const changed = decision.kind === 'removed';
  const active = activeMarks(world);
  turn.record({ kind: 'degraded-unmarked', region, changed, operator, active, rule: 'DM-1' });
  const { emergencySource, emergencySetByMark: setByMark } = world.parent;
  const source = { emergencySource, setByMark };
  if (changed)
    setEmergencySource(world, turn, emergencySourceAfterUnmark(source, active, world.variant));
  recoverAfterUnmark(world, turn, region, changed);
}

function recoverAfterUnmark(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  wasMarked: boolean,
): void {
  const built = autoRecovery(world);
  const trigger = triggerAfterUnmark(
    { wasMarked, autoRecovery: built, recoveryBuilt: built },
    world.variant,
  );
  if (trigger.kind === 'trigger') triggerRecovery(world, turn, region);
  else turn.record({ kind: 'recovery-refused', region, reason: trigger.reason, rule: 'RC-2' });
}

function setEmergencySource(world: World, turn: ModelTurn, region: string): void {
  if (region !== world.parent.emergencySource)
    turn.record({ kind: 'emergency-source-set', region, operator: 'auto' });
}

function refuse(turn: ModelTurn, { operation, region }: RegistryCall, reason: string): void {
  const action = operation === 'update' ? 'update-cluster-config' : `${operation}-degraded`;
  turn.record({ kind: 'operator-refused', action, region, reason, rule: 'DM-1' });
}
