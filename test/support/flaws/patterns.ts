/** Patterns of events that several known flaws share. */
import type { AdminMessage } from '../../../model/admin-message.js';
import type { Evidence } from '../evidence.js';

interface VersionAt {
  readonly store: number;
  readonly version: number;
}

/** When the parent sent messages of a kind about a version. */
export function sentFor(
  evidence: Evidence,
  kind: AdminMessage['kind'],
  { store, version }: VersionAt,
): number[] {
  return evidence
    .of('admin-message-sent')
    .flatMap(({ at, fact: { admin } }) =>
      admin.kind === kind && admin.store === store && admin.version === version ? [at] : [],
    );
}

/** Regions that the parent could not query at an instant. */
export function awayAt(evidence: Evidence, instant: number): number[] {
  return regionsUnder(evidence, instant, [
    'controller-down',
    'controller-silent',
    'controller-failover',
    'brokers-down',
    'network-cut',
    'store-reads-down',
  ]);
}

/** Regions in which a condition of one of the kinds held at an instant. */
export function regionsUnder(
  evidence: Evidence,
  instant: number,
  kinds: readonly string[],
): number[] {
  const { regions } = evidence.world.names;
  const counts = regions.map(() => 0);
  for (const { at, fact } of evidence.of('condition-changed')) {
    const { condition, begins } = fact;
    if (at > instant || !kinds.includes(condition.kind) || !('region' in condition)) continue;
    const region = regions.indexOf(condition.region);
    counts[region] = (counts[region] ?? 0) + (begins ? 1 : -1);
  }
  return [...counts.keys()].filter((region) => (counts[region] ?? 0) > 0);
}

/** Did the region have the version at an instant? Versions of the start are not considered. */
export function hadVersion(
  evidence: Evidence,
  region: number,
  { store, version }: VersionAt,
  instant: number,
): boolean {
  const isMeant = ({ at, fact }: { at: number; fact: VersionAt & { region: number } }): boolean =>
    at <= instant && fact.region === region && fact.store === store && fact.version === version;
  const created = evidence.of('version-created').findLast(isMeant);
  const deleted = evidence.of('version-deleted').findLast(isMeant);
  return created !== undefined && (deleted === undefined || deleted.at < created.at);
}

/** A recovery of the store in one of the regions ended after all its polls while the region still read the copy. */
export function copyTimedOut(
  evidence: Evidence,
  { store, regions }: { readonly store: number; readonly regions: readonly number[] },
): boolean {
  return evidence.of('recovery-progressed').some(({ at, fact: { step, region, ...progress } }) => {
    if (step !== 'timed-out' || progress.store !== store || !regions.includes(region)) return false;
    const copy = evidence
      .of('version-created')
      .findLast(
        (one) =>
          one.at <= at &&
          one.fact.recovered &&
          one.fact.store === store &&
          one.fact.region === region,
      );
    if (copy === undefined || !hadVersion(evidence, region, copy.fact, at)) return false;
    return !evidence
      .of('push-status-set')
      .some(
        (one) =>
          one.at >= copy.at &&
          one.at <= at &&
          one.fact.region === region &&
          one.fact.store === store &&
          one.fact.version === copy.fact.version &&
          one.fact.status === 'COMPLETED',
      );
  });
}

/**
 * Other versions than a deleted backup, below the version that took over, which the region has and never served: the cleanup took them for its
 * backup. One older than the deleted one is preferred to it only if that is the source of a repush.
 */
export function keptInsteadOf(evidence: Evidence) {
  const { store, version, regions } = evidence;
  const by = Number(/v(\d+) took over/.exec(evidence.breach.message)?.[1]);
  const here = ({ fact }: { fact: { region: number; store: number } }): boolean =>
    fact.store === store && regions.includes(fact.region);
  const served = evidence.of('version-swapped').filter(here);
  const deleted = evidence.of('version-deleted').filter(here);
  const statuses = evidence.of('version-status-set').filter(here);
  return evidence
    .of('version-created')
    .filter(here)
    .filter(({ at, fact }) => {
      const isGone = deleted.some((one) => one.fact.version === fact.version && one.at > at);
      const wasServed = served.some((one) => one.fact.version === fact.version);
      const isPreferred = fact.version > version || evidence.created(by)?.repush === true;
      return fact.version !== version && fact.version < by && isPreferred && !isGone && !wasServed;
    })
    .map(({ fact }) => ({
      recovered: fact.recovered,
      status:
        statuses.filter((one) => one.fact.version === fact.version).at(-1)?.fact.status ??
        fact.status,
    }));
}

/**
 * Each region of the breach began to serve the version before it carried out the kill. One that finished by itself was away when the parent
 * sent the kill; under hooks its swap was on the way, and came after the kill had been sent.
 */
export function servedBeforeTheKill(
  evidence: Evidence,
  regions: readonly number[] = evidence.regions,
): boolean {
  const [killedAt] = sentFor(evidence, 'KillPush', evidence);
  if (killedAt === undefined) return false;
  const { store, version } = evidence;
  const kills = evidence
    .of('admin-message-sent')
    .filter(
      ({ fact: { admin } }) =>
        admin.kind === 'KillPush' && admin.store === store && admin.version === version,
    )
    .map(({ fact }) => fact.sequence);
  const away = awayAt(evidence, killedAt);
  return regions.every((region) => {
    const served = evidence
      .of('version-swapped')
      .find(
        ({ fact }) => fact.region === region && fact.store === store && fact.version === version,
      );
    const done = evidence
      .of('admin-message-done')
      .find(({ fact }) => fact.region === region && kills.includes(fact.sequence));
    const isFirst = served !== undefined && served.at <= (done?.at ?? Number.POSITIVE_INFINITY);
    const isGated = evidence.created()?.hookGated === true;
    return isFirst && (isGated ? served.at >= killedAt : away.includes(region));
  });
}

/** The latest rollback of the version, and when the parent called the version ROLLED_BACK. */
export function believedRollback(evidence: Evidence) {
  const sent = evidence
    .of('admin-message-sent')
    .flatMap(({ fact: { admin } }) =>
      admin.kind === 'RollBack' &&
      admin.store === evidence.store &&
      admin.version === evidence.version
        ? [admin]
        : [],
    )
    .at(-1);
  const set = evidence
    .of('parent-version-status-set')
    .findLast(
      ({ fact }) =>
        fact.store === evidence.store &&
        fact.version === evidence.version &&
        fact.status === 'ROLLED_BACK',
    );
  if (sent === undefined || set === undefined) return undefined;
  const away = awayAt(evidence, set.at);
  return { at: set.at, away: sent.regions.filter((region) => away.includes(region)) };
}

/** What the parent called a version at an instant. */
export function parentStatusAt(
  evidence: Evidence,
  { store, version }: VersionAt,
  instant: number,
): string | undefined {
  return evidence
    .of('parent-version-status-set')
    .findLast(({ at, fact }) => at <= instant && fact.store === store && fact.version === version)
    ?.fact.status;
}

/** There is a roll-forward order, and a region that the breach names is not in it. */
export function orderLacksARegion({ setup, regions }: Evidence): boolean {
  const order = setup.venice.config['deferred.version.swap.region.roll.forward.order'];
  if (typeof order !== 'string' || order.trim() === '') return false;
  const named = order.split(',').map((name) => name.trim());
  return regions.some((region) => !named.includes(setup.regions[region]?.name ?? ''));
}
