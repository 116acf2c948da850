/** Facts of the data plane: replication between regions, replicas, Da Vinci instances, and injected faults. */
import type { Condition } from '../conditions.js';
import type { CollectorState } from '../rules/davinci/collector.js';
import {
  type FactsOf,
  fact,
  flag,
  notable,
  number,
  numbers,
  ofVersion,
  text,
  unhashed,
} from './sheet.js';

const ofInstance = { ...ofVersion, instance: number };
const ofFault = { fault: text, entry: number, text };

export const ingestionSheets = {
  /**
   * A region's leaders begin to read the source's topic over the link `link`. `load` is the transfer into the region's servers, which
   * receive the bytes of every replica.
   */
  'replication-started': fact({
    ...ofVersion,
    from: number,
    link: number,
    bytes: number,
    transfer: number,
    load: number,
    loadBytes: number,
  }),
  /** The region's servers have received their share of a version, or no longer need it. */
  'servers-caught-up': fact(ofVersion),
  'server-load-released': fact(ofVersion),
  /** Completed transfers of a link are removed. */
  'link-settled': fact({ link: number }),
  /** The version is removed while its bytes are still in transit. */
  'replication-cancelled': fact(ofVersion),
  /** All bytes are in the region (its own topic is complete once the end of push is there too). */
  'replication-arrived': fact(ofVersion),
  'replication-ended': fact(ofVersion).inRegion(
    ({ version }, { store }) => `has all of ${store} v${version} in its own topic`,
  ),
  /** Completion times of replicas, on the region's ingestion clock. */
  'replicas-scheduled': fact({ ...ofVersion, dueOnClock: numbers }),
  'replica-completed': fact(
    { ...ofVersion, partition: number, replica: number },
    ({ region, store, version, partition, replica }, digest) => {
      digest.mix(region);
      digest.mix(store);
      digest.mix(version);
      digest.mix(partition);
      digest.mix(replica);
    },
  ),
  /** Every replica of a killed version reports ERROR. */
  'replicas-killed': fact(ofVersion),
  'dvc-ready': fact(ofInstance).inRegion(
    ({ version, instance }, { store }) =>
      `Da Vinci instance ${instance} has read all of ${store} v${version}`,
  ),
  /** `last`: all live instances now serve this version. */
  'dvc-swapped': fact({ ...ofInstance, last: unhashed<boolean>() }).inRegion(
    ({ version, instance, last }, { store }) =>
      last
        ? `all Da Vinci instances serve v${version} of ${store}`
        : `Da Vinci instance ${instance} serves v${version}`,
  ),
  /** `faulty`: a version that the instance does not subscribe to again automatically; 0 = none. `dueOnClock` 0: unknown. `beganOnClock` -1: paused. */
  'dvc-subscribed': fact({
    ...ofInstance,
    beganOnClock: number,
    dueOnClock: number,
    faulty: number,
  }).inRegion(({ version, instance, beganOnClock }, { store }) =>
    beganOnClock < 0
      ? `Da Vinci instance ${instance} subscribes to ${store} v${version} and pauses until its target regions are done`
      : `Da Vinci instance ${instance} begins to read ${store} v${version}`,
  ),
  /** The topic is complete, which determines the completion times of the instances that read it, on the region's client clock. */
  'dvc-scheduled': fact({ ...ofVersion, instances: numbers, dueOnClock: numbers }),
  'dvc-scanned': fact({ ...ofVersion, collector: unhashed<CollectorState>() }),
  'scan-armed': fact({ region: number, at: number }),
  'fault-began': fact(ofFault).byFault(({ text }) => notable(text)),
  'fault-healed': fact(ofFault).byFault(({ text }) => notable(text)),
  'condition-changed': fact({ condition: unhashed<Condition>(), begins: flag }),
};
export type IngestionFact = FactsOf<typeof ingestionSheets>;
