/** The parent controller fails, permanently or until a standby takes over. */
import { defineFault, failoverTakes } from './fault.js';

export const parentOutage = defineFault({
  kind: 'parent-outage',
  title: 'The parent controller is down; no standby takes over',
  does:
    'Calls of push jobs and operators get no response, no status is aggregated, no swap and no ' +
    'recovery continues. Calls are retried as in Venice and then fail.',
  heals:
    'At the end of `for` a leader loads the stored state and continues; absent, there is no parent ' +
    'for the rest of the run.',
  example: 'at: 5m, fault: parent-outage, for: 30m',
  source: 'degraded-mode design, edge case "controller leader failover"',
  drawWeight: 2,
  drawnFor: 900_000,
  fields: {},
  conditions: () => [{ kind: 'parent-down' }],
});

export const parentStorageOutage = defineFault({
  kind: 'parent-storage-outage',
  title: "The parent's coordination service takes no writes: marks and unmarks are tried again",
  does:
    "Marks and unmarks are not written; each is retried with Venice's back-off and finally " +
    'refused.',
  heals: 'At the end of `for` the next retry succeeds; refused actions must be repeated.',
  example: 'at: 5m, fault: parent-storage-outage, for: 10s',
  source: 'HelixUtils#update',
  drawWeight: 2,
  drawnFor: 900_000,
  fields: {},
  conditions: () => [{ kind: 'parent-storage-down' }],
});

export const parentListingOutage = defineFault({
  kind: 'parent-listing-outage',
  title: 'The parent cannot list its stores, so it cannot find what to recover',
  does:
    'An unmark starts a recovery that finds nothing to recover, and the monitor cannot find ' +
    'orphaned versions.',
  heals:
    'At the end of `for` listing works again; whether a region that was unmarked meanwhile is ' +
    'healed depends on the switch trigger-safe and on the monitor.',
  example: 'at: 1h, fault: parent-listing-outage, for: 10m',
  source: 'DegradedModeRecoveryService#findPartiallyOnlineStores',
  drawWeight: 2,
  drawnFor: 900_000,
  fields: {},
  conditions: () => [{ kind: 'parent-listing-down' }],
});

export const parentFailover = defineFault({
  kind: 'parent-failover',
  title: 'The parent loses its leader: state in memory is lost, stored state is kept',
  does:
    'The parent has no leader until a standby takes over. Timers, caches, cooldowns and ' +
    'recoveries in memory are lost; versions, the registry of marks and the admin channel are ' +
    'kept.',
  heals:
    'At the end of `for` a new leader loads the stored state and continues; absent, a standby ' +
    'takes over after 1 minute.',
  example: 'at: 5m, fault: parent-failover, for: 40s',
  lasts: failoverTakes,
  source: 'degraded-mode design, step 8.4',
  drawWeight: 2,
  drawnFor: 900_000,
  fields: {},
  conditions: () => [{ kind: 'parent-failover' }],
});
