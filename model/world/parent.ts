/**
 * The parent controller as the World keeps it: what it stores (survives a failover), what its leader holds in memory (does not), the admin
 * channel and the push jobs. Plain data; only `apply` writes it.
 */
import type { Instant } from '../../sim/index.js';
import type { Checkpoint } from '../checkpoints.js';
import type { RegionView } from '../hooks/view.js';
import type { PushId, RegionId, StoreId, VersionNumber } from '../names.js';
import type { RegionPhase } from '../rules/hooks/region-phase.js';
import type { RecoveryCounts } from '../rules/recovery/progress.js';
import type { SwapState } from '../rules/swap/deferred-swap-words.js';
import type { PushEntry } from '../setup.js';
import type { ExecutionStatus, VersionStatus } from '../statuses.js';
import type { PolicyMemory } from './policy.js';

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
  /** The user had asked for a deferred swap before that conversion. */
  deferredByUser: boolean;
  targetRegionPromoted: boolean;
  repush: boolean;
  /** The version it was made from anew; 0 = it was written by a user's job. */
  repushOf: VersionNumber;
  /** The same as Venice records it: 0 if the job named the version, and for ids that are not those of a plain repush. */
  repushSource: VersionNumber;
  /** The push that produced the bytes. */
  content: PushId;
  /** What each region served when the version was created. */
  previous: readonly VersionNumber[];
  rolledBackBy: '' | 'hook' | 'operator';
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
  /** Kinds of hooks registered by an update; null = as the scenario says. */
  hooks: readonly string[] | null;
  /** Store-level configuration of hooks. */
  hookConfig: Readonly<Record<string, string>>;
  migrating: boolean;
  /** Records past their time to live are left out when it is pushed again. */
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
}

/** A change of that document on its way; `attempt` counts from 1. */
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
  /** The number under which the region rebuilds it. */
  rebuiltAs: VersionNumber;
  state: 'queued' | 'running' | 'initiated' | 'recovered' | 'skipped' | 'failed';
  attempts: number;
  readyChecks: number;
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
  /** Where in `stores` the first entry of a store is. */
  places: Map<StoreId, number>;
  /** How many entries are in each state. */
  tally: Record<StoreRecovery['state'], number>;
  /** No entry before this place is queued. */
  firstQueued: number;
  phase: 'initiating' | 'confirming' | 'complete';
  /** What Venice counts; as built a store that times out counts twice. */
  counts: RecoveryCounts;
}

/** A recovery by its number, also one that is over or pushed aside; recoveries are numbered from 1 in the order of the history. */
export function recoveryNumbered<Known extends Pick<Recovery, 'id'>>(
  history: readonly Known[],
  id: number,
): Known | undefined {
  const likely = history[id - 1];
  return likely?.id === id ? likely : history.find((recovery) => recovery.id === id);
}

/** A store's version in a recovery, if it takes part; costs the same however many do. */
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

/** What hooks are asked about a region during a rollout. */
export type RolloutQuestion = 'creation' | 'dvc' | 'postDvc' | 'preSwap' | 'postSwap';

/** Where one region stands in a rollout under hooks. */
export interface RolloutRegion {
  /** Where its admission stands. */
  admission: 'undecided' | 'cleared' | 'admitted' | 'excluded';
  /** The creation hook has let it in; the hook about Da Vinci instances may still be open. */
  creationPassed: boolean;
  dvc: 'none' | 'held' | 'released';
  created: boolean;
  /** How it stood when it was last looked at. */
  seen: RegionPhase;
  swap: 'pending' | 'sent' | 'swapped' | 'done';
  /** Earliest instant of the next question after a WAIT, per hook point. */
  askAgainAt: Record<RolloutQuestion, Instant>;
  /** The hook after the start of Da Vinci ingestion has let the region go on. */
  postDvcDone: boolean;
}

