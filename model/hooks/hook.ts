/**
 * What a lifecycle hook is: a pure function from a view to an outcome, at the points it answers. A hook that does not answer a point
 * proceeds there. Hooks keep no state of their own: everything they may know is in the view.
 */

import type { Fields, ValuesOf } from '../fields.js';
import type { ExecutionStatus } from '../statuses.js';

/** What a hook may answer; PROCEED and ABORT everywhere, WAIT and ROLLBACK only at points about a version. */
export type Outcome = 'PROCEED' | 'WAIT' | 'ABORT' | 'ROLLBACK';

/** The points of VIP-4 that the accepted design asks in the parent controller, in the order of a push. */
export type HookPoint =
  | 'preStartOfPushJob'
  | 'postStartOfPushJob'
  | 'preSchemaRegistration'
  | 'postSchemaRegistration'
  | 'preStoreVersionCreation'
  | 'postStoreVersionCreation'
  | 'preStartOfStoreVersionIngestionForDaVinci'
  | 'postStartOfStoreVersionIngestionForDaVinci'
  | 'preStoreVersionSwap'
  | 'postStoreVersionSwap'
  | 'preEndOfPushJob'
  | 'postEndOfPushJob';

/** What a hook sees of one region. */
export interface RegionView {
  readonly region: string;
  readonly pushStatus: ExecutionStatus;
  /** When that status was reached, in milliseconds since the epoch; absent if unknown. */
  readonly statusSinceMs: number | undefined;
  /** The version the region serves. */
  readonly serves: number;
  /** When it began to serve it. */
  readonly servesSinceMs: number;
  /** It has been told to swap and has not confirmed yet. */
  readonly swapUnderWay: boolean;
}

/** Everything a hook may look at. */
export interface HookView {
  readonly nowMs: number;
  readonly cluster: string;
  readonly store: string;
  readonly push: string;
  /** 0 before a version exists. */
  readonly version: number;
  readonly previousVersion: number;
  /** The region asked about; empty at points about the whole job. */
  readonly region: string;
  readonly regions: readonly RegionView[];
  /** How often this point was asked before for the same version and region. */
  readonly askedBefore: number;
  /** Store-level configuration overrides, over the hook's own. */
  readonly config: Readonly<Record<string, string>>;
}

/** An answer: an outcome, or an exception, or a hang that only a time-out ends. */
export type HookAnswer =
  | Outcome
  | { readonly kind: 'throws'; readonly message: string }
  | { readonly kind: 'hangs' };

/** A hook with its kind, its declared fields and the points it answers. */
export interface Hook<F extends Fields = Fields> {
  readonly hook: string;
  readonly title: string;
  readonly source: string;
  readonly fields: F;
  /** Narrows the points by what the scenario says; absent: all points below are answered. */
  answers?(point: HookPoint, values: ValuesOf<F>): boolean;
  readonly points: {
    readonly [P in HookPoint]?: (view: HookView, values: ValuesOf<F>) => HookAnswer;
  };
}

/** Declares a hook; the identity function gives its points the types of its fields. */
export function defineHook<F extends Fields>(hook: Hook<F>): Hook<F> {
  return hook;
}
