/**
 * Progress of one incremental push in one region: its records in transit from the real-time topic, and the versions whose replicas read
 * them. Plain data; only `apply` writes it.
 */
import type { PushId, RegionId, VersionNumber } from '../names.js';

/** A version that ingests the records. */
export interface IncrementReader {
  readonly version: VersionNumber;
  readonly incarnation: number;
  /** Region-clock milliseconds when each replica completes, partition-major, or one of `replicaPlaces`; empty once all are. */
  dueOnClock: number[];
  done: boolean;
}

/** Special values instead of an instant: the host is down, or the replica has failed. */
export const replicaPlaces = { away: -1, failed: -2 } as const;

/** An incremental push in a region. */
export interface Increment {
  readonly push: PushId;
  /** The region to which the job writes. */
  readonly source: RegionId;
  readonly bytes: number;
  /** 'copying' until all records have arrived and the servers have received their share. */
  phase: 'copying' | 'reading' | 'done';
  /** The region has received its first records. */
  begun: boolean;
  /** The job has written the last record. */
  written: boolean;
  /** Clocks of the region when it began: of its replicas, and of its Da Vinci instances. */
  readonly startedOnClock: number;
  readonly clientStartedOnClock: number;
  /** Client-clock milliseconds when a live Da Vinci instance completes; 0 = not scheduled. */
  dvcDueOnClock: number;
  /** Its transfers on the link from the source and into the servers; -1 = none, or completed. */
  transfer: number;
  load: number;
  readers: IncrementReader[];
}
