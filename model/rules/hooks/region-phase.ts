/**
 * The phases of a region in a rollout under hooks, as the accepted design distinguishes them. The
 * names are shared by the rules that admit regions, order swap hooks and apply vetoes; the caller
 * derives the phase from the child's records.
 */

/**
 * `undecided`: the creation hook has not admitted it; `sent`: AddVersion is under way; `ready`:
 * ingested, not serving; `reverted`: rolled back; `failed`: its version is gone; `excluded`: it
 * never gets this version.
 */
export type RegionPhase =
  | 'undecided'
  | 'sent'
  | 'ingesting'
  | 'ready'
  | 'swapped'
  | 'reverted'
  | 'killed'
  | 'failed'
  | 'excluded';

/** A region and its phase. */
export interface PhasedRegion {
  readonly region: string;
  readonly phase: RegionPhase;
  /**
   * A swap command was sent and is not confirmed yet; such a region may serve the version at any moment.
   */
  readonly swapSent: boolean;
}

/** Compares region names by code units, for orders that must not depend on a locale. */
export function byRegionName(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
