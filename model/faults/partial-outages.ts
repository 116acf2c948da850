/** One part of a region fails: its controller, its brokers, its storage servers or its network. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

export const controllerOutage = defineFault({
  kind: 'controller-outage',
  title: "A region's child controller is down; its data plane continues",
  does:
    'The region executes no admin message and answers no query; its servers and clients ' +
    'continue their work.',
  heals:
    'At the end of `for` the controller executes the backlog in order and checks every push ' +
    'again.',
  example: 'at: 5m, fault: controller-outage, region: dc-1, for: 1h',
  source: 'degraded-mode design, issue 4 (a backlog waits in the admin channel)',
  drawWeight: 5,
  fields: { region: field('region', 'the region whose controller is lost') },
  conditions: ({ region }) => [{ kind: 'controller-down', region }],
});

export const controllerHang = defineFault({
  kind: 'controller-hang',
  title: "A region's child controller is found, but does nothing and every query of it fails",
  does:
    'As controller-outage, but the controller is reachable, so a query of it fails at once ' +
    'instead of being unreachable.',
  heals:
    'At the end of `for` the controller executes the backlog in order and checks every push ' +
    'again.',
  example: 'at: 5m, fault: controller-hang, region: dc-1, for: 1h',
  source:
    'VeniceParentHelixAdmin#getOffLineJobStatus; degraded-mode design, edge case "many regions fail"',
  drawWeight: 5,
  fields: { region: field('region', 'the region whose controller hangs') },
  conditions: ({ region }) => [
    { kind: 'controller-silent', region },
    { kind: 'controller-down', region },
  ],
});

export const storeReadsOutage = defineFault({
  kind: 'store-reads-outage',
  title: "A region's controller answers what it is asked about pushes, but no request for a store",
  does:
    'The parent cannot read what the region serves, so the swap service treats it as lagging and ' +
    'without a version; the region itself continues.',
  heals: 'At the end of `for` its stores can be read again.',
  example: 'at: 5m, fault: store-reads-outage, region: dc-0, for: 10m',
  source: 'DeferredVersionSwapService#getStoreForRegion',
  fields: { region: field('region', 'the region whose stores cannot be read') },
  conditions: ({ region }) => [{ kind: 'store-reads-down', region }],
});

export const brokerOutage = defineFault({
  kind: 'broker-outage',
  title: "A region's brokers are down: nothing is written to or read from its topics",
  does:
    "Replicas, writers, Da Vinci instances and copies that use the region's topics pause; its " +
    'controller answers.',
  heals:
    'At the end of `for` all work resumes where it paused, delayed by the length of the outage.',
  example: 'at: 5m, fault: broker-outage, region: dc-1, for: 30m',
  source: 'degraded-mode design, issue 3 (source fabric lost)',
  drawWeight: 5,
  fields: { region: field('region', 'the region whose brokers are lost') },
  conditions: ({ region }) => [{ kind: 'brokers-down', region }],
});

export const serverOutage = defineFault({
  kind: 'server-outage',
  title: "A region's storage servers are down",
  does:
    'Replicas pause and the region ingests nothing; its topics can be read by other ' + 'regions.',
  heals:
    'At the end of `for` replicas resume where they paused, delayed by the length of the outage.',
  example: 'at: 5m, fault: server-outage, region: dc-1, for: 30m',
  source: 'PartitionStatusBasedPushMonitor#onExternalViewChange',
  drawWeight: 5,
  fields: { region: field('region', 'the region whose servers are lost') },
  conditions: ({ region }) => [{ kind: 'servers-down', region }],
});

export const copiesLoseRecords = defineFault({
  kind: 'copies-lose-records',
  title: 'Versions that a recovery rebuilds in a region meanwhile lack records',
  does:
    'A copy that a recovery begins in the region meanwhile is incomplete. It is not ' +
    'detected unless the switch validate-recovered-data is on.',
  heals:
    'An incomplete copy stays incomplete; copies that begin after the end of `for` are complete.',
  example: 'at: 1h, fault: copies-lose-records, region: dc-1, for: 1h',
  source: 'degraded-mode design, edge case "data check after recovery"',
  fields: { region: field('region', 'the region whose rebuilt copies are incomplete') },
  conditions: ({ region }) => [{ kind: 'copies-lose-records', region }],
});

export const networkCut = defineFault({
  kind: 'network-cut',
  title: 'A region is cut off from all others but works inside',
  does:
    'The parent cannot reach the region and nothing is copied to or from it; its servers continue ' +
    'to read what has arrived, its clients are served.',
  heals:
    'At the end of `for` copies resume at the byte where they paused and the admin backlog is ' +
    'executed in order.',
  example: 'at: 5m, fault: network-cut, region: dc-1, for: 1h',
  source: 'degraded-mode design, problem statement',
  drawWeight: 5,
  fields: { region: field('region', 'the region that is cut off') },
  conditions: ({ region }) => [{ kind: 'network-cut', region }],
});
