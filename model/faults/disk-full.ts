/** Disks of storage servers are full. */
import { field, optionalField } from '../fields.js';
import { defineFault } from './fault.js';

export const diskFull = defineFault({
  kind: 'disk-full',
  title: 'Disks of storage servers are full: replicas there fail to ingest',
  does:
    'Replicas there that read a version report an error, and so do those that start meanwhile. ' +
    'A failed leader is replaced; without enough good replicas the push fails in the region.',
  heals:
    'Failed replicas remain failed; versions that start after the end of `for` have disk space.',
  example: 'at: 5m, fault: disk-full, region: dc-1, host: 0, for: 2h',
  source: 'StoreIngestionTask: disk quota',
  fields: {
    region: field('region', 'the region of the servers'),
    host: optionalField('count', 'the server, from 0; absent = every server'),
  },
  conditions: ({ region, host = -1 }) => [{ kind: 'disk-full', region, host }],
});
