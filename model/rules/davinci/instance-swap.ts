/**
 * When a Da Vinci instance swaps to another version, forward or back. As built it follows
 * its region's servers; in VIP-4 it serves a version as soon as it is ready and the
 * servers follow (VS-2).
 */
import type { VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const instanceSwapRule: Rule = {
  id: 'DV-7',
  title: 'When an instance swaps, or rolls back',
  source: 'StoreBackend#trySwapDaVinciCurrentVersion, #validateDaVinciAndVeniceCurrentVersion',
};

/** `dvcServesFirst`: a ready instance does not wait for its region's servers. */
export interface InstanceSwapVariant {
  readonly dvcServesFirst: boolean;
}

/** The input of an instance's decision at a metadata refresh. */
export interface InstanceSwapView {
  /** The version it has been ingesting. */
  readonly future: number;
  readonly ready: boolean;
  /** The version's status in the region; undefined: it is deleted. */
  readonly futureStatus: VersionStatus | undefined;
  /** The instance has rolled back from this version before and was not notified of it again. */
  readonly faulty?: boolean;
  /** The version that the region's servers serve. */
  readonly regionCurrent: number;
}

/** Only `swap` changes the served version; the others name what it waits for or lacks. */
export type InstanceSwap = 'swap' | 'not-ready' | 'version-unfit' | 'waits-for-servers';

/** Does the instance serve its future version now? */
export function instanceSwap(
  view: InstanceSwapView,
  { dvcServesFirst }: InstanceSwapVariant,
): InstanceSwap {
  const { future, futureStatus, regionCurrent } = view;
  if (!view.ready) return 'not-ready';
  if (futureStatus === undefined || unfit.has(futureStatus) || view.faulty) return 'version-unfit';
  return dvcServesFirst || future <= regionCurrent ? 'swap' : 'waits-for-servers';
}

/** The input of an instance's check whether its region has rolled back. */
export interface GoingBackView {
  readonly serves: number;
  /** The served version's status in the region; undefined: it is deleted. */
  readonly servedStatus: VersionStatus | undefined;
  readonly regionCurrent: number;
}

/**
 * `go-back`: the served version becomes faulty, and the region's version is ingested again and then
 * served.
 */
export type GoingBack =
  | { readonly kind: 'stay' }
  | { readonly kind: 'go-back'; readonly faulty: number; readonly ingest: number };

/**
 * Has the region rolled back? As built a region that serves a lower version than the instance has. With
 * `dvcServesFirst` instances are normally ahead of it, so the served version must
 * have been killed, rolled back or deleted.
 */
export function instanceGoesBack(
  view: GoingBackView,
  { dvcServesFirst }: InstanceSwapVariant,
): GoingBack {
  const { serves, servedStatus, regionCurrent } = view;
  const ahead = serves > regionCurrent;
  const unservable = servedStatus === undefined || unfit.has(servedStatus);
  if (!ahead || (dvcServesFirst && !unservable)) return { kind: 'stay' };
  return { kind: 'go-back', faulty: serves, ingest: regionCurrent };
}

/** Versions that no instance swaps to. */
const unfit: ReadonlySet<VersionStatus> = new Set(['ERROR', 'KILLED', 'ROLLED_BACK']);
