/** Da Vinci instances fail to ingest. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { clientFields } from './places.js';

export const clientError = defineFault({
  kind: 'client-error',
  title: 'Da Vinci instances fail to ingest a version',
  does:
    'Instances that read a version report an error for it; those that begin meanwhile report it' +
    " at the end of their reading. Whether the region fails is decided by the collector's " +
    'limits; disk-full is told apart from all else.',
  heals:
    'An instance that has failed stays failed for that version; after the end of `for` none ' +
    'fails any more.',
  example:
    'at: 5m, fault: client-error, region: dc-1, store: profiles, instances: 2, error: disk-full, for: 1h',
  source: 'DaVinciBackend#getDaVinciErrorStatus',
  fields: {
    ...clientFields,
    error: field('word', 'what they report; a full disk is told apart from all else', {
      words: ['disk-full', 'other'],
      fallback: 'disk-full',
    }),
  },
  conditions: ({ error, ...place }) => [
    { kind: 'client-error', error: error === 'other' ? 'other' : 'disk-limit', ...place },
  ],
});
