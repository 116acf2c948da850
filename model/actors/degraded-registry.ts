/** The registry of degraded regions: marks and unmarks it, and lets an unmark start a recovery. */
import type { RegionId } from '../names.js';
import { marksSeen, namesOf } from '../questions.js';
import { admitMark, admitUnmark, markAdmissionRule } from '../rules/degraded/mark-admission.js';
import {
  type DegradedMark,
  type RegistryOperation,
  registryWriteRule,
  writeRegistry,
} from '../rules/degraded/registry-write.js';
import { triggerAfterUnmark, triggerRule } from '../rules/recovery/trigger.js';
import type { DegradedMark as StoredMark } from '../world/parent.js';
import type { World } from '../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from './actor.js';
import { armMonitor } from './monitor.js';
import { triggerRecovery } from './recovery.js';

export const asks = [markAdmissionRule, registryWriteRule, triggerRule];

/** Marks a region, or says why not. */
export function markDegraded(
  world: World,
  turn: ModelTurn,
  mark: { readonly region: RegionId; readonly timeoutMinutes: number; readonly operator: string },
): void {
  const { switches, profile } = world.setup.venice;
  const region = world.names.regions[mark.region] ?? '';
  const decision = admitMark(
    {
      region,
      configuredRegions: world.names.regions,
      registered: registeredNames(world),
      featureExists: profile !== 'baseline',
      enabled: degradedModeEnabled(world),
      isLeader: true,
      lockObtained: true,
    },
    { minHealthy: switches['min-healthy'], featureFlag: switches['feature-flag'] },
  );
  if (decision.kind === 'refused') {
    const { reason } = decision;
    turn.record({
      kind: 'operator-refused',
      action: 'mark-degraded',
      region: mark.region,
      reason,
      rule: 'DM-1',
    });
    return;
  }
  const { timeoutMinutes, operator } = mark;
  write(world, turn, { kind: 'mark', region, markedAtMs: turn.now, timeoutMinutes, operator });
  turn.record({
    kind: 'degraded-marked',
    region: mark.region,
    timeoutMinutes,
    operator,
    active: marksSeen(world).length,
    rule: 'DM-1',
  });
  armMonitor(world, turn);
}

/** Takes a mark off. A second unmark does nothing and says so. */
export function unmarkDegraded(world: World, turn: ModelTurn, region: RegionId): void {
  const { switches } = world.setup.venice;
  const name = world.names.regions[region] ?? '';
  const decision = admitUnmark({
    region: name,
    registered: registeredNames(world),
    isLeader: true,
  });
  const changed = decision.kind === 'removed';
  if (changed) write(world, turn, { kind: 'unmark', region: name });
  turn.record({
    kind: 'degraded-unmarked',
    region,
    changed,
    operator: 'operator',
    active: marksSeen(world).length,
    rule: 'DM-1',
  });
  const trigger = triggerAfterUnmark(
    { wasMarked: changed, autoRecovery: autoRecovery(world), recoveryBuilt: autoRecovery(world) },
    { recover: switches.recover },
  );
  if (trigger.kind === 'trigger') triggerRecovery(world, turn, region);
  else turn.record({ kind: 'recovery-refused', region, reason: trigger.reason, rule: 'RC-2' });
  armMonitor(world, turn);
}

/** The watch has brought a write to the leader's copy. */
export const onRegistryWatchDue: Handler<'registry-watch-due'> = (
  world,
  { version, marks },
  turn,
) => {
  if (world.parent.registry.cachedVersion >= version) return;
  turn.record({ kind: 'registry-cached', version, marks });
  armMonitor(world, turn);
};

/** `degraded.mode.enabled` of the live configuration. */
export function degradedModeEnabled(world: World): boolean {
  return world.configuration['degraded.mode.enabled'] === true;
}

/** `degraded.mode.auto.recovery.enabled`. */
export function autoRecovery(world: World): boolean {
  return world.configuration['degraded.mode.auto.recovery.enabled'] === true;
}

function registeredNames(world: World): string[] {
  return namesOf(
    world,
    marksSeen(world).map(({ region }) => region),
  );
}

function write(world: World, turn: ModelTurn, operation: RegistryOperation): void {
  const registryCas = world.setup.venice.switches['registry-cas'];
  const { registry } = world.parent;
  const enabled = degradedModeEnabled(world);
  const stored = {
    document: { enabled, marks: registry.stored.map(named(world)) },
    documentVersion: registry.version,
  };
  const cached = {
    document: { enabled, marks: registry.cached.map(named(world)) },
    documentVersion: registry.cachedVersion,
  };
  const result = writeRegistry(stored, registryCas ? stored : cached, operation, { registryCas });
  if (result.kind !== 'written') return;
  const marks = result.stored.document.marks.map(interned(world));
  turn.record({ kind: 'registry-written', marks, rule: 'DM-7' });
  const event = {
    kind: 'registry-watch-due',
    version: world.parent.registry.version,
    marks,
  } as const;
  scheduleAfter(world, turn, { name: 'registryWatch', place: 'parent' }, event);
}

function named(world: World): (mark: StoredMark) => DegradedMark {
  return ({ region, since, timeoutMinutes, operator }) => ({
    region: world.names.regions[region] ?? '',
    markedAtMs: since,
    timeoutMinutes,
    operator,
  });
}

function interned(world: World): (mark: DegradedMark) => StoredMark {
  return ({ region, markedAtMs, timeoutMinutes, operator }) => ({
    region: world.names.regions.indexOf(region),
    since: markedAtMs,
    timeoutMinutes,
    operator,
  });
}
