/** Da Vinci instances fail to ingest. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { clientFields } from './places.js';

export const clientError = defineFault({
  kind: 'client-error',
  title: 'Da Vinci instances fail to ingest a version',
  does:
    'Instances that read a version report an error for it; those that subscribe meanwhile report' +
    " it when their ingestion completes. Whether the region fails depends on the collector's " +
    'limits; disk-full is distinguished from all other errors.',
  heals:
    'A failed instance remains failed for that version; after the end of `for` no further ' +
    'instance fails.',
  example:
    'at: 5m, fault: client-error, region: dc-1, store: profiles, instances: 2, error: disk-full, for: 1h',
  source: 'DaVinciBackend#getDaVinciErrorStatus',
  fields: {
    ...clientFields,
    error: field('word', 'the reported error; disk-full is distinguished from all others', {
      words: ['disk-full', 'other'],
      fallback: 'disk-full',
    }),
  },
  conditions: ({ error, ...place }) => [
    { kind: 'client-error', error: error === 'other' ? 'other' : 'disk-limit', ...place },
  ],
});
