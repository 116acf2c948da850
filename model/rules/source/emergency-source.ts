/**
 * Does marking set the cluster's emergency source region? In the design's step 1 marking
 * manages it, in its step 8 an operator does; the code never changes it. Part of the
 * decisions NR-1 starts from; it has no rule id of its own.
 */

export interface EmergencySourceVariant {
  readonly markSetsEmergencySource: boolean;
}

/** The registry and the sources at the moment of a mark. */
export interface MarkedSources {
  readonly marked: string;
  /** Source fabrics in use: the cluster's and the stores' own. */
  readonly sources: readonly string[];
  readonly configuredRegions: readonly string[];
  /** Every marked region, the new one included. */
  readonly degraded: readonly string[];
  /** The current `emergency.source.region`; empty: not set. */
  readonly emergencySource: string;
}

/**
 * The emergency source after a mark: the first healthy region if a source was marked, else
 * unchanged.
 */
export function emergencySourceAfterMark(
  mark: MarkedSources,
  variant: EmergencySourceVariant,
): string {
  const { marked, sources, emergencySource, degraded } = mark;
  if (!variant.markSetsEmergencySource) return emergencySource;
  const lostSource = emergencySource === '' ? sources.includes(marked) : emergencySource === marked;
  if (!lostSource) return emergencySource;
  return mark.configuredRegions.find((region) => !degraded.includes(region)) ?? emergencySource;
}

/** The emergency source after an unmark that leaves `remaining` marks: the last one clears what a mark has set, never what an operator has. */
export function emergencySourceAfterUnmark(
  { emergencySource, setByMark }: { readonly emergencySource: string; readonly setByMark: boolean },
  remaining: number,
  variant: EmergencySourceVariant,
): string {
  const clears = variant.markSetsEmergencySource && setByMark && remaining === 0;
  return clears ? '' : emergencySource;
}
