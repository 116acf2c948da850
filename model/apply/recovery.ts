/** Writes facts about recoveries and rollouts under hooks into the World. */
import type { Instant } from '../../sim/index.js';
import type { RecoveryFact, RecoveryStarted } from '../facts/recovery.js';
import { freshProgress } from '../rules/recovery/progress.js';
import type { Rollout, RolloutRegion } from '../world/parent.js';
import type { WritableWorld } from '../world.js';

/** Applies one fact of this area. */
export function applyRecoveryFact(world: WritableWorld, fact: RecoveryFact, now: Instant): void {
  switch (fact.kind) {
    case 'recovery-started':
      return start(world, fact, now);
    case 'store-recovery-changed':
    case 'recovery-phase-changed':
    case 'recovery-abandoned':
    case 'recovery-progressed':
      return changeRecovery(world, fact);
    case 'rollout-started':
      world.parent.rollouts.set(fact.store, freshRollout(world, fact));
      return;
    case 'rollout-region-changed':
    case 'rollout-changed':
    case 'rollout-ended':
      return changeRollout(world, fact);
    case 'recovery-refused':
    case 'recovery-alerted':
      return;
  }
}

function start(world: WritableWorld, fact: RecoveryStarted, now: Instant): void {
  world.parent.recoveryCount = Math.max(world.parent.recoveryCount, fact.recovery);
  const stores = fact.stores.map(({ store, version }) => ({
    store,
    version,
    rebuiltAs: version,
    state: 'queued' as const,
    attempts: 0,
    readyChecks: 0,
    confirmations: 0,
    transitioned: false,
    startedAt: now,
  }));
  const recovery = {
    id: fact.recovery,
    region: fact.region,
    epoch: world.parent.epoch,
    startedAt: now,
    stores,
    phase: 'initiating' as const,
    counts: freshProgress(stores.length),
  };
  world.parent.recoveries.set(fact.region, recovery);
  world.parent.recoveryHistory.push(recovery);
}

type RecoveryChange = Extract<
  RecoveryFact,
  {
    kind:
      | 'store-recovery-changed'
      | 'recovery-phase-changed'
      | 'recovery-abandoned'
      | 'recovery-progressed';
  }
>;

function changeRecovery(world: WritableWorld, fact: RecoveryChange): void {
  const recovery = world.parent.recoveryHistory.find(({ id }) => id === fact.recovery);
  if (recovery === undefined) return;
  if (fact.kind === 'store-recovery-changed') {
    const entry = recovery.stores.find(
      ({ store, version }) => store === fact.store && version === fact.version,
    );
    if (entry !== undefined) Object.assign(entry, fact.change);
  } else if (fact.kind === 'recovery-phase-changed') {
    recovery.phase = fact.phase;
  } else if (fact.kind === 'recovery-progressed') {
    recovery.counts = fact.counts;
  } else {
    recovery.phase = 'complete';
    if (world.parent.recoveries.get(fact.region) === recovery)
      world.parent.recoveries.delete(fact.region);
  }
}

function freshRollout(
  world: WritableWorld,
  fact: Extract<RecoveryFact, { kind: 'rollout-started' }>,
): Rollout {
  const { store, version, push } = fact;
  const regions = world.regions.map(
    (region): RolloutRegion => ({
      admission: fact.excluded.includes(world.regions.indexOf(region)) ? 'excluded' : 'undecided',
      creationPassed: false,
      dvc: 'none',
      created: false,
      seen: 'sent',
      swap: 'pending',
      askAgainAt: { creation: 0, dvc: 0, postDvc: 0, preSwap: 0, postSwap: 0 },
      postDvcDone: false,
    }),
  );
  return {
    store,
    version,
    push,
    stage: 'running',
    regions,
    endAskAgainAt: 0,
    views: [],
    asking: false,
    outcome: '',
  };
}

type RolloutChange = Extract<
  RecoveryFact,
  { kind: 'rollout-region-changed' | 'rollout-changed' | 'rollout-ended' }
>;

function changeRollout(world: WritableWorld, fact: RolloutChange): void {
  const rollout = world.parent.rollouts.get(fact.store);
  if (rollout === undefined || rollout.version !== fact.version) return;
  if (fact.kind === 'rollout-region-changed') {
    const region = rollout.regions[fact.region];
    if (region !== undefined) Object.assign(region, fact.change);
  } else if (fact.kind === 'rollout-changed') {
    Object.assign(rollout, fact.change);
  } else {
    rollout.stage = 'ended';
    rollout.outcome = fact.outcome;
    rollout.asking = false;
  }
}
