/** A region's controller loses its leader; a standby takes over when it is healed. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const controllerFailover = defineFault({
  kind: 'controller-failover',
  title: "A region's controller fails over: what it held in memory is gone, what it stored is kept",
  source: 'AbstractPushMonitor#loadAllPushes',
  fields: { region: field('region', 'the region whose controller fails over') },
  conditions: ({ region }) => [{ kind: 'controller-failover', region }],
});
