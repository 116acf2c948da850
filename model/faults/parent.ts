/** The parent controller goes away, for good or while a standby takes over. */
import { defineFault } from './fault.js';

export const parentOutage = defineFault({
  kind: 'parent-outage',
  title: 'The parent controller is down; no standby takes over',
  source: 'degraded-mode design, edge case "controller leader failover"',
  fields: {},
  conditions: () => [{ kind: 'parent-down' }],
});

export const parentStorageOutage = defineFault({
  kind: 'parent-storage-outage',
  title: "The parent's coordination service takes no writes: marks and unmarks are tried again",
  source: 'HelixUtils#update',
  fields: {},
  conditions: () => [{ kind: 'parent-storage-down' }],
});

export const parentListingOutage = defineFault({
  kind: 'parent-listing-outage',
  title: 'The parent cannot list its stores, so it cannot find what to recover',
  source: 'DegradedModeRecoveryService#findPartiallyOnlineStores',
  fields: {},
  conditions: () => [{ kind: 'parent-listing-down' }],
});

export const parentFailover = defineFault({
  kind: 'parent-failover',
  title: 'The parent loses its leader: what it held in memory is gone, what it stored is kept',
  source: 'degraded-mode design, step 8.4',
  fields: {},
  conditions: () => [{ kind: 'parent-failover' }],
});
