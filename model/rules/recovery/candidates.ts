/**
 * Which stores have a version that a region missed? A store takes part with its highest version that
 * the parent holds as PARTIALLY_ONLINE and that was created without the region. The shipped code
 * infers "without" from the target list; the variant keeps the names.
 */
import type { VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const candidatesRule: Rule = {
  id: 'RC-1',
  title: 'Which stores need recovery',
  source: 'DegradedModeRecoveryService#findPartiallyOnlineStores',
};

/** A store and one of its version numbers. */
export interface StoreVersion {
  readonly store: string;
  readonly version: number;
}

/** A version as the parent records it. */
export interface RecordedVersion {
  readonly number: number;
  readonly status: VersionStatus;
  /** Made by a push that was converted or, with `flag-all-excluded`, that left out a degraded region. */
  readonly degradedPush: boolean;
  /** `targetSwapRegion`, parsed; empty: none. */
  readonly swapRegions: readonly string[];
  readonly recordedExclusions: readonly string[];
  /** An operator or a hook rolled it back in some region. */
  readonly rolledBack: boolean;
}

/** What a region serves of a store; 0 = nothing, -1 = it did not answer. */
export interface RegionCurrent {
  readonly region: string;
  readonly current: number;
}

export interface RecordedStore {
  readonly store: string;
  readonly parentCurrent: number;
  readonly versions: readonly RecordedVersion[];
  /** Only read by the variants; as built the regions are not queried. */
  readonly currents: readonly RegionCurrent[];
}

export interface CandidatesVariant {
  readonly flagAllExcluded: boolean;
  readonly recoverySkipsRolledBack: boolean;
  readonly supersededIsTerminal: boolean;
  readonly neverGoBack: boolean;
  readonly onlineNeedsAllRegions: boolean;
}

/** The versions to replay into `region`, in the order of the stores. */
export function storesToHeal(
  stores: readonly RecordedStore[],
  region: string,
  variant: CandidatesVariant,
): readonly StoreVersion[] {
  return stores.flatMap((store) => {
    const version = versionToHeal(store, region, variant);
    return version === 0 ? [] : [{ store: store.store, version }];
  });
}

/**
 * The highest qualifying version of one store, 0 if there is none. O(n) in the
 * store's versions.
 */
export function versionToHeal(
  store: RecordedStore,
  region: string,
  variant: CandidatesVariant,
): number {
  return store.versions
    .filter((version) => judgeCandidate(version, { store, region }, variant) === 'qualifies')
    .reduce((highest, { number }) => Math.max(highest, number), 0);
}

/** Why a version is, or is not, replayed into a region. */
export type CandidateVerdict =
  | 'qualifies'
  | 'not-partially-online'
  | 'region-not-left-out'
  | 'rolled-back'
  | 'superseded'
  | 'healed-here';

/** Evaluates one version for one region. */
export function judgeCandidate(
  version: RecordedVersion,
  { store, region }: { readonly store: RecordedStore; readonly region: string },
  variant: CandidatesVariant,
): CandidateVerdict {
  if (version.status !== 'PARTIALLY_ONLINE') return 'not-partially-online';
  if (!isLeftOut(version, region, variant)) return 'region-not-left-out';
  if (variant.recoverySkipsRolledBack && version.rolledBack) return 'rolled-back';
  const here = currentIn(store, region);
  const isOlder = here > version.number || store.parentCurrent > version.number;
  if (variant.supersededIsTerminal && isOlder) return 'superseded';
  return isHealedHere(version, here, { store, variant }) ? 'healed-here' : 'qualifies';
}

function isLeftOut(version: RecordedVersion, region: string, variant: CandidatesVariant): boolean {
  if (variant.flagAllExcluded) return version.recordedExclusions.includes(region);
  return (
    version.degradedPush && version.swapRegions.length > 0 && !version.swapRegions.includes(region)
  );
}

/**
 * The region serves the version and only waits for others, which keep it PARTIALLY_ONLINE: to
 * replay it at every scan would never end. Once all serve it the region qualifies again,
 * so that the version can be lifted.
 */
function isHealedHere(
  version: RecordedVersion,
  here: number,
  { store, variant }: { readonly store: RecordedStore; readonly variant: CandidatesVariant },
): boolean {
  if (!variant.neverGoBack || !variant.onlineNeedsAllRegions || here !== version.number)
    return false;
  return store.currents.some(({ current }) => current < version.number);
}

function currentIn(store: RecordedStore, region: string): number {
  return store.currents.find((served) => served.region === region)?.current ?? -1;
}
