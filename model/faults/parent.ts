/** The parent controller goes away, for good or while a standby takes over. */
import { defineFault } from './fault.js';

export const parentOutage = defineFault({
  kind: 'parent-outage',
  title: 'The parent controller is down; no standby takes over',
  source: 'degraded-mode design, edge case "controller leader failover"',
  fields: {},
  conditions: () => [{ kind: 'parent-down' }],
});

export const parentFailover = defineFault({
  kind: 'parent-failover',
  title: 'The parent loses its leader: what it held in memory is gone, what it stored is kept',
  source: 'degraded-mode design, step 8.4',
  fields: {},
  conditions: () => [{ kind: 'parent-failover' }],
});
