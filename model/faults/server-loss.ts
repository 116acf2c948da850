/** One storage server of a region is lost. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const serverLoss = defineFault({
  kind: 'server-loss',
  title: 'One storage server is lost; others take its replicas over after a while',
  source: 'Helix delayed rebalance; PushStatusDecider#getPartitionStatus',
  fields: {
    region: field('region', 'the region of the server'),
    host: field('count', 'the server, from 0'),
    reassignAfter: field('duration', 'how long its replicas wait for it', { fallback: 1_200_000 }),
  },
  conditions: ({ region, host, reassignAfter }) => [
    { kind: 'host-down', region, host, reassignAfter },
  ],
});
