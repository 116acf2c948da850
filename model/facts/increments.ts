/** Facts about incremental pushes in regions: records on their way through the real-time topic, and the versions that take them in. */
import { type FactsOf, fact, notable, number, numbers, text, unhashed } from './sheet.js';

const ofIncrement = { push: number, region: number, store: number };
const ofReader = { ...ofIncrement, version: number };

export const incrementSheets = {
  /**
   * A region begins to read what the job writes in `from`, over the link `link`; `transfer` is -1 if the job writes in this region. `load`:
   * what the region's servers take in for it, the bytes of every replica.
   */
  'increment-sent': fact({
    ...ofIncrement,
    from: number,
    link: number,
    bytes: number,
    transfer: number,
    load: number,
    loadBytes: number,
  }),
  /** All records written so far are here; the servers have taken their share in; the job has written its last record. */
  'increment-arrived': fact(ofIncrement),
  'increment-loaded': fact(ofIncrement),
  'increment-written': fact(ofIncrement),
  /** Replicas of a version know when they will be through, on the region's ingestion clock, and Da Vinci instances on theirs. */
  'increment-read': fact({
    ...ofReader,
    incarnation: unhashed<number>(),
    dueOnClock: numbers,
    dvcDueOnClock: number,
  }),
  /** Replicas will be through at another time than they thought. `places` are partition * replication factor + replica. */
  'increment-rescheduled': fact({ ...ofReader, places: numbers, dueOnClock: numbers }),
  /** Replicas have failed on the records. */
  'increment-failed': fact({ ...ofReader, places: numbers, because: text }).inRegion(
    ({ version, places, because }, { store, push }) =>
      notable(
        `${places.length} replicas of ${store} v${version} fail on the records of ${push}: ${because}`,
      ),
  ),
  /**
   * Enough replicas of every partition of a version have all records; `served`: the region serves that version. Lines about other versions
   * would bury the rest.
   */
  'increment-taken-in': fact({ ...ofReader, served: unhashed<boolean>() }).inRegion(
    ({ version, served }, { store, push }) =>
      served ? `has all records of ${push} in ${store} v${version}` : '',
  ),
};
export type IncrementFact = FactsOf<typeof incrementSheets>;
