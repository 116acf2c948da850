/** Admin messages of one store fail in one region. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const adminMessageFailure = defineFault({
  kind: 'admin-message-failure',
  title: "A store's admin messages fail in a region: its queue is blocked, others continue",
  does:
    'Every admin message of the store fails there and is retried; later ones of the same store ' +
    'wait behind it, those of other stores are executed. Pushes of the store do not begin in' +
    ' the region.',
  heals: 'At the end of `for`, or after `times` failed attempts, the queue is executed in order.',
  example: 'at: 5m, fault: admin-message-failure, region: dc-1, store: profiles, for: 20m',
  source: 'AdminExecutionTask#call',
  fields: {
    region: field('region', 'the region that fails'),
    store: field('store', 'the store whose messages fail'),
    times: field('count', 'how many attempts fail; 0 = all until it is healed', { fallback: 0 }),
  },
  conditions: (values) => [{ kind: 'admin-failing', ...values }],
});
