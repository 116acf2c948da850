/** One part of a region goes: its controller, its brokers, its storage servers or its network. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const controllerOutage = defineFault({
  kind: 'controller-outage',
  title: "A region's child controller is down; its data plane goes on",
  source: 'degraded-mode design, issue 4 (a backlog waits in the admin channel)',
  fields: { region: field('region', 'the region whose controller is lost') },
  conditions: ({ region }) => [{ kind: 'controller-down', region }],
});

export const controllerHang = defineFault({
  kind: 'controller-hang',
  title: "A region's child controller is found, but does nothing and every query of it fails",
  source:
    'VeniceParentHelixAdmin#getOffLineJobStatus; degraded-mode design, edge case "many regions fail"',
  fields: { region: field('region', 'the region whose controller hangs') },
  conditions: ({ region }) => [
    { kind: 'controller-silent', region },
    { kind: 'controller-down', region },
  ],
});

export const brokerOutage = defineFault({
  kind: 'broker-outage',
  title: "A region's brokers are down: nothing is written to or read from its topics",
  source: 'degraded-mode design, issue 3 (source fabric lost)',
  fields: { region: field('region', 'the region whose brokers are lost') },
  conditions: ({ region }) => [{ kind: 'brokers-down', region }],
});

export const serverOutage = defineFault({
  kind: 'server-outage',
  title: "A region's storage servers are down",
  source: 'PartitionStatusBasedPushMonitor#onExternalViewChange',
  fields: { region: field('region', 'the region whose servers are lost') },
  conditions: ({ region }) => [{ kind: 'servers-down', region }],
});

export const copiesLoseRecords = defineFault({
  kind: 'copies-lose-records',
  title: 'Versions that a recovery rebuilds in a region meanwhile lack records',
  source: 'degraded-mode design, edge case "data check after recovery"',
  fields: { region: field('region', 'the region whose rebuilt copies are incomplete') },
  conditions: ({ region }) => [{ kind: 'copies-lose-records', region }],
});

export const networkCut = defineFault({
  kind: 'network-cut',
  title: 'A region is cut off from all others but works inside',
  source: 'degraded-mode design, problem statement',
  fields: { region: field('region', 'the region that is cut off') },
  conditions: ({ region }) => [{ kind: 'network-cut', region }],
});
