/**
 * The parent's conclusion after it sent a rollback and polled the regions: its current version
 * moves down and the version becomes ROLLED_BACK or PARTIALLY_ONLINE. The caller decides when and
 * how often to poll.
 */
import type { VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import type { RegionVersion } from './roll-forward-target.js';
import { backupVersionNumber } from './rollback-target.js';

export const rollbackCompletionRule: Rule = {
  id: 'VS-9',
  title: 'The parent after a rollback',
  source:
    'VeniceParentHelixAdmin#updateParentVersionStatusAfterRollback, #pollChildRegionsForRollbackStatus',
};

/** One region's answer to the poll. */
export interface PolledRegion {
  readonly region: string;
  readonly reachable: boolean;
  /** The rolled-back version's status there; undefined if the region lacks it. */
  readonly versionStatus: VersionStatus | undefined;
  /** The version that the region serves; consulted only with `versionedRollback`. */
  readonly currentVersion: number;
}

export interface RollbackCompletionView {
  readonly regions: readonly PolledRegion[];
  /** Regions the rollback was for; undefined = all. */
  readonly filter: readonly string[] | undefined;
  readonly rolledBackVersion: number;
  /** The parent's own records. */
  readonly versions: readonly RegionVersion[];
  readonly currentVersion: number;
}

export type RollbackAction =
  | { readonly kind: 'set-current-version'; readonly version: number }
  | {
      readonly kind: 'set-version-status';
      readonly version: number;
      readonly status: 'ROLLED_BACK' | 'PARTIALLY_ONLINE';
    };

/**
 * `lost`: the actions were taken on a copy that is never stored, because the parent has no such
 * version any more.
 */
export interface RollbackCompletion {
  readonly outcome: 'stored' | 'lost' | 'unchanged';
  readonly reason:
    | 'no-known-region-in-filter'
    | 'no-region-rolled-back'
    | 'version-unknown'
    | 'every-region-rolled-back'
    | 'some-regions-rolled-back';
  readonly actions: readonly RollbackAction[];
}

/** The switch `versioned-rollback`. */
export interface RollbackCompletionVariant {
  readonly versionedRollback: boolean;
}

/**
 * The version that the parent polls: as built its own current one, whichever version the rollback
 * was meant for.
 */
export function versionToPoll(
  parentCurrentVersion: number,
  rolledBackVersion: number,
  { versionedRollback }: RollbackCompletionVariant,
): number {
  return versionedRollback ? rolledBackVersion : parentCurrentVersion;
}

/** Has every region confirmed, so that polling may stop? */
export function rollbackIsConfirmed(
  view: RollbackCompletionView,
  variant: RollbackCompletionVariant,
): boolean {
  return confirmations(view, variant) === view.regions.length;
}

/** The parent's conclusion from the last poll. */
export function rollbackCompletion(
  view: RollbackCompletionView,
  variant: RollbackCompletionVariant,
): RollbackCompletion {
  if (view.filter !== undefined && knownFilter(view).length === 0)
    return unchanged('no-known-region-in-filter');
  const count = confirmations(view, variant);
  if (count === 0) return unchanged('no-region-rolled-back');
  const moved = parentMove(view, variant);
  const version = view.rolledBackVersion;
  if (!view.versions.some((one) => one.number === version)) {
    return { outcome: 'lost', reason: 'version-unknown', actions: moved };
  }
  const all = count === view.regions.length;
  return {
    outcome: 'stored',
    reason: all ? 'every-region-rolled-back' : 'some-regions-rolled-back',
    actions: [
      ...moved,
      { kind: 'set-version-status', version, status: all ? 'ROLLED_BACK' : 'PARTIALLY_ONLINE' },
    ],
  };
}

/**
 * The parent's own current version moves even if only some regions rolled back. With a named version
 * it moves only off that version, to one that a region serves: of a repush and its source the regions may have neither.
 */
function parentMove(
  view: RollbackCompletionView,
  variant: RollbackCompletionVariant,
): RollbackAction[] {
  if (variant.versionedRollback && view.currentVersion !== view.rolledBackVersion) return [];
  const number = backupVersionNumber(view.versions, view.currentVersion);
  const backup = variant.versionedRollback ? servedBelow(view, number) : number;
  return backup === 0 ? [] : [{ kind: 'set-current-version', version: backup }];
}

/** The highest ONLINE version below the parent's current one that some region serves; `otherwise` if there is none. */
function servedBelow(view: RollbackCompletionView, otherwise: number): number {
  const below = view.versions.filter(
    ({ number, status }) =>
      status === 'ONLINE' &&
      number < view.currentVersion &&
      view.regions.some((one) => one.reachable && one.currentVersion === number),
  );
  return below.length === 0 ? otherwise : Math.max(...below.map(({ number }) => number));
}

function confirmations(view: RollbackCompletionView, variant: RollbackCompletionVariant): number {
  const listed = view.filter === undefined ? [] : knownFilter(view);
  const rolledBack = view.regions.filter(
    (one) => hasRolledBack(one, listed) || (variant.versionedRollback && wentBackBefore(one, view)),
  );
  if (!variant.versionedRollback || rolledBack.length === 0) return rolledBack.length;
  // A region that answers and does not serve the version has nothing to roll back.
  const notServing = (one: PolledRegion) =>
    one.reachable && one.currentVersion !== view.rolledBackVersion;
  return view.regions.filter((one) => rolledBack.includes(one) || notServing(one)).length;
}

/** A region that went back by itself has a version that the kill of the push has reached since. */
function wentBackBefore(one: PolledRegion, { rolledBackVersion }: RollbackCompletionView): boolean {
  const isGone = one.reachable && one.currentVersion !== rolledBackVersion;
  return isGone && one.versionStatus === 'KILLED';
}

/** A listed region that is unreachable or lacks the version counts as rolled back. */
function hasRolledBack(one: PolledRegion, listed: readonly string[]): boolean {
  if (!one.reachable || one.versionStatus === undefined) return listed.includes(one.region);
  return one.versionStatus === 'ROLLED_BACK';
}

function knownFilter({ filter, regions }: RollbackCompletionView): readonly string[] {
  return (filter ?? []).filter((region) => regions.some((one) => one.region === region));
}

function unchanged(reason: RollbackCompletion['reason']): RollbackCompletion {
  return { outcome: 'unchanged', reason, actions: [] };
}
