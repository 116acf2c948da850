/** Facts about incremental pushes in regions: records on their way through the real-time topic, and the versions that take them in. */
import {
  type PushId,
  pushName,
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface OfIncrement extends FactBase {
  readonly push: PushId;
  readonly region: RegionId;
  readonly store: StoreId;
}
interface OfReader extends OfIncrement {
  readonly version: VersionNumber;
}

/** A region begins to read what the job writes in `from`, over the link `link`. */
export interface IncrementSent extends OfIncrement {
  readonly kind: 'increment-sent';
  readonly from: RegionId;
  readonly link: number;
  readonly bytes: number;
  /** -1 = the job writes in this region. */
  readonly transfer: number;
  /** What the region's servers take in for it: the bytes of every replica. */
  readonly load: number;
  readonly loadBytes: number;
}
/** All records written so far are here; the servers have taken their share in; the job has written its last record. */
interface IncrementMoved extends OfIncrement {
  readonly kind: 'increment-arrived' | 'increment-loaded' | 'increment-written';
}
/** Replicas of a version know when they will be through, on the region's ingestion clock, and Da Vinci instances on theirs. */
interface IncrementRead extends OfReader {
  readonly kind: 'increment-read';
  readonly incarnation: number;
  readonly dueOnClock: readonly number[];
  readonly dvcDueOnClock: number;
}
/** Replicas will be through at another time than they thought. `places` are partition * replication factor + replica. */
interface IncrementRescheduled extends OfReader {
  readonly kind: 'increment-rescheduled';
  readonly places: readonly number[];
  readonly dueOnClock: readonly number[];
}
/** Replicas have failed on the records. */
interface IncrementFailed extends OfReader {
  readonly kind: 'increment-failed';
  readonly places: readonly number[];
  readonly because: string;
}
/** Enough replicas of every partition of a version have all records. */
interface IncrementTakenIn extends OfReader {
  readonly kind: 'increment-taken-in';
  /** The region serves that version. */
  readonly served: boolean;
}

export type IncrementFact =
  | IncrementSent
  | IncrementMoved
  | IncrementRead
  | IncrementRescheduled
  | IncrementFailed
  | IncrementTakenIn;

const ofIncrement = ['push', 'region', 'store'] as const;
const ofReader = [...ofIncrement, 'version'] as const;

/** The sheets of this area. */
export const incrementSheets: { readonly [F in IncrementFact as F['kind']]: FactSheet<F> } = {
  'increment-sent': {
    fields: [...ofIncrement, 'from', 'link', 'bytes', 'transfer', 'load', 'loadBytes'],
  },
  'increment-arrived': { fields: ofIncrement },
  'increment-loaded': { fields: ofIncrement },
  'increment-written': { fields: ofIncrement },
  'increment-read': { fields: [...ofReader, 'dueOnClock', 'dvcDueOnClock'] },
  'increment-rescheduled': { fields: [...ofReader, 'places', 'dueOnClock'] },
  'increment-failed': {
    fields: [...ofReader, 'places'],
    line: ({ push, region, store, version, places, because }, names) =>
      notable(
        regionName(names, region),
        `${places.length} replicas of ${storeName(names, store)} v${version} fail on the records of ${pushName(names, push)}: ${because}`,
      ),
  },
  'increment-taken-in': {
    fields: ofReader,
    // What happens in versions that nobody reads would bury the rest.
    line: ({ push, region, store, version, served }, names) =>
      plain(
        regionName(names, region),
        served
          ? `has all records of ${pushName(names, push)} in ${storeName(names, store)} v${version}`
          : '',
      ),
  },
};
