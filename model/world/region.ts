/**
 * One region as the World keeps it: what is broken there, its child controller's records, its topics and replicas, its Da Vinci fleets.
 * Plain data without functions, so that a run can be cloned in the middle; only `apply` writes it.
 */
import type { Instant } from '../../sim/index.js';
import type { ReplicaFailure } from '../conditions.js';
import type { PushId, RegionId, StoreId, VersionNumber } from '../names.js';
import type { ReplicaTable } from '../replicas/replica-types.js';
import type { PushHistory } from '../rules/aggregation/push-record.js';
import type { CollectorState } from '../rules/davinci/collector.js';
import type { ExecutionStatus, VersionStatus } from '../statuses.js';
import type { Increment } from './increment.js';

/** A clock that stands still while something is broken: work due on it is delayed by exactly the outage. */
export interface RegionClock {
  running: boolean;
  /** Milliseconds it had run when it was last started or stopped. */
  accrued: number;
  since: Instant;
}

/** How many faults hold each condition in a region. */
export interface RegionConditions {
  controllerDown: number;
  /** It is found nevertheless; every query of it fails. */
  controllerSilent: number;
  /** Its controller works, but no request for a store succeeds. */
  storeReadsDown: number;
  brokersDown: number;
  serversDown: number;
  clientsDown: number;
  networkCut: number;
  /** Versions that a recovery rebuilds now lack records. */
  copiesLoseRecords: number;
}

/** A version topic in one region. */
interface VersionTopic {
  bytes: number;
  /** Somebody writes or has written to it: there is something to read. */
  written: boolean;
  endOfPush: boolean;
  /** -1 = not truncated. */
  truncatedAt: Instant;
  content: PushId;
}

/** How far a region's replicas have come with one version. */
export interface Ingestion {
  /** Where the region copies from; its own id when the push writes here. */
  source: RegionId;
  /** The number of the version topic that is read there; differs only for some data recoveries. */
  sourceVersion: VersionNumber;
  /** 'held' waits for a source that has nothing to read yet. */
  phase: 'held' | 'replicating' | 'arrived' | 'ingesting' | 'done';
  /** Region clock when replicas began to read. */
  startedOnClock: number;
  /** Region-clock milliseconds when each replica finishes; partition-major, 0 = not scheduled. */
  dueOnClock: number[];
  transfer: number;
  /** Its share of what the region's servers take in, as a transfer from the region to itself; -1 = none, or through. */
  load: number;
}

/** A version as a child controller records it. */
export interface ChildVersion {
  number: VersionNumber;
  status: VersionStatus;
  push: PushId;
  /** The push that produced the bytes. */
  content: PushId;
  bytes: number;
  createdAt: Instant;
  swapDeferred: boolean;
  /** Comma separated target regions of a deferred swap, '' if none. */
  targetSwapRegion: string;
  /** Swap waits for the parent's word under hooks. */
  hookGated: boolean;
  /** Made by a push that was converted because regions are degraded. */
  converted: boolean;
  /** The user had asked for a deferred swap before that conversion. */
  deferredByUser: boolean;
  /** Regions left out as degraded. */
  excluded: readonly RegionId[];
  /** Da Vinci instances may not begin yet. */
  dvcHeld: boolean;
  /** Made by a data recovery. */
  recovered: boolean;
  /** It has fewer records than its source. */
  incomplete: boolean;
  /** The version that a repush was made from, as Venice records it; 0 = none is recorded. */
  repushSource: VersionNumber;
  /** Distinguishes a version from an earlier one of the same number. */
  incarnation: number;
  ingestion: Ingestion;
}

/** The push monitor's record of one version; it can outlive the version. */
export interface PushRecord {
  /** What it says to the outside, with every status it has had. */
  push: PushHistory;
  /** Decided from replicas, before Da Vinci instances are counted. */
  serverStatus: ExecutionStatus;
  replicas: ReplicaTable | undefined;
  /** What the collector of Da Vinci reports remembers between scans; undefined if nobody waits for instances. */
  collector: CollectorState | undefined;
}

/** Da Vinci instances of one store in one region, one array slot an instance. */
export interface DvcFleet {
  instances: number;
  /** Version served; 0 = none. */
  serves: Int32Array;
  /** Version being ingested or ready; 0 = none. */
  future: Int32Array;
  /** 1 once `future` is ready to serve. */
  ready: Uint8Array;
  /** When it began to read `future`, on the region's client clock; its own absences are added. */
  beganOnClock: Float64Array;
  /** When `future` will be ready, on that clock; 0 = not known before the region's topic is complete. */
  dueOnClock: Float64Array;
  /** A version that it has gone back from, or failed to read; 0 = none. */
  faulty: Int32Array;
  /** Last heartbeat when the instance is dead; -1 while it lives. */
  deadSince: Float64Array;
  /** How many faults keep the instance away. */
  lost: Uint8Array;
  /** When it left last, on the region's client clock. */
  leftOnClock: Float64Array;
  /** Until then, on the region's client clock, it loads again what it serves. */
  loadsUntil: Float64Array;
  /** How ingestion of `future` failed: a place in `clientErrors`; 0 = it has not. */
  failed: Uint8Array;
}

/** What is broken in a region at single hosts, replicas, instances and queues; empty while nothing is. */
export interface RegionBreakage {
  /** Per host: how many faults hold it down, and how often it has gone. */
  readonly hostsDown: Uint8Array;
  readonly hostLosses: Int32Array;
  /** Per host: how many faults have filled its disk. */
  readonly disksFull: Uint8Array;
  /** In the order in which they began. */
  holding: ReplicaFailure[];
  /** Failures still to come of admin messages, by store. */
  readonly adminFailures: Map<StoreId, number>;
}

/** A store as a child controller knows it. */
export interface ChildStore {
  current: VersionNumber;
  promotedAt: Instant;
  /** What was served before `current`; 0 = nothing. */
  previous: VersionNumber;
  largestUsed: VersionNumber;
  /** Its record of the store takes writes: versions may be served. */
  writesEnabled: boolean;
  versions: ChildVersion[];
  topics: Map<VersionNumber, VersionTopic>;
  pushRecords: Map<VersionNumber, PushRecord>;
  killRecords: VersionNumber[];
  dvc: DvcFleet | undefined;
  /** Incremental pushes that write into its real-time topic, oldest first. */
  increments: Increment[];
}

/** One region. */
export interface Region {
  conditions: RegionConditions;
  breakage: RegionBreakage;
  /** Runs while brokers and servers are up: replicas read on it. */
  ingestionClock: RegionClock;
  /** Runs while brokers are up and the network is whole: data writers of pushes write on it. */
  writerClock: RegionClock;
  /** Runs while clients and brokers are up: Da Vinci instances work on it. */
  clientClock: RegionClock;
  /** Next message of the admin channel that this region has not taken. */
  adminCursor: number;
  /** Messages taken but not yet executed, per store, oldest first. */
  adminQueues: Map<StoreId, number[]>;
  stores: ChildStore[];
  /** The instant for which a Da Vinci scan is scheduled; 0 = none. */
  scanDueAt: Instant;
}
