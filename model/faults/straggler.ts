/** A replica reads more slowly than the others. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { replicaFields } from './places.js';

export const straggler = defineFault({
  kind: 'straggler',
  title: 'A replica ingests slowly; if it leads, its followers wait for it',
  source: 'leader and followers of a partition: followers read what the leader wrote',
  fields: {
    ...replicaFields,
    factor: field('factor', 'how many times longer it takes', { fallback: 10, min: 1 }),
  },
  conditions: ({ partition = -1, ...place }) => [{ kind: 'straggler', partition, ...place }],
});
