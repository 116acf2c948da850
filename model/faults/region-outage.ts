/** The whole region fails: controller, brokers, servers, Da Vinci clients and network. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const regionOutage = defineFault({
  kind: 'region-outage',
  title: 'A whole region is down',
  does:
    'Controller, brokers, servers, Da Vinci instances and network are lost together: the region' +
    ' answers no call, serves no read and copies nothing.',
  heals:
    'At the end of `for` all work resumes where it paused, and the admin backlog is executed in ' +
    'order; absent, the region is down for the rest of the run.',
  example: 'at: 5m, fault: region-outage, region: dc-1, for: 2h',
  source: 'degraded-mode design, problem statement',
  drawWeight: 5,
  fields: { region: field('region', 'the region that is lost') },
  conditions: ({ region }) => [
    { kind: 'controller-down', region },
    { kind: 'brokers-down', region },
    { kind: 'servers-down', region },
    { kind: 'clients-down', region },
    { kind: 'network-cut', region },
  ],
});
