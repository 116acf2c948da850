/**
 * Input of a hook call: the point, the instant, each region's status in the parent's job status, and its monitoring signals. Plain values,
 * built for one call; a hook has no other input.
 */
import type { ExecutionStatus } from '../statuses.js';
import type { Zone } from './local-time.js';

/** One region in the job status. */
export interface RegionView {
  readonly region: string;
  readonly pushStatus: ExecutionStatus;
  /** When that status was reached, in milliseconds since the epoch (Venice reports whole seconds); absent if unknown. */
  readonly statusSinceMs: number | undefined;
  /** The version the region serves. */
  readonly serves: number;
  /** When it began to serve it. */
  readonly servesSinceMs: number;
  /** Beyond VIP-4: the swap has been requested and is not confirmed. */
  readonly swapUnderWay: boolean;
  /** Beyond VIP-4: when its Da Vinci instances were let begin; absent if they were not, if there are none, or if the caller does not know. */
  readonly instancesSinceMs: number | undefined;
}

/** Response of the parent's job-status query. Source: VIP-4, JobStatusQueryResponse. */
export interface JobStatusView {
  /** The regions visible to the caller: all in the parent, one in a child controller. */
  readonly regions: readonly RegionView[];
}

/** Monitoring signals from client applications of one region; delayed and noisy. */
export interface RegionSignals {
  readonly region: string;
  /** Share of requests that fail, from 0 to 1. */
  readonly clientErrorRate: number;
  /** Latency of reads in milliseconds, as measured. */
  readonly latencyMs: number;
  /** Share of the region's serving capacity that is left for reads, from 0 to 1. */
  readonly servingCapacity: number;
}

/** The view passed to a hook. */
export interface HookView {
  readonly nowMs: number;
  /** Time zone of the call's region; UTC at points about the whole job and where a scenario names none. */
  readonly zone: Zone;
  readonly cluster: string;
  readonly store: string;
  readonly push: string;
  /** 0 before a version exists. */
  readonly version: number;
  /** The version that the region served when this version was created; 0 = none. */
  readonly previousVersion: number;
  /** The region of the call; empty at points about the whole job. */
  readonly region: string;
  /** Number of the call of this function about this version and region, from 1. */
  readonly attempt: number;
  /** Computed on first access; null if the caller passes no job status. */
  readonly jobStatus: JobStatusView | null;
  /** One entry per region. */
  readonly signals: readonly RegionSignals[];
  /** How the job ended; only for postEndOfPushJob. */
  readonly ending: string;
  /** The configuration entry to validate; only for validateHookConfig. */
  readonly entry: { readonly key: string; readonly value: string } | null;
  /** The number that this hook stored at its last call here; initially 0. */
  readonly remembered: number;
  /** This hook's pending remote request about this version and region. */
  readonly remote: RemoteView | undefined;
  /** Constructor configuration, with the store's own values over it. */
  readonly config: Readonly<Record<string, string>>;
}

/** A remote request. `never`: it ended without a response. */
export type RemoteView =
  | { readonly kind: 'pending' | 'never' | 'failed' }
  | {
      readonly kind: 'answered';
      readonly outcome: 'PROCEED' | 'ABORT' | 'WAIT' | 'ROLLBACK';
    };
