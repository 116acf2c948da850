/**
 * The phases of a region in a rollout under hooks, as the accepted design tells them apart. The
 * words are shared by the rules that admit regions, ask about swaps and carry out vetoes; the phase
 * itself is read off the child's records by the caller.
 */

/**
 * `undecided`: the creation hook has not let it in; `sent`: AddVersion is under way; `ready`:
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

/** A region and where it stands. */
export interface PhasedRegion {
  readonly region: string;
  readonly phase: RegionPhase;
  /**
   * A swap command was sent and not confirmed yet; such a region may serve the version any moment.
   */
  readonly swapSent: boolean;
}

/** Compares region names by code units, for orders that must not depend on a locale. */
export function byRegionName(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
