/**
 * Messages of the admin channel from the parent to the regions: an ordered log that each region consumes independently, with one
 * first-in-first-out queue per store.
 */
import type { PushId, RegionId, StoreId, VersionNumber } from './names.js';

interface AboutVersion {
  readonly store: StoreId;
  readonly version: VersionNumber;
}

/** Create a version and ingest it. `targets` empty and `targeted` false: every region. */
export interface AddVersion extends AboutVersion {
  readonly kind: 'AddVersion';
  readonly push: PushId;
  readonly bytes: number;
  readonly source: RegionId;
  readonly targeted: boolean;
  readonly targets: readonly RegionId[];
  readonly swapDeferred: boolean;
  /** Regions that were marked degraded when the message was built. */
  readonly degraded: readonly RegionId[];
  readonly hookGated: boolean;
  /** Made by a push that was converted because regions are degraded. */
  readonly converted: boolean;
  /** The user requested a deferred swap before that conversion. */
  readonly deferredByUser: boolean;
  /** Regions left out as degraded. */
  readonly excluded: readonly RegionId[];
  readonly dvcHeld: readonly RegionId[];
  /** The version that a repush was made from, as Venice records it; 0 = none is recorded. */
  readonly repushSource: VersionNumber;
  /** The push that produced the bytes. */
  readonly content: PushId;
}

/** Stop ingesting a version that is not finished. */
interface KillPush extends AboutVersion {
  readonly kind: 'KillPush';
}

/** Serve a finished version in some regions; `versioned` acts on that version only. */
export interface RollForward extends AboutVersion {
  readonly kind: 'RollForward';
  readonly regions: readonly RegionId[];
}

/** Serve the backup version in some regions. `version` is what is rolled back. */
export interface RollBack extends AboutVersion {
  readonly kind: 'RollBack';
  readonly regions: readonly RegionId[];
  /** Only regions that serve `version` move, and they return to what they served before it. */
  readonly versioned: boolean;
}

/** Allow Da Vinci instances to ingest a version that was held back. */
interface ReleaseDvc extends AboutVersion {
  readonly kind: 'ReleaseDvc';
  readonly regions: readonly RegionId[];
}

/** The target regions have completed a version: paused Da Vinci instances of the others may read it (Venice's update of the store). */
interface PromoteTargets extends AboutVersion {
  readonly kind: 'PromoteTargets';
}

/** Remove a version that no region serves. */
interface DeleteVersion extends AboutVersion {
  readonly kind: 'DeleteVersion';
}

export type AdminMessage =
  | AddVersion
  | KillPush
  | RollForward
  | RollBack
  | ReleaseDvc
  | PromoteTargets
  | DeleteVersion;
