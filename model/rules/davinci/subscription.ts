/**
 * Which version a Da Vinci instance ingests next, and when it begins: at the metadata refresh after the version appears. In a region that
 * takes part in a target-region push only later, instances wait until the servers there serve the version. Other rules decide ingestion
 * and swap.
 */

import type { VersionStatus } from '../../statuses.js';
import { parseRegions } from '../regions/region-lists.js';
import type { Rule } from '../rule.js';
import { instanceGoesBack } from './instance-swap.js';

export const subscriptionRule: Rule = {
  id: 'DV-6',
  title: 'When an instance subscribes to a future version',
  source: 'StoreBackend#trySubscribeDaVinciFutureVersion',
};

/** A version as the region's metadata shows it. */
interface VisibleVersion {
  readonly number: number;
  readonly status: VersionStatus;
  /** Target regions as text; null or '' if it has none. */
  readonly targetSwapRegion: string | null;
}

/** The input of an instance's decision to subscribe. */
export interface SubscriptionView {
  readonly region: string;
  /** The version that the region's servers serve. */
  readonly current: number;
  readonly version: VisibleVersion;
  /** Rollout order in the instances' own configuration; absent or all blank = none. */
  readonly rolloutOrder?: readonly string[];
  /** A hook holds the region's instances back, so they cannot see the version. */
  readonly held?: boolean;
  /** `davinci.paused.sit.enabled`. */
  readonly pausedStart?: boolean;
  /** The target regions have completed; consulted with `pausedStart`. */
  readonly targetRegionPromoted?: boolean;
}

/**
 * `dvcServesFirst`: instances do not wait for their region's servers, since those wait for them
 * (VS-2).
 */
export interface SubscriptionVariant {
  readonly dvcServesFirst: boolean;
}

/** `subscribe-paused` reads the start of the push and then waits for the target regions. */
export type Subscription =
  | 'subscribe'
  | 'subscribe-paused'
  | 'wait-for-servers'
  | 'held-back'
  | 'unfit';

/** The input of an instance without a version in progress. */
export interface CandidateView {
  readonly serves: number;
  /** The version that the region's servers serve. */
  readonly current: number;
  /** Versions that the region's metadata shows. */
  readonly versions: readonly Pick<VisibleVersion, 'number' | 'status'>[];
  /** A version that the instance has rolled back from, or failed to ingest; 0 = none. */
  readonly faulty: number;
}

/**
 * The version that an instance would ingest next; 0 = none. The region's current version comes first, then the highest version that can still
 * be served. With `dvcServesFirst` an instance may be ahead of its region, unless its version has been killed, rolled back or deleted.
 */
export function nextVersion(
  { serves, current, versions, faulty }: CandidateView,
  variant: SubscriptionVariant,
): number {
  let latest = 0;
  let servedStatus: VersionStatus | undefined;
  for (const { number, status } of versions) {
    if (number === serves) servedStatus = status;
    if (number !== faulty && number > latest && !unfit.has(status)) latest = number;
  }
  const back = instanceGoesBack({ serves, servedStatus, regionCurrent: current }, variant);
  const leads = serves > current && back.kind === 'stay';
  if (current > 0 && current !== serves && !leads) return current;
  return latest > serves ? latest : 0;
}

/** May an instance subscribe now? */
export function maySubscribe(view: SubscriptionView, variant: SubscriptionVariant): Subscription {
  const { version, current } = view;
  if (view.held) return 'held-back';
  if (unfit.has(version.status)) return 'unfit';
  if (version.number === current || variant.dvcServesFirst || isActive(view)) return 'subscribe';
  if (view.pausedStart) return view.targetRegionPromoted ? 'subscribe' : 'subscribe-paused';
  return version.status === 'ONLINE' ? 'subscribe' : 'wait-for-servers';
}

/** Does the region take part from the start? Without targets every region does. */
function isActive({ region, version, rolloutOrder = [] }: SubscriptionView): boolean {
  const targets = parseRegions(version.targetSwapRegion);
  if (targets.length === 0) return true;
  const first = rolloutOrder.find((name) => name.trim() !== '');
  return first === undefined ? targets.includes(region) : first === region;
}

/** Versions that no instance subscribes to. */
const unfit: ReadonlySet<VersionStatus> = new Set(['ERROR', 'KILLED', 'ROLLED_BACK']);
