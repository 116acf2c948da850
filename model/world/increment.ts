/**
 * What one incremental push has come to in one region: its records on their way from the real-time topic they are written to, and the
 * versions whose replicas read them. Plain data; only `apply` writes it.
 */
import type { PushId, RegionId, VersionNumber } from '../names.js';

/** A version that takes the records in. */
export interface IncrementReader {
  readonly version: VersionNumber;
  readonly incarnation: number;
  /** Region-clock milliseconds when each replica is through, partition-major, or one of `replicaPlaces`; empty once all are. */
  dueOnClock: number[];
  done: boolean;
}

/** What stands in the place of an instant: the host is away, or the replica has failed. */
export const replicaPlaces = { away: -1, failed: -2 } as const;

/** An incremental push in a region. */
export interface Increment {
  readonly push: PushId;
  /** Where the job writes. */
  readonly source: RegionId;
  readonly bytes: number;
  /** 'copying' until the records are all here and the servers have taken their share in. */
  phase: 'copying' | 'reading' | 'done';
  /** The region has seen its first records. */
  begun: boolean;
  /** The job has written the last record. */
  written: boolean;
  /** Clocks of the region when it began: of its replicas, and of its Da Vinci instances. */
  readonly startedOnClock: number;
  readonly clientStartedOnClock: number;
  /** Client-clock milliseconds when a Da Vinci instance that works is through; 0 = not scheduled. */
  dvcDueOnClock: number;
  /** Its transfers on the link from the source and into the servers; -1 = none, or through. */
  transfer: number;
  load: number;
  readers: IncrementReader[];
}
