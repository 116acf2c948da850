/** Da Vinci instances fail to ingest. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { clientFields } from './places.js';

export const clientError = defineFault({
  kind: 'client-error',
  title: 'Da Vinci instances fail to ingest a version',
  source: 'DaVinciBackend#getDaVinciErrorStatus',
  fields: {
    ...clientFields,
    error: field('word', 'why', { words: ['disk-full', 'other'], fallback: 'disk-full' }),
  },
  conditions: ({ error, ...place }) => [
    { kind: 'client-error', error: error === 'other' ? 'other' : 'disk-limit', ...place },
  ],
});
