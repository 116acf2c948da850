/**
 * All event kinds, as one closed union. Events are plain data in the queue; each kind has exactly one handler (handle.ts).
 */
import type { Instant } from '../sim/index.js';
import type { Checkpoint } from './checkpoints.js';
import type { HookResult } from './hooks/hook.js';
import type { RemoteView } from './hooks/view.js';
import type {
  PushId,
  RegionId,
  StoreAt,
  StoreId,
  VersionAt,
  VersionName,
  VersionNumber,
} from './names.js';
import type { VersionedDocument } from './rules/degraded/registry-write.js';
import type { SwapCause } from './rules/hooks/post-swap-effect.js';
import type { SwapPlan } from './rules/swap/deferred-swap-words.js';
import type { ExecutionStatus, VersionStatus } from './statuses.js';
import type { GateQuestion, HookInvocation } from './world/hooks.js';
import type { DegradedMark, RegistryCall } from './world/parent.js';

/** The parent's response to a push job's version request, as of the time it was sent. */
export type VersionAnswer =
  /** `checkpoint`: the last one of the job, for refusals that have their own. */
  | { readonly kind: 'refused'; readonly reason: string; readonly checkpoint?: Checkpoint }
  /** The version to which an incremental push was admitted, and the region in whose real-time topic it writes. */
  | { readonly kind: 'adds-to'; readonly version: VersionNumber; readonly source: RegionId }
  | {
      readonly kind: 'created';
      readonly version: VersionNumber;
      readonly source: RegionId;
      /** Bytes to write. */
      readonly bytes: number;
      /** The degraded regions named in the response. */
      readonly degraded: readonly RegionId[];
      /** Hooks gate the version's swap region by region; the swap wait of the job does not apply. */
      readonly gated: boolean;
      /** A swap that the job does not perform follows the ingestion, and the job waits for it. */
      readonly deferred: boolean;
    };

/** A version in a region as it was when its replicas began to ingest it; a rebuilt one has another incarnation. */
interface IngestedVersion {
  readonly at: VersionAt;
  readonly incarnation: number;
}

interface OfPush {
  push: PushId;
}
interface PushAttempt extends OfPush {
  attempt: number;
}

/** Messages between the push job and the parent. */
interface PushEvents {
  'push-due': OfPush;
  'version-request-arrived': PushAttempt;
  /** The parent has created a version and sends its response; an earlier leader epoch sends none. */
  'version-answer-due': OfPush & { epoch: number };
  'version-answer-arrived': OfPush & { answer: VersionAnswer; sentAt: Instant };
  /** A step before version creation ends: the schema is registered, or the dictionary is built. */
  'push-step-due': PushAttempt & { step: 'schema' | 'dictionary' };
  'writing-due': OfPush;
  /** A job that writes polls whether its push has been ended. */
  'write-check-due': OfPush;
  /** The brokers to which a job writes have been unavailable since an instant. */
  'delivery-timeout-due': OfPush & { since: Instant };
  'status-poll-due': OfPush;
  /** `writing`: the job polls while it writes. */
  'status-query-arrived': PushAttempt & { writing: boolean };
  /** `error`: text of an error response; '' for a status. `versionStatus`: the version's status in the parent; undefined without a version. */
  'status-answer-arrived': OfPush & {
    writing: boolean;
    error: string;
    overall: ExecutionStatus;
    regions: readonly { readonly region: string; readonly status: ExecutionStatus }[];
    versionStatus: VersionStatus | undefined;
  };
  'push-timeout-due': OfPush;
  'second-phase-copy-due': PushAttempt & { region: RegionId };
  'kill-request-arrived': PushAttempt;
  /** The process of a push job crashes without a report. */
  'job-death-due': OfPush;
}

/** What happens inside regions and between them. */
interface RegionEvents {
  'admin-message-due': { region: RegionId; sequence: number };
  'admin-retry-due': StoreAt;
  'link-due': { link: number; generation: number };
  /**
   * The most frequent kind; all replicas of a version share what they ingest. `place`: partition * replication factor + replica.
   */
  'replica-due': { of: IngestedVersion; place: number };
  'dvc-due': VersionAt & { instance: number };
  'dvc-refresh-due': StoreAt & { instance: number };
  'reassignment-due': { region: RegionId; host: number; loss: number };
  /** Replicas of a region may have completed an incremental push. */
  'increment-due': StoreAt & OfPush;
  /** The periodic cleanup finds a version of a store whose retention has expired. */
  'cleanup-tick-due': StoreAt;
  'dvc-scan-tick-due': { region: RegionId; at: number };
  /** Of the parent's own topic in region -1. */
  'topic-deletion-due': VersionAt & { truncatedAt: number };
}

/** Periodic work of the parent, operator actions and faults. */
interface ParentEvents {
  'swap-tick-due': { epoch: number };
  /** The parent's own check of a push whose topic it has; `backOffMs`: the back-off before this check, 0 = the first. */
  'topic-check-tick-due': VersionName & { epoch: number; backOffMs: number };
  /** A roll-forward has waited for unreachable regions. */
  'roll-forward-due': { store: StoreId; epoch: number; plan: SwapPlan };
  'hand-roll-forward-due': { store: StoreId; regions: readonly RegionId[]; epoch: number };
  'monitor-tick-due': { epoch: number };
  /** `store` of `confirm`: the index in the recovery's list from which stores are checked. */
  'recovery-step-due': VersionAt & {
    step: 'attempt' | 'ready' | 'confirm';
    epoch: number;
    recovery: number;
  };
  'rollout-tick-due': VersionName & { epoch: number; periodic: boolean };
  'rollout-clean-up-due': VersionName & { epoch: number; tries: number };
  /** `reply`: the result of the call; undefined after a timeout. */
  'hook-returns-due': {
    invocation: HookInvocation;
    reply: HookResult;
    timedOut: boolean;
  };
  /** A region repeats a hook call that returned WAIT. */
  'gate-due': VersionAt & { question: GateQuestion };
  /** The as-built engine repeats a post-swap hook call that returned WAIT. */
  'after-swap-due': VersionAt & { cause: SwapCause };
  /** A region notifies the parent (-1) or another region that its hooks returned ROLLBACK. */
  'veto-call-arrived': VersionName & { from: RegionId; to: RegionId; attempt: number };
  'remote-answer-due': VersionAt & { place: number; epoch: number; answer: RemoteView };
  'rollback-poll-due': VersionName & {
    regions: readonly RegionId[];
    polls: number;
    by: 'operator' | 'hook';
    epoch: number;
  };
  'operator-action-due': { entry: number };
  'registry-watch-due': { version: number; marks: readonly DegradedMark[]; enabled: boolean };
  'detector-tick-due': object;
  'queue-tick-due': object;
  /** A write of the live configuration; without `read` it is read first. */
  'registry-write-due': { call: RegistryCall; epoch: number; read: VersionedDocument | undefined };
  'fault-due': { entry: number; begins: boolean };
  /** Keeps a run alive until the instant of an expectation. */
  'checkpoint-due': object;
}

type EventsOf<Kinds> = {
  [K in keyof Kinds]: { readonly kind: K } & Readonly<Kinds[K]>;
}[keyof Kinds];

export type Event = EventsOf<PushEvents & RegionEvents & ParentEvents>;
export type EventKind = Event['kind'];
export type EventOf<K extends EventKind> = Extract<Event, { kind: K }>;
