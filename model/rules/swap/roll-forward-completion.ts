/**
 * The parent around a roll-forward: the version it assumes to roll forward to, and the changes
 * of its own records afterwards. Only a manually deferred version is completed here; the swap service
 * completes a target-region push.
 */
import type { Rule } from '../rule.js';

export const rollForwardCompletionRule: Rule = {
  id: 'VS-10',
  title: 'The parent after a roll-forward',
  source: 'VeniceParentHelixAdmin#rollForwardToFutureVersion',
};

/**
 * The regions' future versions as far as the filter names them, in visiting order; -1 = the region
 * failed to answer, 0 = it has none.
 */
export function futureVersion(
  answers: readonly { readonly region: string; readonly futureVersion: number }[],
  filter: readonly string[],
):
  | { readonly kind: 'found'; readonly version: number }
  | { readonly kind: 'refused'; readonly reason: 'no-future-version' } {
  const addressed = answers.filter((one) => filter.length === 0 || filter.includes(one.region));
  const version = addressed.find((one) => one.futureVersion > 0)?.futureVersion;
  return version === undefined
    ? { kind: 'refused', reason: 'no-future-version' }
    : { kind: 'found', version };
}

/** The parent's input after every region was called. */
export interface RollForwardCompletionView {
  readonly version: number;
  /** Deferred without target regions: an operator swaps it. */
  readonly onlyDeferred: boolean;
  /** The detection of concurrent pushes writes a topic in the parent. */
  readonly parentTopicWritten: boolean;
  /** Current version per region; -1 = unknown. */
  readonly currentVersions: readonly number[];
  /** Current version of each region that the version left out as degraded, a part of the above. */
  readonly leftOutVersions: readonly number[];
}

type RollForwardAction =
  | { readonly kind: 'truncate-parent-topic'; readonly version: number }
  | {
      readonly kind: 'set-version-status';
      readonly version: number;
      readonly status: 'ONLINE' | 'PARTIALLY_ONLINE';
    }
  | { readonly kind: 'set-current-version'; readonly version: number };

export interface RollForwardCompletion {
  readonly outcome:
    | 'left-to-the-swap-service'
    | 'some-regions-lag'
    | 'only-left-out-regions-lag'
    | 'every-region-serves';
  readonly actions: readonly RollForwardAction[];
}

/** The switch `flag-all-excluded`. */
export interface RollForwardCompletionVariant {
  readonly flagAllExcluded: boolean;
}

/**
 * The parent's own changes. As designed a version that left regions out is PARTIALLY_ONLINE once all others serve it,
 * whichever process swapped it (DD, lifecycle).
 */
export function rollForwardCompletion(
  view: RollForwardCompletionView,
  variant: RollForwardCompletionVariant,
): RollForwardCompletion {
  const { version } = view;
  if (!view.onlyDeferred) return { outcome: 'left-to-the-swap-service', actions: [] };
  const truncate: RollForwardAction[] = view.parentTopicWritten
    ? [{ kind: 'truncate-parent-topic', version }]
    : [];
  const lags = (current: number) => current !== version;
  const lagging = view.currentVersions.filter(lags).length;
  const leftOut = variant.flagAllExcluded ? view.leftOutVersions.filter(lags).length : 0;
  if (lagging > leftOut) return { outcome: 'some-regions-lag', actions: truncate };
  const status = lagging === 0 ? 'ONLINE' : 'PARTIALLY_ONLINE';
  const settled: RollForwardAction[] = [
    { kind: 'set-version-status', version, status },
    { kind: 'set-current-version', version },
  ];
  const outcome = lagging === 0 ? 'every-region-serves' : 'only-left-out-regions-lag';
  return { outcome, actions: [...truncate, ...settled] };
}
