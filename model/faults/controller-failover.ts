/** A region's controller loses its leader; a standby takes over when it is healed. */
import { field } from '../fields.js';
import { defineFault, failoverTakes } from './fault.js';

export const controllerFailover = defineFault({
  kind: 'controller-failover',
  title: "A region's controller fails over: what it held in memory is gone, what it stored is kept",
  does:
    'The child controller does nothing until a standby leads. State kept in memory only ' +
    '(progress of report collection, scheduled scans) is lost; versions, push records and the ' +
    "admin channel's position are kept.",
  heals:
    'At the end of `for` a new leader loads the stored state and continues; absent, a standby ' +
    'takes over after 1 minute.',
  example: 'at: 5m, fault: controller-failover, region: dc-1, for: 40s',
  lasts: failoverTakes,
  source: 'AbstractPushMonitor#loadAllPushes',
  fields: { region: field('region', 'the region whose controller fails over') },
  conditions: ({ region }) => [{ kind: 'controller-failover', region }],
});