/** A push whose swaps are gated by hooks, kept with the version so that a new leader resumes it. */
export interface Rollout {
  store: StoreId;
  version: VersionNumber;
  push: PushId;
  stage: 'running' | 'ended';
  regions: RolloutRegion[];
  endAskAgainAt: Instant;
  /** What a push job that calls hooks itself was told of the regions last. */
  views: readonly RegionView[];
  /** One hook chain at a time for a store. */
  asking: boolean;
  outcome: '' | 'completed' | 'aborted' | 'rolled-back' | 'killed';
}

/** The parent. `epoch` counts leaders; work of an older epoch is stale. */
export interface Parent {
  down: number;
  /** Faults that keep the coordination service from taking writes, and stores from being listed. */
  storageDown: number;
  listingDown: number;
  /** Faults that lose its answers to push jobs, and how much later answers arrive. */
  answersLost: number;
  answersLateMs: number;
  /** The last leader whose process is gone; later ones that only lost leadership live on. */
  deadUpTo: number;
  epoch: number;
  stores: ParentStore[];
  registry: Registry;
  emergencySource: string;
  recoveries: Map<RegionId, Recovery>;
  /** Every recovery of the run, for reports; no decision reads it. */
  recoveryHistory: Recovery[];
  recoveryCount: number;
  rollouts: Map<StoreId, Rollout>;
  /** Push-retry cooldown: the last admitted push of a store. */
  cooldowns: Map<StoreId, { readonly push: PushId; readonly at: Instant }>;
  /** What the deferred swap service remembers of each store. */
  swaps: Map<StoreId, SwapState>;
  /** How many of them are stalled. */
  stalledSwaps: number;
  /** What its workers are at: stores whose lock they hold until an instant, and stores that wait for a worker. */
  swapWork: { readonly busy: Map<StoreId, Instant>; queued: readonly StoreId[] };
  /** Stores whose lock an operator's roll-forward holds until an instant. */
  handLocks: Map<StoreId, Instant>;
  /** What policies A, B, D and E remember. */
  policy: PolicyMemory;
  swapTickAt: Instant;
  monitorTickAt: Instant;
  /** When the monitor last raised the alert about a mark of a region. */
  overdueAlerts: Map<RegionId, Instant>;
}

/** What the job was told or knows. */
export interface PushJob {
  push: PushId;
  store: StoreId;
  state: 'waiting' | 'running' | 'succeeded' | 'failed' | 'refused' | 'killed' | 'died';
  reason: string;
  mode: PushEntry['mode'];
  /** Ticket of the job's time-out in the queue. */
  timeoutTicket: number;
  startedAt: Instant;
  endedAt: Instant;
  version: VersionNumber;
  /** The last checkpoint it has reported. */
  checkpoint: Checkpoint;
  stage: 'created' | 'asking' | 'writing' | 'polling' | 'ended';
  /** Names in the answer to version creation. */
  degraded: readonly RegionId[];
  /** Hooks decide region by region when its version is swapped. */
  gated: boolean;
  deferred: boolean;
  targets: readonly RegionId[];
  /** The second phase of a targeted push has begun: `targets` are the other regions now. */
  restOf: boolean;
  /** Where the data writer writes; -1 before it starts. */
  writesIn: RegionId;
  /** Ticket of its next look at the push while it writes; 0 = none. */
  checkTicket: number;
  /** Writer-clock milliseconds of that region when all is written. */
  writeDueOnClock: number;
  lastStatus: ExecutionStatus;
  /** What the regions answered last, as text. */
  lastRegions: string;
  poll: PollState;
  /** How often its request for a version was answered, and the answer was lost. */
  answersLost: number;
  /** How many of its polls were answered. */
  polls: number;
}

/** What the polling loop remembers between polls. */
export interface PollState {
  readonly done: readonly string[];
  readonly unknownSinceMs: number;
  readonly swapSinceMs: number;
  readonly missing: number;
  readonly nextPollMs: number;
}
