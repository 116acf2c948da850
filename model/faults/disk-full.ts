/** Disks of storage servers are full. */
import { field, optionalField } from '../fields.js';
import { defineFault } from './fault.js';

export const diskFull = defineFault({
  kind: 'disk-full',
  title: 'Disks of storage servers are full: replicas there fail to ingest',
  source: 'StoreIngestionTask: disk quota; status §3',
  fields: {
    region: field('region', 'the region of the servers'),
    host: optionalField('count', 'the server, from 0; absent = every server'),
  },
  conditions: ({ region, host = -1 }) => [{ kind: 'disk-full', region, host }],
});
