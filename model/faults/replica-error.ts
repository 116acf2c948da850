/** A replica fails to ingest. */
import { defineFault } from './fault.js';
import { replicaFields } from './places.js';

export const replicaError = defineFault({
  kind: 'replica-error',
  title: 'A replica of a store fails to ingest; a failed leader is replaced',
  does:
    'The replica reports an error for the version it reads. A failed leader is disabled and ' +
    'another replica leads; with fewer good replicas than are needed the push fails in the ' +
    'region.',
  heals:
    'Failed replicas remain failed; versions that start after the end of `for` are not affected.',
  example:
    'at: 5m, fault: replica-error, region: dc-1, store: profiles, partition: 0, replica: 1, for: 1h',
  source: 'PushStatusDecider#getPartitionStatus, AbstractPushMonitor#getDisableReplicaCallback',
  fields: replicaFields,
  conditions: ({ partition = -1, ...place }) => [{ kind: 'replica-error', partition, ...place }],
});
