/**
 * All state of a run, as plain data: printable, comparable, clonable during a run. It is read as `World`; only `apply` receives it as
 * `WritableWorld`.
 */
import type { Instant, SharedLink } from '../sim/index.js';
import type { AdminMessage } from './admin-message.js';
import type { Names, PushId, RegionId, StoreId, VersionNumber } from './names.js';
import type { PushEntry, WorldSetup } from './setup.js';
import type { Variant } from './switches/resolve.js';
import type { Configuration } from './venice-config.js';
import type { Changes } from './world/changes.js';
import type { HookState } from './world/hooks.js';
import type { Increment } from './world/increment.js';
import type { Parent, PushJob } from './world/parent.js';
import type { ChildStore, ChildVersion, DvcFleet, PushRecord, Region } from './world/region.js';
import type { Waiting } from './world/waiting.js';

/** A transfer over a link: which version of which store comes to which region, or the records of which incremental push. */
export interface Transfer {
  readonly region: RegionId;
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly incarnation: number;
  /** The incremental push whose records it carries; -1 = it carries a version. */
  readonly increment: PushId;
}

/**
 * The connection from one region to another; from a region to itself, the intake of its storage servers. `generation`
 * changes with every change of its transfers or its capacity.
 */
export interface LinkState {
  link: SharedLink;
  /** Capacity without failures, bytes per millisecond. */
  readonly bytesPerSecond: number;
  /** Current capacity, bytes per millisecond. */
  capacity: number;
  cut: number;
  slowdowns: number[];
  generation: number;
  /** Completed transfers that are not yet recorded. */
  through: number[];
}

export interface WritableWorld {
  readonly setup: WorldSetup;
  readonly names: Names;
  readonly configuration: Configuration;
  /** The timeline's pushes, by push. */
  readonly entries: readonly PushEntry[];
  /** Stores by name, for rules that return names. */
  readonly storeIds: Map<string, StoreId>;
  /** Regions in the order in which Java visits a set of their names. */
  readonly javaOrder: readonly RegionId[];
  /** The switches, for rules. */
  readonly variant: Variant;
  regions: Region[];
  /** From region `f` to region `t`: index f * regions + t. */
  links: LinkState[];
  transfers: Transfer[];
  adminChannel: { readonly sentAt: Instant; readonly admin: AdminMessage }[];
  parent: Parent;
  pushes: PushJob[];
  /** Counts versions ever created in regions, so that a rebuilt one differs from its predecessor. */
  incarnations: number;
  readonly waiting: Waiting;
  readonly changes: Changes;
  /** State of hook calls. */
  hookBook: HookState;
  /** Texts of operator actions and their ends, for expectations. */
  operatorLog: { action: string; region: RegionId; refused: string; at: Instant }[];
}

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends Map<infer K, infer V>
    ? ReadonlyMap<K, DeepReadonly<V>>
    : T extends Int32Array | Uint8Array | Float64Array | Uint32Array | Uint16Array | Int8Array
      ? T
      : T extends object
        ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
        : T;

/** The read-only World for all code except `apply`. */
export type World = DeepReadonly<WritableWorld>;
export type WorldChildStore = DeepReadonly<ChildStore>;
export type WorldChildVersion = DeepReadonly<ChildVersion>;
export type WorldPushRecord = DeepReadonly<PushRecord>;
export type WorldDvcFleet = DeepReadonly<DvcFleet>;
export type WorldIncrement = DeepReadonly<Increment>;

/** Index of the link from one region to another. */
export function linkIndex(
  world: { readonly regions: readonly unknown[] },
  from: RegionId,
  to: RegionId,
): number {
  return from * world.regions.length + to;
}
