/** Da Vinci instances leave, and come back when it is healed. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';
import { clientFields } from './places.js';

export const clientLoss = defineFault({
  kind: 'client-loss',
  title: 'Da Vinci instances are gone; when healed they join again',
  does:
    'The instances read nothing and send no heartbeat. After the heartbeat limit they count as ' +
    'dead and hold nothing up, unless too many are.',
  heals:
    'They go on reading where they were, and look for versions they missed; with `reloads` they' +
    ' first load again what they served.',
  example:
    'at: 5m, fault: client-loss, region: dc-1, store: profiles, instances: 3, for: 20m, reloads: true',
  source: 'PushStatusStoreReader#getInstanceStatus',
  fields: {
    ...clientFields,
    reloads: field('flag', 'they come back empty and bootstrap what they served', {
      fallback: false,
    }),
  },
  conditions: (values) => [{ kind: 'clients-lost', ...values }],
});
