/** A region's controller loses its leader; a standby takes over when it is healed. */
import { field } from '../fields.js';
import { defineFault, failoverTakes } from './fault.js';

export const controllerFailover = defineFault({
  kind: 'controller-failover',
  title: "A region's controller fails over: what it held in memory is gone, what it stored is kept",
  does:
    'The child controller does nothing until a standby leads. What it kept in memory only (how ' +
    'far reports were collected, its planned scans) is gone; versions, push records and the ' +
    "admin channel's position are kept.",
  heals:
    'At the end of `for` a new leader reads what is stored and goes on; absent, a standby takes' +
    ' over after 1 minute.',
  example: 'at: 5m, fault: controller-failover, region: dc-1, for: 40s',
  lasts: failoverTakes,
  source: 'AbstractPushMonitor#loadAllPushes',
  fields: { region: field('region', 'the region whose controller fails over') },
  conditions: ({ region }) => [{ kind: 'controller-failover', region }],
});
