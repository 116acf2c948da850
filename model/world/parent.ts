/**
 * State of the parent controller: stored state (survives a failover), in-memory state of its leader (does not), the admin channel and the
 * push jobs. Plain data; only `apply` writes it.
 */
import type { Instant } from '../../sim/index.js';
import type { Checkpoint } from '../checkpoints.js';
import type { PushId, RegionId, StoreId, VersionNumber } from '../names.js';
import type { RecoveryCounts } from '../rules/recovery/progress.js';
import type { SwapState } from '../rules/swap/deferred-swap-words.js';
import type { PushEntry } from '../setup.js';
import type { ExecutionStatus, VersionStatus } from '../statuses.js';
import type { PolicyMemory } from './policy.js';
import type { Rollout } from './rollout.js';

/** A version as the parent records it. */
export interface ParentVersion {
  number: VersionNumber;
  status: VersionStatus;
  push: PushId;
  createdAt: Instant;
  bytes: number;
  sourceFabric: RegionId;
  swapDeferred: boolean;
  targetSwapRegion: string;
  /** Regions the push is for; empty = all. */
  targets: readonly RegionId[];
  /** Converted because a region was degraded (the code's isDegradedPush). */
  degradedPush: boolean;
  /** Regions left out because they were degraded when the version was created. */
  excluded: readonly RegionId[];
  /** All regions named degraded in the AddVersion message. */
  degradedSnapshot: readonly RegionId[];
  hookGated: boolean;
  /** Made by a push that was converted because regions are degraded. */
  converted: boolean;
  /** The user requested a deferred swap before that conversion. */
  deferredByUser: boolean;
  targetRegionPromoted: boolean;
  repush: boolean;
  /** The version from which it was repushed; 0 = it was written by a user's job. */
  repushOf: VersionNumber;
  /** The same as recorded by Venice: 0 if the job named the version, and for ids other than those of a plain repush. */
  repushSource: VersionNumber;
  /** The push that produced the bytes. */
  content: PushId;
  /** What each region served when the version was created. */
  previous: readonly VersionNumber[];
  rolledBackBy: '' | 'hook' | 'operator';
  /** A rollback that names it was sent to the regions, and the parent has not concluded from their answers yet. */
  rollbackSent: boolean;
}

/** The parent's own topic of a version: a marker for the detection of concurrent pushes. */
interface ParentTopic {
  truncatedAt: Instant;
}

/** A store as the parent records it. */
export interface ParentStore {
  current: VersionNumber;
  largestUsed: VersionNumber;
  versions: ParentVersion[];
  topics: Map<VersionNumber, ParentTopic>;
  /** Kinds of hooks registered by an update; null = the scenario's hooks. */
  hooks: readonly string[] | null;
  /** Store-level configuration of hooks. */
  hookConfig: Readonly<Record<string, string>>;
  migrating: boolean;
  /** Repushes omit expired records (time to live). */
  ttlRepush: boolean;
  /** Off: no version of it can be made current or ONLINE. */
  writesEnabled: boolean;
}

/** One mark of the registry of degraded regions. */
export interface DegradedMark {
  readonly region: RegionId;
  readonly since: Instant;
  readonly timeoutMinutes: number;
  readonly operator: string;
}

/** The registry: stored in the coordination service with a version, and cached by the leader through a watch. */
interface Registry {
  version: number;
  stored: readonly DegradedMark[];
  /** `degraded.mode.enabled`, a field of the same document. */
  enabled: boolean;
  cachedVersion: number;
  cached: readonly DegradedMark[];
  cachedEnabled: boolean;
  /** When the pending change is written or tried again; -1 = none is pending. The leader makes one change at a time. */
  busyUntil: Instant;
}

/** A pending change of that document; `attempt` counts from 1. */
export interface RegistryCall {
  readonly operation: 'mark' | 'unmark' | 'update';
  /** -1 for `update`. */
  readonly region: RegionId;
  readonly timeoutMinutes: number;
  readonly operator: string;
  readonly enabled: boolean;
  readonly calledAt: Instant;
  readonly attempt: number;
}

/** One store of a recovery. `running` has a worker; `initiated` waits for confirmation. */
export interface StoreRecovery {
  store: StoreId;
  version: VersionNumber;
  /** The version number under which the region rebuilds it. */
  rebuiltAs: VersionNumber;
  state: 'queued' | 'running' | 'initiated' | 'recovered' | 'skipped' | 'failed';
  attempts: number;
  /** Requests of the present call without an answer. */
  calls: number;
  readyChecks: number;
  /** When the first readiness check of the present attempt was made. */
  readySince: Instant;
  confirmations: number;
  transitioned: boolean;
  startedAt: Instant;
}

