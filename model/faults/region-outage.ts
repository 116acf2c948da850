/** The whole region goes: controller, brokers, servers, Da Vinci clients and network. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const regionOutage = defineFault({
  kind: 'region-outage',
  title: 'A whole region is down',
  source: 'degraded-mode design, problem statement',
  fields: { region: field('region', 'the region that is lost') },
  conditions: ({ region }) => [
    { kind: 'controller-down', region },
    { kind: 'brokers-down', region },
    { kind: 'servers-down', region },
    { kind: 'clients-down', region },
    { kind: 'network-cut', region },
  ],
});
