/**
 * Input of a run, as plain data, with all defaults. The scenario layer produces a WorldSetup from a file; tests build one with
 * `worldSetup`.
 */
import type { Delay, Duration, Instant } from '../sim/index.js';
import type { Zone } from './hooks/local-time.js';
import type { Defect } from './monitoring/defects.js';
import type { MonitoringSetup } from './monitoring/signals.js';
import type { PushMode } from './push-modes.js';
import type { Policy, Profile, SwitchValues } from './switches.js';
import type { ConfigurationOverrides } from './venice-config.js';

/** One region: a data centre with its own controller, brokers, storage servers and network. */
export interface RegionSetup {
  readonly name: string;
  /** Storage servers; absent = `defaultServers`. */
  readonly servers?: number;
  /** Local time zone; absent = UTC. */
  readonly zone?: Zone;
  /** Factor on the default read traffic; absent = 1. */
  readonly traffic?: number;
}

/** Capacity of the connection from one region to another, in bytes per second; shared by concurrent transfers. */
export interface LinkSetup {
  readonly from: string;
  readonly to: string;
  readonly bytesPerSecond: number;
}

/** A fleet of Da Vinci instances of one store, the same in every region unless `regions` names some. */
interface DvcSetup {
  readonly instances: number;
  readonly regions?: readonly string[];
  /** Reads per second of all instances of one region; absent = `defaultReads`. */
  readonly reads?: number;
}

/** A dataset. It starts with version 1 serving in every region unless `startsWith` is 0. */
export interface StoreSetup {
  readonly name: string;
  readonly partitions: number;
  readonly replicas: number;
  /** Size of a full push in bytes. */
  readonly bytes: number;
  /** Native-replication source fabric; empty = the cluster's. */
  readonly sourceFabric: string;
  readonly hybrid: boolean;
  readonly activeActive: boolean;
  readonly incremental: boolean;
  readonly migrating: boolean;
  /** Its ingestion is paused for the whole run: no push is admitted. */
  readonly paused?: boolean;
  readonly system: boolean;
  /** Its records are compressed with a dictionary that each push job builds first. */
  readonly dictionary?: boolean;
  /** Version number served everywhere at the start; 0 = the store is empty. */
  readonly startsWith: number;
  /** An older version that every region keeps at the start as a backup; absent = none. */
  readonly backup?: number;
  /** Minutes between the first target region's completion and the others' swap. */
  readonly swapWaitMinutes: number;
  readonly daVinci?: DvcSetup;
  /** The store's own configuration of hooks, over that of the cluster. */
  readonly hookConfig?: Readonly<Record<string, string>>;
  /** Reads per second that servers of one region answer; absent = `defaultReads`. */
  readonly reads?: number;
}

/** A registered hook: its kind and the values of its declared fields. `stores` limits it to some stores. */
export interface HookSetup {
  readonly hook: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly stores?: readonly string[];
  /** How long a call of this hook takes; absent: the latency `hookCall`. */
  readonly takes?: Delay;
  /** Key of a custom hook, see hooks/custom-hooks.ts; absent: a built-in one. */
  readonly code?: string;
}

/** How fast things move: rates in bytes per second. */
export interface PhysicsSetup {
  /** How fast a push job's data writer produces. */
  readonly writeRate: number;
  /** Default capacity of a connection between two regions. */
  readonly linkRate: number;
  /** How fast one storage replica ingests. */
  readonly replicaRate: number;
  /** Ingestion rate of one storage server over all versions: its disk or its fetch quota. */
  readonly serverRate: number;
  /** How fast one Da Vinci instance ingests. */
  readonly dvcRate: number;
}

/** Named delays; each is drawn from the random stream of its name and location. */
export interface LatencySetup {
  /** Push job to parent controller and back, one way. */
  readonly controllerCall: Delay;
  /** From a version's record in the parent to the response for its push job, without network delay. */
  readonly versionCreation: Delay;
  /** From the parent's write to a child controller's consumption. */
  readonly adminChannel: Delay;
  /** From the last byte in the region to a replica that reports completion. */
  readonly ingestionTail: Delay;
  /** From a version's record to its metadata refresh in a Da Vinci instance. */
  readonly metadataRefresh: Delay;
  /** From reading the registry to writing it. */
  readonly registryWrite: Delay;
  /** From a registry write to the cached copies (watch). */
  readonly registryWatch: Delay;
  /** How long a hook call takes. */
  readonly hookCall: Delay;
  /** How long the registration of a schema takes. */
  readonly schemaRegistration: Delay;
  /** How long a push job samples its records and builds a dictionary. */
  readonly dictionaryBuild: Delay;
}

