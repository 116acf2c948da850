/**
 * RT-8: which version records the parent deletes after a new push was announced: versions stranded in
 * the regions, and history above a limit. The parent's records serve no reads, so only the regions'
 * answers protect them.
 */
import type { Rule } from '../rule.js';
import type { VersionRecord } from './versions-to-delete.js';

export const parentAgeingRule: Rule = {
  id: 'RT-8',
  title: 'Stranded and historical versions of the parent',
  source: 'VeniceParentHelixAdmin#deleteStrandedNonCurrentVersions, #cleanupHistoricalVersions',
};

/** A region's view of the store, or none because it could not be read. */
export type RegionalVersions =
  | {
      readonly kind: 'store';
      readonly versions: readonly VersionRecord[];
      readonly currentVersion: number;
    }
  | { readonly kind: 'no-answer' };

/** `because` is the reason for no check; an empty list means that no version is stranded. */
export type StrandedVersions =
  | { readonly kind: 'delete-everywhere'; readonly versions: readonly number[] }
  | { readonly kind: 'skipped'; readonly because: 'no-regions' | 'region-unreadable' };

/**
 * Versions to delete in every region: PUSHED, ROLLED_BACK or KILLED in the parent, rolled back or killed
 * in some region, and neither served nor still being pushed in any. Regions without the version are
 * ignored; one unreadable region stops everything.
 */
export function strandedVersions(
  parentVersions: readonly VersionRecord[],
  regions: readonly RegionalVersions[],
): StrandedVersions {
  const candidates = parentVersions.filter(({ status }) => mayBeStranded(status));
  if (candidates.length === 0) return { kind: 'delete-everywhere', versions: [] };
  if (regions.length === 0) return { kind: 'skipped', because: 'no-regions' };
  if (regions.some(({ kind }) => kind === 'no-answer'))
    return { kind: 'skipped', because: 'region-unreadable' };
  const stranded = candidates.filter(({ number }) =>
    isStranded(regions.map((region) => stateIn(region, number))),
  );
  return { kind: 'delete-everywhere', versions: stranded.map(({ number }) => number) };
}

/**
 * Records beyond the number to keep: the lowest-numbered versions current in no region. Current ones
 * count among those kept but are never deleted. An unreachable region reports -1 and so protects
 * nothing. Ascending.
 */
export function historicalVersions(
  parentVersions: readonly VersionRecord[],
  currentVersions: readonly number[],
  retentionCount: number,
): readonly number[] {
  const surplus = Math.max(0, parentVersions.length - retentionCount);
  return parentVersions
    .map(({ number }) => number)
    .filter((number) => !currentVersions.includes(number))
    .toSorted((a, b) => a - b)
    .slice(0, surplus);
}

function mayBeStranded(status: VersionRecord['status']): boolean {
  return status === 'PUSHED' || status === 'ROLLED_BACK' || status === 'KILLED';
}

/** One region's vote about one version: needs it, has dropped it, or none. */
type Testimony = 'needed' | 'given-up' | 'silent';

function stateIn(region: RegionalVersions, number: number): Testimony {
  const version =
    region.kind === 'store' ? region.versions.find((each) => each.number === number) : undefined;
  if (region.kind !== 'store' || version === undefined) return 'silent';
  if (region.currentVersion === number || version.status === 'STARTED') return 'needed';
  return version.status === 'ROLLED_BACK' || version.status === 'KILLED' ? 'given-up' : 'silent';
}

function isStranded(testimonies: readonly Testimony[]): boolean {
  return testimonies.includes('given-up') && !testimonies.includes('needed');
}
