/** Da Vinci instances are lost, and return when the fault is healed. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { clientFields } from './places.js';

export const clientLoss = defineFault({
  kind: 'client-loss',
  title: 'Da Vinci instances are lost; when healed they return',
  does:
    'The instances read nothing and send no heartbeat. After the heartbeat limit they count as ' +
    'dead and block nothing, unless too many are dead.',
  heals:
    'They resume reading where they stopped, and check for versions they missed; with `reloads` ' +
    'they first reload what they served.',
  example:
    'at: 5m, fault: client-loss, region: dc-1, store: profiles, instances: 3, for: 20m, reloads: true',
  source: 'PushStatusStoreReader#getInstanceStatus',
  fields: {
    ...clientFields,
    reloads: field('flag', 'they return with empty disks and bootstrap what they served', {
      fallback: false,
    }),
  },
  conditions: (values) => [{ kind: 'clients-lost', ...values }],
});
