/** Admin messages of one store cannot be carried out in one region. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const adminMessageFailure = defineFault({
  kind: 'admin-message-failure',
  title: "A store's admin messages fail in a region: its queue is blocked, others go on",
  source: 'AdminExecutionTask#call',
  fields: {
    region: field('region', 'the region that fails'),
    store: field('store', 'the store whose messages fail'),
    times: field('count', 'how many tries fail; 0 = all until it is healed', { fallback: 0 }),
  },
  conditions: (values) => [{ kind: 'admin-failing', ...values }],
});
