/**
 * What a hook is shown when it is asked: the question, the instant, what the parent's job status says of each region, and what monitoring
 * shows there. Plain values, made for one question and thrown away; a hook learns nothing in any other way.
 */
import type { ExecutionStatus } from '../statuses.js';
import type { Zone } from './local-time.js';

/** What a hook sees of one region in the job status. */
export interface RegionView {
  readonly region: string;
  readonly pushStatus: ExecutionStatus;
  /** When that status was reached, in milliseconds since the epoch (Venice tells whole seconds); absent if unknown. */
  readonly statusSinceMs: number | undefined;
  /** The version the region serves. */
  readonly serves: number;
  /** When it began to serve it. */
  readonly servesSinceMs: number;
  /** It has been told to swap and has not confirmed yet. */
  readonly swapUnderWay: boolean;
}

/** The answer of the parent's job-status query. Source: VIP-4, JobStatusQueryResponse. */
export interface JobStatusView {
  /** The regions that the caller knows of: all of them in the parent, one in a child controller. */
  readonly regions: readonly RegionView[];
}

/** What client applications of one region show to monitoring; late and noisy, never the truth itself. */
export interface RegionSignals {
  readonly region: string;
  /** Share of requests that fail, from 0 to 1. */
  readonly clientErrorRate: number;
  /** Latency of reads in milliseconds, as the dashboard has it. */
  readonly latencyMs: number;
  /** Share of the region's serving capacity that is left for reads, from 0 to 1. */
  readonly servingCapacity: number;
}

/** Everything a hook may look at. */
export interface HookView {
  readonly nowMs: number;
  /** Time zone of the region asked about; UTC at points about the whole job and where a scenario names none. */
  readonly zone: Zone;
  readonly cluster: string;
  readonly store: string;
  readonly push: string;
  /** 0 before a version exists. */
  readonly version: number;
  /** What the region asked about served when the version was created; 0 = nothing. */
  readonly previousVersion: number;
  /** The region asked about; empty at points about the whole job. */
  readonly region: string;
  /** 1 when this function is asked for the first time about this version and region. */
  readonly attempt: number;
  /** Made when it is looked at; null where the caller hands hooks no job status. */
  readonly jobStatus: JobStatusView | null;
  /** One entry a region. */
  readonly signals: readonly RegionSignals[];
  /** How the job ended; only for postEndOfPushJob. */
  readonly ending: string;
  /** The configuration entry to be judged; only for validateHookConfig. */
  readonly entry: { readonly key: string; readonly value: string } | null;
  /** What this hook asked to be reminded of when it was last asked here; 0 at first. */
  readonly remembered: number;
  /** The question this hook has under way with somebody remote, about this version and region. */
  readonly remote: RemoteView | undefined;
  /** Constructor configuration, with the store's own values over it. */
  readonly config: Readonly<Record<string, string>>;
}

/** A question to somebody remote. `never`: it ended without a word. */
export type RemoteView =
  | { readonly kind: 'pending' | 'never' | 'failed' }
  | {
      readonly kind: 'answered';
      readonly outcome: 'PROCEED' | 'ABORT' | 'WAIT' | 'ROLLBACK';
    };