/** Recovery of one region, in the leader's memory. */
export interface Recovery {
  id: number;
  region: RegionId;
  /** The leader that runs it. */
  epoch: number;
  startedAt: Instant;
  stores: StoreRecovery[];
  /** Index in `stores` of a store's first entry. */
  places: Map<StoreId, number>;
  /** How many entries are in each state. */
  tally: Record<StoreRecovery['state'], number>;
  /** No entry before this index is queued. */
  firstQueued: number;
  phase: 'initiating' | 'confirming' | 'complete';
  /** Venice's counters; as built a store that times out counts twice. */
  counts: RecoveryCounts;
}

/** A recovery by its number, including completed and abandoned ones; recoveries are numbered from 1 in the order of the history. */
export function recoveryNumbered<Known extends Pick<Recovery, 'id'>>(
  history: readonly Known[],
  id: number,
): Known | undefined {
  const likely = history[id - 1];
  return likely?.id === id ? likely : history.find((recovery) => recovery.id === id);
}

/** A store's version in a recovery, if it takes part; O(1). */
export function entryIn<Entry extends Pick<StoreRecovery, 'store' | 'version'>>(
  {
    stores,
    places,
  }: { readonly stores: readonly Entry[]; readonly places: ReadonlyMap<StoreId, number> },
  store: StoreId,
  version: VersionNumber,
): Entry | undefined {
  for (let place = places.get(store) ?? stores.length; place < stores.length; place += 1) {
    const entry = stores[place];
    if (entry?.store === store && entry.version === version) return entry;
  }
  return undefined;
}

/** The parent. `epoch` counts leaders; work of an older epoch is stale. */
export interface Parent {
  down: number;
  /** Number of faults that block writes to the coordination service, and the listing of stores. */
  storageDown: number;
  listingDown: number;
  /** Number of faults that lose its responses to push jobs, and the delay of responses. */
  answersLost: number;
  answersLateMs: number;
  /** The last leader whose process has crashed; later ones lost leadership only and still run. */
  deadUpTo: number;
  epoch: number;
  stores: ParentStore[];
  registry: Registry;
  emergencySource: string;
  /** A mark has set it, and not an operator. */
  emergencySetByMark: boolean;
  recoveries: Map<RegionId, Recovery>;
  /** Every recovery of the run, for reports; no decision reads it. */
  recoveryHistory: Recovery[];
  recoveryCount: number;
  rollouts: Map<StoreId, Rollout>;
  /** Push-retry cooldown: the last admitted push of a store. */
  cooldowns: Map<StoreId, { readonly push: PushId; readonly at: Instant }>;
  /** In-memory state of the deferred swap service per store. */
  swaps: Map<StoreId, SwapState>;
  /** Number of stalled stores. */
  stalledSwaps: number;
  /** Its workers: stores whose lock they hold until an instant, and stores that wait for a worker. */
  swapWork: { readonly busy: Map<StoreId, Instant>; queued: readonly StoreId[] };
  /** Stores whose lock an operator's roll-forward holds until an instant. */
  handLocks: Map<StoreId, Instant>;
  /** In-memory state of policies A, B, D and E. */
  policy: PolicyMemory;
  swapTickAt: Instant;
  monitorTickAt: Instant;
  /** When the monitor last raised the alert about a mark of a region. */
  overdueAlerts: Map<RegionId, Instant>;
}

/** State of a push job. */
export interface PushJob {
  push: PushId;
  store: StoreId;
  state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'refused' | 'killed' | 'died';
  reason: string;
  mode: PushEntry['mode'];
  /** Ticket of the job's timeout event. */
  timeoutTicket: number;
  startedAt: Instant;
  endedAt: Instant;
  version: VersionNumber;
  /** The last checkpoint it has reported. */
  checkpoint: Checkpoint;
  stage: 'created' | 'asking' | 'writing' | 'polling' | 'ended';
  /** Region names in the response to version creation. */
  degraded: readonly RegionId[];
  /** Hooks gate its version's swap region by region. */
  gated: boolean;
  deferred: boolean;
  targets: readonly RegionId[];
  /** The second phase of a targeted push has begun: `targets` are the other regions now. */
  restOf: boolean;
  /** The region to which the data writer writes; -1 before it starts. */
  writesIn: RegionId;
  /** Ticket of its next poll of the push while it writes; 0 = none. */
  checkTicket: number;
  /** Writer-clock milliseconds of that region when all is written. */
  writeDueOnClock: number;
  lastStatus: ExecutionStatus;
  /** The regions' last statuses, as text. */
  lastRegions: string;
  poll: PollState;
  /** Number of lost responses to its version request. */
  answersLost: number;
  /** Number of its polls that got a response. */
  polls: number;
}

/** State of the polling loop between polls. */
export interface PollState {
  readonly done: readonly string[];
  readonly unknownSinceMs: number;
  readonly swapSinceMs: number;
  readonly missing: number;
  readonly nextPollMs: number;
}
