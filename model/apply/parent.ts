/** Applies facts about the parent controller, the admin channel and the registry. */
import type { Instant } from '../../sim/index.js';
import type { AdminMessage } from '../admin-message.js';
import type { ParentFact } from '../facts/parent.js';
import type { FactOf } from '../facts.js';
import { parentStore, regionAt } from '../world/entries.js';
import { parentAsks } from '../world/hooks.js';
import type { ParentStore } from '../world/parent.js';
import type { ChildStore } from '../world/region.js';
import type { WritableWorld } from '../world.js';
import { loseCalls } from './hooks.js';
import { noteParentStore } from './waiting.js';

/** Applies one fact of this area. */
export function applyParentFact(world: WritableWorld, fact: ParentFact, now: Instant): void {
  switch (fact.kind) {
    case 'registry-written':
      world.parent.registry.stored = fact.marks;
      world.parent.registry.enabled = fact.enabled;
      world.parent.registry.version += 1;
      return;
    case 'registry-cached':
      world.parent.registry.cached = fact.marks;
      world.parent.registry.cachedEnabled = fact.enabled;
      world.parent.registry.cachedVersion = fact.version;
      return;
    case 'registry-busy':
      world.parent.registry.busyUntil = fact.until;
      return;
    case 'admin-message-sent':
      world.adminChannel.push({ sentAt: now, admin: fact.admin });
      return noteRollback(world, fact.admin);
    case 'emergency-source-set':
      world.parent.emergencySource = fact.region;
      world.parent.emergencySetByMark = fact.operator === 'auto';
      return;
    case 'tick-armed':
      if (fact.tick === 'swap') world.parent.swapTickAt = fact.at;
      else world.parent.monitorTickAt = fact.at;
      return;
    case 'swaps-queued':
      world.parent.swapWork.queued = fact.stores;
      return;
    case 'parent-leader-lost':
      return forgetMemory(world);
    case 'parent-leader-elected':
      world.parent.epoch = fact.epoch;
      return;
    case 'operator-acted':
    case 'operator-refused':
    case 'degraded-marked':
    case 'degraded-unmarked':
      return noteOperator(world, fact, now);
    case 'mark-overdue':
      world.parent.overdueAlerts.set(fact.region, now);
      return;
    case 'swap-stalled':
    case 'registry-write-failed':
    case 'mark-measured':
      return;
    default:
      applyStoreFact(world, fact, now);
      return noteParentStore(world, fact.store);
  }
}

type StoreFact = Extract<ParentFact, { store: number }>;

function applyStoreFact(world: WritableWorld, fact: StoreFact, now: Instant): void {
  const store = parentStore(world, fact.store);
  switch (fact.kind) {
    case 'parent-version-created':
      return addVersion(store, fact);
    case 'parent-version-status-set':
      return change(store, fact.version, (version) => {
        version.status = fact.status;
        version.rolledBackBy = fact.rolledBackBy ?? version.rolledBackBy;
        if (fact.rolledBackBy !== undefined) version.rollbackSent = false;
      });
    case 'rollback-unconfirmed':
      return change(store, fact.version, (version) => {
        version.rollbackSent = false;
      });
    case 'parent-current-set':
      store.current = fact.version;
      return;
    case 'parent-version-deleted':
      store.versions = store.versions.filter(({ number }) => number !== fact.version);
      return;
    case 'version-number-taken':
      store.largestUsed = Math.max(store.largestUsed, fact.version);
      return;
    case 'parent-topic-truncated':
      store.topics.set(fact.version, { truncatedAt: now });
      return;
    case 'parent-topic-deleted':
      store.topics.delete(fact.version);
      return;
    case 'target-promoted':
      return change(store, fact.version, (version) => {
        version.targetRegionPromoted = true;
      });
    case 'store-ttl-set':
      store.ttlRepush = fact.on;
      return;
    case 'store-changed':
      store.migrating = fact.migrating;
      if (store.writesEnabled !== fact.writesEnabled)
        for (const region of world.regions)
          setWrites(region.stores[fact.store], fact.writesEnabled);
      store.writesEnabled = fact.writesEnabled;
      return;
    case 'store-writes-set':
      return setWrites(regionAt(world, fact.region).stores[fact.store], fact.on);
    case 'cooldown-set':
      world.parent.cooldowns.set(fact.store, { push: fact.push, at: now });
      return;
    case 'cooldown-cleared':
      world.parent.cooldowns.delete(fact.store);
      return;
    case 'roll-forward-waits':
      world.parent.swapWork.busy.set(fact.store, fact.until);
      return;
    case 'roll-forward-waited':
      world.parent.swapWork.busy.delete(fact.store);
      return;
    case 'hand-roll-forward-waits':
      world.parent.handLocks.set(fact.store, fact.until);
      return;
    case 'hand-roll-forward-waited':
      world.parent.handLocks.delete(fact.store);
      return;
    case 'swap-remembered':
      return rememberSwap(world, fact);
  }
}

function rememberSwap(
  { parent }: WritableWorld,
  { store, memory }: Extract<StoreFact, { kind: 'swap-remembered' }>,
): void {
  if (parent.swaps.get(store)?.stalled === true) parent.stalledSwaps -= 1;
  if (memory.stalled) parent.stalledSwaps += 1;
  parent.swaps.set(store, memory);
}

function addVersion(store: ParentStore, fact: FactOf<'parent-version-created'>): void {
  store.versions.push({ ...fact.record });
  store.largestUsed = Math.max(store.largestUsed, fact.version);
  if (fact.writesTopic) store.topics.set(fact.version, { truncatedAt: -1 });
}

function change(
  store: ParentStore,
  number: number,
  write: (version: ParentStore['versions'][number]) => void,
): void {
  const version = store.versions.find((one) => one.number === number);
  if (version !== undefined) write(version);
}

/** A rollback that names its version has been sent: from now on no recovery copies that version. */
function noteRollback(world: WritableWorld, admin: AdminMessage): void {
  if (admin.kind !== 'RollBack' || !admin.versioned) return;
  change(parentStore(world, admin.store), admin.version, (version) => {
    version.rollbackSent = true;
  });
}

function setWrites(store: ChildStore | undefined, on: boolean): void {
  if (store !== undefined) store.writesEnabled = on;
}

/** Resets the parent's in-memory state for a new leader; stored state (versions, registry, rollouts) is kept. */
function forgetMemory(world: WritableWorld): void {
  world.parent.epoch += 1;
  world.parent.registry.busyUntil = -1;
  world.parent.recoveries.clear();
  world.parent.cooldowns.clear();
  world.parent.swaps.clear();
  world.parent.stalledSwaps = 0;
  world.parent.swapWork = { busy: new Map(), queued: [] };
  world.parent.handLocks.clear();
  world.parent.swapTickAt = 0;
  world.parent.monitorTickAt = 0;
  if (world.hookBook.pools.get(parentAsks) === undefined) return;
  loseCalls(world, parentAsks);
  for (const rollout of world.parent.rollouts.values()) rollout.asking = false;
}

type OperatorFact = Extract<ParentFact, { kind: `operator-${string}` | `degraded-${string}` }>;

function noteOperator(world: WritableWorld, fact: OperatorFact, now: Instant): void {
  const action =
    fact.kind === 'degraded-marked'
      ? 'mark-degraded'
      : fact.kind === 'degraded-unmarked'
        ? 'unmark-degraded'
        : fact.action;
  const refused = fact.kind === 'operator-refused' ? fact.reason : '';
  world.operatorLog.push({ action, region: fact.region, refused, at: now });
}