/** The simulated Venice: profile, policy, resolved switches, and Venice's configuration keys. */
export interface VeniceSetup {
  readonly profile: Profile;
  readonly policy: Policy;
  readonly switches: SwitchValues;
  readonly config: ConfigurationOverrides;
}

/** A fault of the timeline: its kind, the values of its fields, when it begins and how long it lasts (absent: for ever). */
export interface FaultEntry {
  readonly kind: 'fault';
  readonly at: Instant;
  readonly fault: string;
  readonly lasts?: Duration;
  readonly values: Readonly<Record<string, unknown>>;
}

/** An operator's action. */
export interface OperatorEntry {
  readonly kind: 'operator';
  readonly at: Instant;
  readonly action: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A push job started by a user. */
export interface PushEntry {
  readonly kind: 'push';
  readonly at: Instant;
  readonly push: string;
  /** The push job id sent to the parent; absent = its name. */
  readonly id?: string;
  readonly store: string;
  readonly mode: PushMode;
  /** The version that a repush reads; absent = the highest that a region serves. */
  readonly of?: number;
  /** Bytes per second that its writer produces; absent = `physics.writeRate`. */
  readonly rate?: number;
  /** Requested target regions; absent = the job names none. */
  readonly targets?: readonly string[];
  /** Its records need a schema that is not registered for the store. */
  readonly newSchema?: boolean;
  /** Bytes of this push; absent = the store's size, a tenth of it if it only adds. */
  readonly bytes?: number;
  /** The step at which its job fails; absent = none. */
  readonly failsAt?: 'schema' | 'dictionary' | 'writing';
  /** When its process crashes without a report; absent = never. */
  readonly diesAt?: Instant;
  /** Defect of its data; absent = none. */
  readonly defect?: Defect;
}

export type TimelineEntry = FaultEntry | OperatorEntry | PushEntry;

/** The complete input of a run. `timeline` is in order of instant, entries of the same instant in file order. */
export interface WorldSetup {
  readonly start: Instant;
  readonly regions: readonly RegionSetup[];
  readonly links: readonly LinkSetup[];
  readonly stores: readonly StoreSetup[];
  readonly hooks: readonly HookSetup[];
  readonly physics: PhysicsSetup;
  readonly latencies: LatencySetup;
  /** Absent = `defaultMonitoring`. */
  readonly monitoring?: MonitoringSetup;
  readonly venice: VeniceSetup;
  readonly timeline: readonly TimelineEntry[];
  /** The time zones that texts for hooks name, by these texts; absent = none. */
  readonly zones?: Readonly<Record<string, Zone>>;
}

/** Default number of storage servers of a region. */
export const defaultServers = 6;

const second = 1_000;
const megabyte = 1_000_000;

/** Rates of a modest data centre: a 40 GB push is written in about three minutes and crosses an idle link in as long. */
export const defaultPhysics: PhysicsSetup = {
  writeRate: 250 * megabyte,
  linkRate: 250 * megabyte,
  replicaRate: 20 * megabyte,
  serverRate: 500 * megabyte,
  dvcRate: 100 * megabyte,
};

export const defaultLatencies: LatencySetup = {
  controllerCall: { kind: 'uniform', min: 5, max: 50 },
  versionCreation: { kind: 'fixed', ms: 0 },
  adminChannel: { kind: 'uniform', min: 200, max: 2 * second },
  ingestionTail: { kind: 'uniform', min: 100, max: 5 * second },
  metadataRefresh: { kind: 'uniform', min: 1 * second, max: 60 * second },
  registryWrite: { kind: 'fixed', ms: 0 },
  registryWatch: { kind: 'fixed', ms: 0 },
  hookCall: { kind: 'uniform', min: 50, max: 500 },
  schemaRegistration: { kind: 'uniform', min: 50, max: 500 },
  dictionaryBuild: { kind: 'uniform', min: 5 * second, max: 30 * second },
};

/** A store with default settings. */
export const defaultStore: Omit<StoreSetup, 'name'> = {
  partitions: 16,
  replicas: 3,
  bytes: 10_000 * megabyte,
  sourceFabric: '',
  hybrid: false,
  activeActive: false,
  incremental: false,
  migrating: false,
  system: false,
  startsWith: 1,
  swapWaitMinutes: 10,
};
