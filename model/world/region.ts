/**
 * State of one region: failures, the child controller's records, topics and replicas, Da Vinci fleets. Plain data without functions, so
 * that a run can be cloned at any event; only `apply` writes it.
 */
import type { Instant } from '../../sim/index.js';
import type { ReplicaFailure } from '../conditions.js';
import type { PushId, RegionId, StoreId, VersionNumber } from '../names.js';
import type { ReplicaTable } from '../replicas/replica-types.js';
import type { PushHistory } from '../rules/aggregation/push-record.js';
import type { CollectorState } from '../rules/davinci/collector.js';
import type { ExecutionStatus, VersionStatus } from '../statuses.js';
import type { Increment } from './increment.js';

/** A clock that stops during failures: work scheduled on it is delayed by exactly the length of the outage. */
export interface RegionClock {
  running: boolean;
  /** Milliseconds it had run when it was last started or stopped. */
  accrued: number;
  since: Instant;
}

/** How many faults hold each condition in a region. */
export interface RegionConditions {
  controllerDown: number;
  /** It is reachable, but every query of it fails. */
  controllerSilent: number;
  /** Its controller works, but every request for a store fails. */
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
  /** A writer has started: there is data to read. */
  written: boolean;
  endOfPush: boolean;
  /** -1 = not truncated. */
  truncatedAt: Instant;
  content: PushId;
}

/** Ingestion progress of one version by a region's replicas. */
export interface Ingestion {
  /** The region from which it copies; its own id if the push writes here. */
  source: RegionId;
  /** The number of the version topic that is read from the source; differs only for some data recoveries. */
  sourceVersion: VersionNumber;
  /** 'held' waits until the source has data to read. */
  phase: 'held' | 'replicating' | 'arrived' | 'ingesting' | 'done';
  /** Region clock when replicas began to read. */
  startedOnClock: number;
  /** Region-clock milliseconds when each replica finishes; partition-major, 0 = not scheduled. */
  dueOnClock: number[];
  transfer: number;
  /** Its load on the region's servers, as a transfer from the region to itself; -1 = none, or completed. */
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
  /** The swap waits for a message of the parent, under hooks. */
  hookGated: boolean;
  /** Made by a push that was converted because regions are degraded. */
  converted: boolean;
  /** The user requested a deferred swap before that conversion. */
  deferredByUser: boolean;
  /** Regions left out as degraded. */
  excluded: readonly RegionId[];
  /** Da Vinci instances may not begin yet. */
  dvcHeld: boolean;
  /** The target regions have completed it; sent only where paused instances wait for that. */
  targetRegionPromoted: boolean;
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
  /** The reported status, with its history. */
  push: PushHistory;
  /** Status aggregated from replicas, before Da Vinci instances are counted. */
  serverStatus: ExecutionStatus;
  replicas: ReplicaTable | undefined;
  /** State of the Da Vinci report collector between scans; undefined if the push waits for no instances. */
  collector: CollectorState | undefined;
}

/** Da Vinci instances of one store in one region, one array slot per instance. */
export interface DvcFleet {
  instances: number;
  /** Version served; 0 = none. */
  serves: Int32Array;
  /** Version being ingested or ready; 0 = none. */
  future: Int32Array;
  /** 1 once `future` is ready to serve. */
  ready: Uint8Array;
  /** When it began to read `future`, on the region's client clock, plus its own down time; -1 = subscribed and paused. */
  beganOnClock: Float64Array;
  /** When `future` will be ready, on that clock; 0 = not known before the region's topic is complete. */
  dueOnClock: Float64Array;
  /** A version that was rolled back or that it failed to read; 0 = none. */
  faulty: Int32Array;
  /** Last heartbeat when the instance is dead; -1 while it lives. */
  deadSince: Float64Array;
  /** Number of faults that keep the instance down. */
  lost: Uint8Array;
  /** When it last went down, on the region's client clock. */
  leftOnClock: Float64Array;
  /** Until this time, on the region's client clock, it reloads the served version. */
  loadsUntil: Float64Array;
  /** Failure kind of the ingestion of `future`: an index in `clientErrors`; 0 = no failure. */
  failed: Uint8Array;
}

/** Failures of single hosts, replicas, instances and queues of a region; empty without failures. */
export interface RegionBreakage {
  /** Per host: number of faults that keep it down, and number of its losses. */
  readonly hostsDown: Uint8Array;
  readonly hostLosses: Int32Array;
  /** Per host: number of faults that keep its disk full. */
  readonly disksFull: Uint8Array;
  /** In the order of their start. */
  holding: ReplicaFailure[];
  /** Failures still to come of admin messages, by store. */
  readonly adminFailures: Map<StoreId, number>;
}

/** A child controller's record of a store. */
export interface ChildStore {
  current: VersionNumber;
  promotedAt: Instant;
  /** The version served before `current`; 0 = none. */
  previous: VersionNumber;
  largestUsed: VersionNumber;
  /** Writes are enabled in its record of the store: versions may be served. */
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
  /** Next message of the admin channel that this region has not consumed. */
  adminCursor: number;
  /** Messages consumed but not yet executed, per store, oldest first. */
  adminQueues: Map<StoreId, number[]>;
  stores: ChildStore[];
  /** The instant for which a Da Vinci scan is scheduled; 0 = none. */
  scanDueAt: Instant;
}
