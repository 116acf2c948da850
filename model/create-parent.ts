/** The parent's part of a World at its start, and its push jobs; with the versions that a store has from the beginning. */
import { newPollMemory } from './rules/push-job/poll-words.js';
import type { StoreSetup, WorldSetup } from './setup.js';
import type { Parent, ParentVersion, PushJob } from './world/parent.js';
import { createPolicyMemory } from './world/policy.js';

/** The initial parent, without marks in the registry; `enabled`: degraded mode is on. */
export function createParent(setup: WorldSetup, enabled: boolean): Parent {
  const { config } = setup.venice;
  const emergency = config['emergency.source.region'];
  return {
    down: 0,
    storageDown: 0,
    listingDown: 0,
    answersLost: 0,
    answersLateMs: 0,
    deadUpTo: 0,
    epoch: 1,
    stores: listOf(setup.stores, (store) => ({
      current: store.startsWith,
      largestUsed: store.startsWith,
      versions: listOf(versionsAtStart(store), (number) =>
        firstParentVersion(setup, store, number),
      ),
      topics: new Map(),
      migrating: store.migrating,
      ttlRepush: false,
      writesEnabled: true,
      hooks: null,
      hookConfig: store.hookConfig ?? {},
    })),
    registry: {
      version: 1,
      stored: [],
      enabled,
      cachedVersion: 1,
      cached: [],
      cachedEnabled: enabled,
      busyUntil: -1,
    },
    emergencySource: typeof emergency === 'string' ? emergency : '',
    emergencySetByMark: false,
    recoveries: new Map(),
    recoveryHistory: [],
    recoveryCount: 0,
    rollouts: new Map(),
    cooldowns: new Map(),
    swaps: new Map(),
    stalledSwaps: 0,
    swapWork: { busy: new Map(), queued: [] },
    handLocks: new Map(),
    policy: createPolicyMemory(setup.regions.length),
    swapTickAt: 0,
    monitorTickAt: 0,
    overdueAlerts: new Map(),
  };
}

function firstParentVersion(setup: WorldSetup, store: StoreSetup, number: number): ParentVersion {
  return {
    number,
    status: 'ONLINE',
    push: -1,
    createdAt: setup.start,
    bytes: store.bytes,
    sourceFabric: 0,
    swapDeferred: false,
    targetSwapRegion: '',
    targets: [],
    degradedPush: false,
    excluded: [],
    degradedSnapshot: [],
    hookGated: false,
    converted: false,
    deferredByUser: false,
    targetRegionPromoted: false,
    repush: false,
    repushOf: 0,
    repushSource: 0,
    content: -1,
    previous: listOf(setup.regions, () => (number === store.startsWith ? (store.backup ?? 0) : 0)),
    rolledBackBy: '',
    rollbackSent: false,
  };
}

/** A push job that has not started. */
export function createJob(push: number, store: number, mode: PushJob['mode']): PushJob {
  return {
    push,
    store,
    state: 'waiting',
    reason: '',
    mode,
    timeoutTicket: 0,
    startedAt: 0,
    endedAt: 0,
    version: 0,
    checkpoint: 'INITIALIZE_PUSH_JOB',
    stage: 'created',
    degraded: [],
    gated: false,
    deferred: false,
    targets: [],
    writesIn: -1,
    writeDueOnClock: 0,
    checkTicket: 0,
    restOf: false,
    lastStatus: 'NEW',
    lastRegions: '',
    poll: newPollMemory,
    answersLost: 0,
    polls: 0,
  };
}

/** Numbers of the versions that every region has at the start: the backup, if there is one, and what is served. */
export function versionsAtStart({ backup, startsWith }: StoreSetup): number[] {
  if (startsWith === 0) return [];
  return backup === undefined ? [startsWith] : [backup, startsWith];
}

/**
 * Like Array#map, for lists read across the model. V8 changes the elements kind of map's result once the caller is optimized, which
 * deoptimizes the readers: these four lists caused half of all deoptimizations of a sweep.
 */
export function listOf<From, To>(from: readonly From[], make: (one: From, at: number) => To): To[] {
  const list: To[] = [];
  for (const [at, one] of from.entries()) list.push(make(one, at));
  return list;
}
