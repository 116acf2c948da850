/**
 * Everything that can become due, as one closed union. Events are plain data in the queue; each kind has exactly one owner (handle.ts).
 */
import type { HookResult } from './hooks/hook.js';
import type { RemoteView } from './hooks/view.js';
import type { PushId, RegionId, StoreId, VersionAt, VersionNumber } from './names.js';
import type { VersionedDocument } from './rules/degraded/registry-write.js';
import type { SwapCause } from './rules/hooks/post-swap-effect.js';
import type { SwapPlan } from './rules/swap/deferred-swap-words.js';
import type { ExecutionStatus } from './statuses.js';
import type { GateQuestion, HookErrand } from './world/hooks.js';
import type { DegradedMark, RegistryCall } from './world/parent.js';

/** The version an incremental push was admitted to, and the region in whose real-time topic it writes. */
export interface AddsTo {
  readonly version: VersionNumber;
  readonly source: RegionId;
}

/** A version in a region as it was when its replicas began to ingest it; a rebuilt one has another incarnation. */
export interface IngestedVersion {
  readonly at: VersionAt;
  readonly incarnation: number;
}

/** What the push job and the parent say to each other. */
export type PushEvent =
  | { readonly kind: 'push-due'; readonly push: PushId }
  | {
      readonly kind: 'version-request-arrived';
      readonly push: PushId;
      readonly attempt: number;
    }
  | {
      readonly kind: 'version-answer-arrived';
      readonly push: PushId;
      readonly refused: string;
      /** What an incremental push may add to, and where it writes; undefined for a push that makes a version. */
      readonly addsTo: AddsTo | undefined;
    }
  /** A step before the version is through: the schema is registered, or the dictionary is built. */
  | {
      readonly kind: 'push-step-due';
      readonly push: PushId;
      readonly step: 'schema' | 'dictionary';
      readonly attempt: number;
    }
  | { readonly kind: 'writing-due'; readonly push: PushId }
  | { readonly kind: 'status-poll-due'; readonly push: PushId }
  | { readonly kind: 'status-query-arrived'; readonly push: PushId; readonly attempt: number }
  | {
      readonly kind: 'status-answer-arrived';
      readonly push: PushId;
      /** Text of an error answer; '' for a real one. */
      readonly error: string;
      readonly overall: ExecutionStatus;
      readonly regions: readonly { readonly region: string; readonly status: ExecutionStatus }[];
    }
  | { readonly kind: 'push-timeout-due'; readonly push: PushId }
  | {
      readonly kind: 'rest-copy-due';
      readonly push: PushId;
      readonly region: RegionId;
      readonly attempt: number;
    }
  | { readonly kind: 'kill-request-arrived'; readonly push: PushId; readonly attempt: number };

/** What happens inside regions and between them. */
export type RegionEvent =
  | { readonly kind: 'admin-message-due'; readonly region: RegionId; readonly sequence: number }
  | { readonly kind: 'admin-retry-due'; readonly region: RegionId; readonly store: StoreId }
  | { readonly kind: 'link-due'; readonly link: number; readonly generation: number }
  | {
      /** The most frequent of all; all replicas of a version share what they ingest. */
      readonly kind: 'replica-due';
      readonly of: IngestedVersion;
      /** partition * replication factor + replica. */
      readonly place: number;
    }
  | {
      readonly kind: 'dvc-due';
      readonly region: RegionId;
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly instance: number;
    }
  | {
      readonly kind: 'dvc-refresh-due';
      readonly region: RegionId;
      readonly store: StoreId;
      readonly instance: number;
    }
  | {
      readonly kind: 'reassignment-due';
      readonly region: RegionId;
      readonly host: number;
      readonly loss: number;
    }
  /** Replicas of a region may be through with an incremental push. */
  | {
      readonly kind: 'increment-due';
      readonly region: RegionId;
      readonly store: StoreId;
      readonly push: PushId;
    }
  /** The periodic cleanup finds a version of a store whose time is over. */
  | { readonly kind: 'cleanup-due'; readonly region: RegionId; readonly store: StoreId }
  | { readonly kind: 'dvc-scan-due'; readonly region: RegionId; readonly at: number }
  | {
      readonly kind: 'topic-deletion-due';
      /** -1 = the parent's own topic. */
      readonly region: RegionId;
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly truncatedAt: number;
    };

