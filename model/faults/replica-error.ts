/** A replica fails to ingest. */
import { defineFault } from './fault.js';
import { replicaFields } from './places.js';

export const replicaError = defineFault({
  kind: 'replica-error',
  title: 'A replica of a store fails to ingest; a failed leader is replaced',
  source: 'PushStatusDecider#getPartitionStatus, AbstractPushMonitor#getDisableReplicaCallback',
  fields: replicaFields,
  conditions: ({ partition = -1, ...place }) => [{ kind: 'replica-error', partition, ...place }],
});
