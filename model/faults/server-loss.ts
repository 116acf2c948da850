/** One storage server of a region is lost. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const serverLoss = defineFault({
  kind: 'server-loss',
  title: 'One storage server is lost; others take its replicas over after a while',
  does:
    "The server's replicas of unfinished versions are lost, and the region's ingestion rate drops " +
    "by this server's share. If it is down for `reassignAfter`, other servers restart its " +
    'replicas.',
  heals:
    'If it returns before `reassignAfter`, its replicas resume where they stopped; afterwards it ' +
    'only gets new ones.',
  example: 'at: 5m, fault: server-loss, region: dc-1, host: 0, reassignAfter: 10m, for: 1h',
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