/** What the parent looks after by itself, and what operators and faults do. */
export type ParentEvent =
  | { readonly kind: 'swap-tick-due'; readonly epoch: number }
  /** A roll-forward has waited for regions that do not answer. */
  | {
      readonly kind: 'roll-forward-due';
      readonly store: StoreId;
      readonly epoch: number;
      readonly plan: SwapPlan;
    }
  | {
      readonly kind: 'hand-roll-forward-due';
      readonly store: StoreId;
      readonly regions: readonly RegionId[];
      readonly epoch: number;
    }
  | { readonly kind: 'monitor-tick-due'; readonly epoch: number }
  | {
      readonly kind: 'recovery-step-due';
      readonly step: 'attempt' | 'ready' | 'confirm';
      readonly epoch: number;
      readonly recovery: number;
      readonly region: RegionId;
      /** Of `confirm`: the place in the recovery's list from which stores are looked at. */
      readonly store: StoreId;
      readonly version: VersionNumber;
    }
  | {
      readonly kind: 'rollout-pass-due';
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly epoch: number;
      readonly periodic: boolean;
    }
  | {
      readonly kind: 'rollout-clean-up-due';
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly epoch: number;
      readonly tries: number;
    }
  | {
      readonly kind: 'hook-returns-due';
      readonly errand: HookErrand;
      /** What came back; undefined: the time-out has ended the call. */
      readonly reply: HookResult;
      readonly timedOut: boolean;
      readonly queueMs: number;
    }
  /** A region asks again what a hook has answered with WAIT. */
  | {
      readonly kind: 'gate-due';
      readonly region: RegionId;
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly question: GateQuestion;
    }
  /** The hook after a swap has said WAIT to the shipped engine, and is asked again. */
  | {
      readonly kind: 'after-swap-due';
      readonly region: RegionId;
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly cause: SwapCause;
    }
  /** A region tells the parent (-1) or a sibling that its hooks have said ROLLBACK. */
  | {
      readonly kind: 'veto-call-arrived';
      readonly from: RegionId;
      readonly to: RegionId;
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly attempt: number;
    }
  | {
      readonly kind: 'remote-answer-due';
      readonly place: number;
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly region: RegionId;
      readonly epoch: number;
      readonly answer: RemoteView;
    }
  | {
      readonly kind: 'rollback-poll-due';
      readonly store: StoreId;
      readonly version: VersionNumber;
      readonly regions: readonly RegionId[];
      readonly polls: number;
      readonly by: 'operator' | 'hook';
      readonly epoch: number;
    }
  | { readonly kind: 'operator-action-due'; readonly entry: number }
  | {
      readonly kind: 'registry-watch-due';
      readonly version: number;
      readonly marks: readonly DegradedMark[];
      readonly enabled: boolean;
    }
  | { readonly kind: 'detector-look-due' }
  | { readonly kind: 'queue-look-due' }
  /** A write of the live configuration; without `read` it is read first. */
  | {
      readonly kind: 'registry-write-due';
      readonly call: RegistryCall;
      readonly epoch: number;
      readonly read: VersionedDocument | undefined;
    }
  | { readonly kind: 'fault-due'; readonly entry: number; readonly begins: boolean }
  /** Keeps a run alive until an instant that an expectation looks at. */
  | { readonly kind: 'checkpoint-due' };

export type Event = PushEvent | RegionEvent | ParentEvent;
export type EventKind = Event['kind'];
export type EventOf<K extends EventKind> = Extract<Event, { kind: K }>;
