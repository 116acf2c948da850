/**
 * Which degraded regions the answer to a version creation names. The push job switches to degraded
 * polling as soon as one is named, so an unneeded name has consequences; the shipped code names
 * every registered region, converted or not.
 */
import type { Rule } from '../rule.js';
import type { PushType } from './conversion.js';
import { type DegradedView, degradedRegionsInForce, type GateVariant } from './degraded-regions.js';

export const answeredRegionsRule: Rule = {
  id: 'DM-5',
  title: 'Which regions the answer names',
  source: 'CreateVersion#populateDegradedDatacenters',
};

export interface AnsweredRegionsVariant extends GateVariant {
  readonly truthfulResponse: boolean;
}

/** The version that the answer is about. */
export interface AnsweredVersion {
  readonly pushType: PushType;
  /** Degraded regions that this version really leaves out (its plan's `excluded`). */
  readonly excluded: readonly string[];
}

/**
 * The names in the answer, or null when the field stays empty. Uses its own read of the registry.
 */
export function answeredRegions(
  version: AnsweredVersion,
  view: DegradedView,
  variant: AnsweredRegionsVariant,
): readonly string[] | null {
  if (version.pushType === 'INCREMENTAL') return null;
  const names = variant.truthfulResponse ? version.excluded : degradedRegionsInForce(view, variant);
  return names.length === 0 ? null : names;
}
