/** Da Vinci instances leave, and come back when it is healed. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { clientFields } from './places.js';

export const clientLoss = defineFault({
  kind: 'client-loss',
  title: 'Da Vinci instances are gone; when healed they join again',
  source: 'PushStatusStoreReader#getInstanceStatus',
  fields: {
    ...clientFields,
    reloads: field('flag', 'they come back empty and bootstrap what they served', {
      fallback: false,
    }),
  },
  conditions: (values) => [{ kind: 'clients-lost', ...values }],
});
