/** What decides in single known flaws: versions that follow, waits, recoveries that are under way. */
import type { Evidence } from '../evidence.js';
import { awayAt, regionsUnder } from './patterns.js';

/** The newest version of the store that the parent had made. */
export function newestIn(evidence: Evidence): number {
  return Math.max(
    ...evidence
      .of('parent-version-created')
      .map(({ fact }) => (fact.store === evidence.store ? fact.version : 0)),
  );
}

/** What the latest recovery of the region is to bring back. */
export function recovering(evidence: Evidence) {
  const started = evidence.of('recovery-started').at(-1);
  return started === undefined
    ? []
    : started.fact.stores.map((one) => ({ ...one, regions: [started.fact.region] }));
}

/** Every region serves the version or a newer one, and one of those named serves a copy begun while copies lost records there. */
export function servesIncompleteCopy(
  evidence: Evidence,
  { store, version, regions }: Pick<Evidence, 'store' | 'version' | 'regions'>,
): boolean {
  const served = evidence.world.regions.map((_, region) => evidence.servedAtBreach(region, store));
  if (served.some((number) => number < version)) return false;
  return regions.some((region) => {
    const created = evidence
      .of('version-created')
      .findLast(
        ({ fact }) => fact.region === region && fact.store === store && fact.version === version,
      );
    if (created?.fact.recovered !== true || served[region] !== version) return false;
    return regionsUnder(evidence, created.at, ['copies-lose-records']).includes(region);
  });
}

/** How many newer versions the region whose topic it is had when it gave the topic up. */
export function createdSince(evidence: Evidence): number {
  const { store, version } = evidence;
  const given = evidence
    .of('topic-truncated')
    .findLast(
      ({ fact }) =>
        fact.region === evidence.region && fact.store === store && fact.version === version,
    );
  return evidence
    .of('version-created')
    .filter(
      ({ at, fact }) =>
        at <= (given?.at ?? evidence.breach.at) &&
        fact.region === evidence.region &&
        fact.store === store &&
        fact.version > version,
    ).length;
}

/** When the parent called the version PARTIALLY_ONLINE, a region was away or had not begun to serve it. */
export function wasIncomplete(evidence: Evidence): boolean {
  const { store, version } = evidence;
  const set = evidence
    .of('parent-version-status-set')
    .find(
      ({ fact }) =>
        fact.store === store && fact.version === version && fact.status === 'PARTIALLY_ONLINE',
    );
  if (set === undefined) return false;
  const swaps = evidence
    .of('version-swapped')
    .filter(({ fact }) => fact.store === store && fact.version === version);
  return awayAt(evidence, set.at).length > 0 || swaps.some(({ at }) => at > set.at);
}

/** The longest that calls of controllers take in a random run, with a margin. */
const callMs = 60_000;

/** A region began to serve a newer version and, within the time of a call, to copy an older one under a new number. */
export function isRenumbered(evidence: Evidence): boolean {
  return evidence
    .of('version-created')
    .some(
      ({ at, fact }) =>
        fact.store === evidence.store &&
        fact.recovered &&
        fact.ingestion.sourceVersion < fact.version &&
        evidence
          .of('version-swapped')
          .some(
            (swap) =>
              swap.fact.region === fact.region &&
              swap.fact.store === fact.store &&
              swap.fact.version > fact.ingestion.sourceVersion &&
              swap.fact.because !== 'recovered' &&
              swap.at <= at &&
              swap.at > at - callMs,
          ),
    );
}

export function waitsMinutes({ setup, store }: Evidence): number {
  return (setup.stores[store]?.swapWaitMinutes ?? 0) * (setup.regions.length - 1);
}

/** So many versions a store keeps: the served one and one backup, unless the configuration says more. */
export function preserved({ setup }: Evidence): number {
  return Number(setup.venice.config['min.number.of.store.versions.to.preserve'] ?? 2);
}

/** The answer to the job named a degraded region, so it accepts PARTIALLY_ONLINE as success. */
export function isPartialSuccess(evidence: Evidence): boolean {
  const named = evidence.created()?.degradedSnapshot.length ?? 0;
  return evidence.status === 'PARTIALLY_ONLINE' && named > 0;
}

/**
 * Each region of the breach was away, or had not completed the version, when the parent called it PARTIALLY_ONLINE; or its turn in the
 * roll-forward order comes after such a region.
 */
export function missingWereAway(evidence: Evidence): boolean {
  const { store, version } = evidence;
  const set = evidence
    .of('parent-version-status-set')
    .findLast(
      ({ fact }) =>
        fact.store === store && fact.version === version && fact.status === 'PARTIALLY_ONLINE',
    );
  if (set === undefined) return false;
  const away = awayAt(evidence, set.at);
  const isHeldUp = (region: number): boolean => {
    const hasCompleted = evidence
      .of('push-status-set')
      .some(
        ({ at, fact }) =>
          at <= set.at &&
          fact.region === region &&
          fact.store === store &&
          fact.version === version &&
          fact.status === 'COMPLETED',
      );
    return away.includes(region) || !hasCompleted;
  };
  const excluded = evidence.created()?.excluded ?? [];
  const order = rollForwardOrder(evidence).filter((region) => !excluded.includes(region));
  const firstHeldUp = order.findIndex(isHeldUp);
  return evidence.regions.every(
    (region) => isHeldUp(region) || (firstHeldUp >= 0 && order.indexOf(region) > firstHeldUp),
  );
}

/** The regions in the order in which the swap service rolls them forward; empty if it has none. */
function rollForwardOrder({ setup }: Evidence): number[] {
  const order = setup.venice.config['deferred.version.swap.region.roll.forward.order'];
  if (typeof order !== 'string') return [];
  return order
    .split(',')
    .map((named) => setup.regions.findIndex(({ name }) => name === named.trim()))
    .filter((region) => region >= 0);
}

/** Every region completed the version, and deleted it once it served a repush of it. */
export function deletedUnderARepush(evidence: Evidence): boolean {
  const { store, version, world } = evidence;
  const isIn = (region: number, fact: { region: number; store: number }): boolean =>
    fact.region === region && fact.store === store;
  return world.regions.every((_, region) => {
    const completed = evidence
      .of('push-status-set')
      .find(
        ({ fact }) => isIn(region, fact) && fact.version === version && fact.status === 'COMPLETED',
      );
    const repushed = evidence
      .of('version-swapped')
      .find(
        ({ fact }) => isIn(region, fact) && evidence.created(fact.version)?.repushOf === version,
      );
    const deleted = evidence
      .of('version-deleted')
      .find(({ fact }) => isIn(region, fact) && fact.version === version);
    return (
      completed !== undefined &&
      repushed !== undefined &&
      deleted !== undefined &&
      completed.at < repushed.at &&
      repushed.at <= deleted.at
    );
  });
}
