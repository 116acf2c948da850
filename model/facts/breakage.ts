/** Facts about failures of single components: replicas, leaders, Da Vinci instances, admin messages, the leader of a child controller. */
import {
  type FactsOf,
  fact,
  flag,
  notable,
  number,
  numbers,
  ofRegion,
  ofStore,
  ofVersion,
  text,
  unhashed,
  word,
} from './sheet.js';

const changes = {
  failed: 'fail',
  lost: 'are lost with their host',
  returned: 'are back with their host',
  reassigned: 'are assigned to other hosts and begin again',
} as const;

export const breakageSheets = {
  /** Replicas fail, or their host is lost, returns, or is replaced. `places` are partition * replication factor + replica. */
  'replicas-changed': fact({
    ...ofVersion,
    change: word<keyof typeof changes>(),
    places: numbers,
    because: text,
  }).inRegion(({ version, change, places, because }, { store }) =>
    notable(
      `${places.length} replicas of ${store} v${version} ${changes[change]}${because === '' ? '' : `: ${because}`}`,
    ),
  ),
  /** Replicas have a new completion time, on the region's ingestion clock. */
  'replicas-rescheduled': fact({ ...ofVersion, places: numbers, dueOnClock: numbers }),
  /** A failed leader is disabled. `replaced`: another replica leads from now on. */
  'leader-disabled': fact({
    ...ofVersion,
    partition: number,
    replica: number,
    replaced: unhashed<boolean>(),
  }).inRegion(
    ({ version, partition, replaced }, { store }) =>
      `the failed leader of partition ${partition} of ${store} v${version} is disabled; ${replaced ? 'another replica leads' : 'no other replica can lead'}`,
  ),
  /** Da Vinci instances have failed to ingest their future version. */
  'dvc-failed': fact({
    ...ofVersion,
    instances: numbers,
    error: word<'disk-limit' | 'other'>(),
  }).inRegion(({ version, instances, error }, { store }) =>
    notable(
      `${instances.length} Da Vinci instances fail to ingest ${store} v${version}${error === 'disk-limit' ? ': the disk is full' : ''}`,
    ),
  ),
  /** A returned instance resumes reading; `reread`: it has lost its disk and reads everything again. */
  'dvc-resumed': fact({
    ...ofStore,
    instance: number,
    beganOnClock: number,
    dueOnClock: number,
    loadsUntil: number,
    reread: flag,
  }),
  /** An admin message cannot be executed and stays at the head of its store's queue. */
  'admin-message-failed': fact({ ...ofStore, sequence: number, because: text }).inRegion(
    ({ because }) => because,
  ),
  /** Another controller of the region becomes leader, with the persisted state only. */
  'child-leader-elected': fact(ofRegion).inRegion(() =>
    notable('another child controller leads and reads what is stored'),
  ),
};
export type BreakageFact = FactsOf<typeof breakageSheets>;
