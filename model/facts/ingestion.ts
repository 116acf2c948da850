/** Facts of the data plane: replication between regions, replicas, Da Vinci instances, and the faults that befall them. */

import type { Condition } from '../conditions.js';
import {
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import type { CollectorState } from '../rules/davinci/collector.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface InRegion extends FactBase {
  readonly region: RegionId;
  readonly store: StoreId;
  readonly version: VersionNumber;
}

/** A region's leaders begin to read the source's topic over the link `link`. */
interface ReplicationStarted extends InRegion {
  readonly kind: 'replication-started';
  readonly from: RegionId;
  readonly link: number;
  readonly bytes: number;
  readonly transfer: number;
  /** What the region's servers take in for it, by the number of that transfer: the bytes of every replica. */
  readonly load: number;
  readonly loadBytes: number;
}
/** The region's servers have taken in their share of a version, or need not any more. */
interface ServersCaughtUp extends InRegion {
  readonly kind: 'servers-caught-up' | 'servers-spared';
}
/** Transfers of a link that are through by now leave it. */
interface LinkSettled extends FactBase {
  readonly kind: 'link-settled';
  readonly link: number;
}
/** The version goes away while its bytes are still under way. */
interface ReplicationCancelled extends InRegion {
  readonly kind: 'replication-cancelled';
}
/** All bytes are in the region (its own topic is complete once the end of push is there too). */
interface ReplicationArrived extends InRegion {
  readonly kind: 'replication-arrived';
}
interface ReplicationEnded extends InRegion {
  readonly kind: 'replication-ended';
}
/** Replicas know when they will be through, on the region's ingestion clock. */
interface ReplicasScheduled extends InRegion {
  readonly kind: 'replicas-scheduled';
  readonly dueOnClock: readonly number[];
}
interface ReplicaCompleted extends InRegion {
  readonly kind: 'replica-completed';
  readonly partition: number;
  readonly replica: number;
}
/** Every replica of a killed version reports ERROR. */
interface ReplicasKilled extends InRegion {
  readonly kind: 'replicas-killed';
}
interface DvcReady extends InRegion {
  readonly kind: 'dvc-ready';
  readonly instance: number;
}
interface DvcSwapped extends InRegion {
  readonly kind: 'dvc-swapped';
  readonly instance: number;
  /** All instances that live serve this version now. */
  readonly last: boolean;
}
interface DvcSubscribed extends InRegion {
  readonly kind: 'dvc-subscribed';
  readonly instance: number;
  readonly dueOnClock: number;
}
interface DvcScanned extends InRegion {
  readonly kind: 'dvc-scanned';
  readonly collector: CollectorState;
}
interface ScanArmed extends FactBase {
  readonly kind: 'scan-armed';
  readonly region: RegionId;
  readonly at: number;
}
interface FaultBegan extends FactBase {
  readonly kind: 'fault-began';
  readonly fault: string;
  readonly entry: number;
  readonly text: string;
}
interface FaultHealed extends FactBase {
  readonly kind: 'fault-healed';
  readonly fault: string;
  readonly entry: number;
  readonly text: string;
}
interface ConditionChanged extends FactBase {
  readonly kind: 'condition-changed';
  readonly condition: Condition;
  readonly begins: boolean;
}

export type IngestionFact =
  | ReplicationStarted
  | LinkSettled
  | ReplicationCancelled
  | ReplicationArrived
  | ReplicationEnded
  | ReplicasScheduled
  | ServersCaughtUp
  | ReplicaCompleted
  | ReplicasKilled
  | DvcReady
  | DvcSwapped
  | DvcSubscribed
  | DvcScanned
  | ScanArmed
  | FaultBegan
  | FaultHealed
  | ConditionChanged;

const inRegion = ['region', 'store', 'version'] as const;

/** The sheets of this area. */
export const ingestionSheets: { readonly [F in IngestionFact as F['kind']]: FactSheet<F> } = {
  'replication-started': {
    fields: [...inRegion, 'from', 'link', 'bytes', 'transfer', 'load', 'loadBytes'],
  },
  'servers-caught-up': { fields: inRegion },
  'servers-spared': { fields: inRegion },
  'link-settled': { fields: ['link'] },
  'replication-cancelled': { fields: inRegion },
  'replication-arrived': { fields: inRegion },
  'replication-ended': {
    fields: inRegion,
    line: ({ region, store, version }, names) =>
      plain(
        regionName(names, region),
        `has all of ${storeName(names, store)} v${version} in its own topic`,
      ),
  },
  'replicas-scheduled': { fields: [...inRegion, 'dueOnClock'] },
  'replica-completed': {
    fields: [...inRegion, 'partition', 'replica'],
    mix({ region, store, version, partition, replica }, digest) {
      digest.mix(region);
      digest.mix(store);
      digest.mix(version);
      digest.mix(partition);
      digest.mix(replica);
    },
  },
  'replicas-killed': { fields: inRegion },
  'dvc-ready': { fields: [...inRegion, 'instance'] },
  'dvc-swapped': {
    fields: [...inRegion, 'instance'],
    line: ({ region, store, version, instance, last }, names) =>
      plain(
        regionName(names, region),
        last
          ? `all Da Vinci instances serve v${version} of ${storeName(names, store)}`
          : `Da Vinci instance ${instance} serves v${version}`,
      ),
  },
  'dvc-subscribed': { fields: [...inRegion, 'instance', 'dueOnClock'] },
  'dvc-scanned': { fields: inRegion },
  'scan-armed': { fields: ['region', 'at'] },
  'fault-began': { fields: ['entry'], line: ({ text }) => notable('fault', text) },
  'fault-healed': { fields: ['entry'], line: ({ text }) => notable('fault', text) },
  'condition-changed': { fields: ['begins'] },
};
