/** A replica ingests more slowly than the others. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { replicaFields } from './places.js';

export const straggler = defineFault({
  kind: 'straggler',
  title: 'A replica ingests slowly; if it leads, its followers wait for it',
  does:
    'What the replica still has to read takes `factor` times as long. If it leads its ' +
    'partition, its followers wait for it.',
  heals: 'At the end of `for` the rest is read at the normal rate.',
  example:
    'at: 5m, fault: straggler, region: dc-1, store: profiles, partition: 0, factor: 4, for: 1h',
  source: 'leader and followers of a partition: followers read what the leader wrote',
  fields: {
    ...replicaFields,
    factor: field('factor', 'how many times longer it takes', { fallback: 10, min: 1 }),
  },
  conditions: ({ partition = -1, ...place }) => [{ kind: 'straggler', partition, ...place }],
});
