/** Facts about single things that break: replicas, leaders, Da Vinci instances, admin messages, the leader of a child controller. */
import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface OfStore extends FactBase {
  readonly region: RegionId;
  readonly store: StoreId;
}
interface OfVersion extends OfStore {
  readonly version: VersionNumber;
}

/** Replicas fail, or their host goes, comes back, or is replaced. `places` are partition * replication factor + replica. */
export interface ReplicasChanged extends OfVersion {
  readonly kind: 'replicas-changed';
  readonly change: 'failed' | 'lost' | 'returned' | 'reassigned';
  readonly places: readonly number[];
  readonly because: string;
}
/** Replicas will be through at another time than they thought, on the region's ingestion clock. */
interface ReplicasRescheduled extends OfVersion {
  readonly kind: 'replicas-rescheduled';
  readonly places: readonly number[];
  readonly dueOnClock: readonly number[];
}
/** A failed leader is disabled, so that another replica leads. */
interface LeaderDisabled extends OfVersion {
  readonly kind: 'leader-disabled';
  readonly partition: number;
  readonly replica: number;
}
/** Da Vinci instances have failed to ingest their future version. */
interface DvcFailed extends OfVersion {
  readonly kind: 'dvc-failed';
  readonly instances: readonly number[];
  readonly error: 'disk-limit' | 'other';
}
/** An instance that was away goes on reading, later than it would have. */
interface DvcResumed extends OfStore {
  readonly kind: 'dvc-resumed';
  readonly instance: number;
  readonly dueOnClock: number;
  readonly loadsUntil: number;
}
/** An admin message cannot be carried out and stays at the head of its store's queue. */
interface AdminMessageFailed extends OfStore {
  readonly kind: 'admin-message-failed';
  readonly sequence: number;
  readonly because: string;
}
/** Another controller of the region leads: it has what is stored and nothing else. */
interface ChildLeaderElected extends FactBase {
  readonly kind: 'child-leader-elected';
  readonly region: RegionId;
}

export type BreakageFact =
  | ReplicasChanged
  | ReplicasRescheduled
  | LeaderDisabled
  | DvcFailed
  | DvcResumed
  | AdminMessageFailed
  | ChildLeaderElected;

const ofVersion = ['region', 'store', 'version'] as const;

const changes = {
  failed: 'fail',
  lost: 'are lost with their host',
  returned: 'are back with their host',
  reassigned: 'are assigned to other hosts and begin again',
} as const;

/** The sheets of this area. */
export const breakageSheets: { readonly [F in BreakageFact as F['kind']]: FactSheet<F> } = {
  'replicas-changed': {
    fields: [...ofVersion, 'change', 'places'],
    line: ({ region, store, version, change, places, because }, names) =>
      notable(
        regionName(names, region),
        `${places.length} replicas of ${storeName(names, store)} v${version} ${changes[change]}${because === '' ? '' : `: ${because}`}`,
      ),
  },
  'replicas-rescheduled': { fields: [...ofVersion, 'places', 'dueOnClock'] },
  'leader-disabled': {
    fields: [...ofVersion, 'partition', 'replica'],
    line: ({ region, store, version, partition }, names) =>
      plain(
        regionName(names, region),
        `the failed leader of partition ${partition} of ${storeName(names, store)} v${version} is disabled; another replica leads`,
      ),
  },
  'dvc-failed': {
    fields: [...ofVersion, 'instances', 'error'],
    line: ({ region, store, version, instances, error }, names) =>
      notable(
        regionName(names, region),
        `${instances.length} Da Vinci instances fail to ingest ${storeName(names, store)} v${version}${error === 'disk-limit' ? ': the disk is full' : ''}`,
      ),
  },
  'dvc-resumed': { fields: ['region', 'store', 'instance', 'dueOnClock', 'loadsUntil'] },
  'admin-message-failed': {
    fields: ['region', 'store', 'sequence'],
    line: ({ region, because }, names) => plain(regionName(names, region), because),
  },
  'child-leader-elected': {
    fields: ['region'],
    line: ({ region }, names) =>
      notable(regionName(names, region), 'another child controller leads and reads what is stored'),
  },
};
