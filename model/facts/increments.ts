/** Facts about incremental pushes in regions: records in transit through the real-time topic, and the versions that ingest them. */
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
  /** All records written so far have arrived; the servers have received their share; the job has written its last record. */
  'increment-arrived': fact(ofIncrement),
  'increment-loaded': fact(ofIncrement),
  'increment-written': fact(ofIncrement),
  /** Completion times of a version's replicas, on the region's ingestion clock, and of Da Vinci instances, on the client clock. */
  'increment-read': fact({
    ...ofReader,
    incarnation: unhashed<number>(),
    dueOnClock: numbers,
    dvcDueOnClock: number,
  }),
  /** Replicas have a new completion time. `places` are partition * replication factor + replica. */
  'increment-rescheduled': fact({ ...ofReader, places: numbers, dueOnClock: numbers }),
  /** Replicas have failed on the records. */
  'increment-failed': fact({ ...ofReader, places: numbers, because: text }).inRegion(
    ({ version, places, because }, { store, push }) =>
      notable(
        `${places.length} replicas of ${store} v${version} fail on the records of ${push}: ${because}`,
      ),
  ),
  /**
   * Enough replicas of every partition of a version have all records; `served`: the region serves that version; other
   * versions have no text.
   */
  'increment-taken-in': fact({ ...ofReader, served: unhashed<boolean>() }).inRegion(
    ({ version, served }, { store, push }) =>
      served ? `has all records of ${push} in ${store} v${version}` : '',
  ),
};
export type IncrementFact = FactsOf<typeof incrementSheets>;
