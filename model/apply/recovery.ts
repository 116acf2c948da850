/** Applies facts about recoveries and rollouts under hooks. */
import type { Instant } from '../../sim/index.js';
import type { RecoveryFact } from '../facts/recovery.js';
import type { FactOf } from '../facts.js';
import type { StoreId } from '../names.js';
import { freshProgress } from '../rules/recovery/progress.js';
import { entryIn, type Recovery, recoveryNumbered, type StoreRecovery } from '../world/parent.js';
import type { Rollout, RolloutRegion } from '../world/rollout.js';
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

function start(world: WritableWorld, fact: FactOf<'recovery-started'>, now: Instant): void {
  world.parent.recoveryCount = Math.max(world.parent.recoveryCount, fact.recovery);
  const stores = fact.stores.map(({ store, version }) => ({
    store,
    version,
    rebuiltAs: version,
    state: 'queued' as const,
    attempts: 0,
    calls: 0,
    readyChecks: 0,
    readySince: now,
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
    places: placesOf(stores),
    tally: { queued: stores.length, running: 0, initiated: 0, recovered: 0, skipped: 0, failed: 0 },
    firstQueued: 0,
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
  const recovery = recoveryNumbered(world.parent.recoveryHistory, fact.recovery);
  if (recovery === undefined) return;
  if (fact.kind === 'store-recovery-changed') {
    changeEntry(recovery, fact);
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

function changeEntry(
  recovery: Recovery,
  { store, version, change }: Extract<RecoveryFact, { kind: 'store-recovery-changed' }>,
): void {
  const entry = entryIn(recovery, store, version);
  if (entry === undefined) return;
  recovery.tally[entry.state] -= 1;
  Object.assign(entry, change);
  recovery.tally[entry.state] += 1;
  const { stores } = recovery;
  while (stores[recovery.firstQueued]?.state !== 'queued' && recovery.firstQueued < stores.length)
    recovery.firstQueued += 1;
}

/** A later entry of the same store, of another version, is found by a scan from the first. */
function placesOf(stores: readonly StoreRecovery[]): Map<StoreId, number> {
  const places = new Map<StoreId, number>();
  for (const [place, { store }] of stores.entries())
    if (!places.has(store)) places.set(store, place);
  return places;
}

function freshRollout(
  world: WritableWorld,
  fact: Extract<RecoveryFact, { kind: 'rollout-started' }>,
): Rollout {
  const { store, version, push, plan, targets } = fact;
  const regions = world.regions.map((region): RolloutRegion => {
    const { current, promotedAt } = region.stores[store] ?? { current: 0, promotedAt: 0 };
    return {
      admission: firstAdmission(fact, world.regions.indexOf(region)),
      creationPassed: false,
      dvc: 'none',
      dvcReleasedAt: 0,
      created: false,
      reported: { serves: current, servesSinceMs: promotedAt },
      seen: 'sent',
      swap: 'pending',
      askAgainAt: { creation: 0, dvc: 0, postDvc: 0, preSwap: 0, postSwap: 0 },
      postDvcDone: false,
    };
  });
  return {
    store,
    version,
    push,
    stage: 'running',
    plan,
    targets,
    regions,
    endAskAgainAt: 0,
    views: [],
    asking: false,
    outcome: '',
    failure: '',
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

function firstAdmission(
  { excluded, later }: FactOf<'rollout-started'>,
  region: number,
): RolloutRegion['admission'] {
  if (excluded.includes(region)) return 'excluded';
  return later.includes(region) ? 'later' : 'undecided';
}
