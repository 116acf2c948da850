/**
 * Are incremental pushes refused while a region is degraded? The design specifies this twice and
 * differently (its issue 5 exempts active-active stores, its step 6 exempts none), so there are three modes.
 * PJ-5 answers a push whose id is known before this check.
 */
import type { Rule } from '../rule.js';
import { type DegradedView, degradedRegionsInForce, type GateVariant } from './degraded-regions.js';

export const incrementalBlockRule: Rule = {
  id: 'DM-6',
  title: 'No incremental push while a region is degraded',
  source: 'VeniceParentHelixAdmin#incrementVersionIdempotent',
};

export interface IncrementalBlockVariant extends GateVariant {
  readonly blockIncremental: 'all' | 'non-active-active' | 'off';
}

export type IncrementalDecision =
  | {
      readonly kind: 'allowed';
      readonly because: 'none-degraded' | 'not-blocked' | 'active-active';
    }
  | { readonly kind: 'refused'; readonly because: 'region-degraded'; readonly reason: string };

/** Decides for an incremental push of one store. */
export function admitIncremental(
  store: { readonly name: string; readonly activeActive: boolean },
  view: DegradedView,
  variant: IncrementalBlockVariant,
): IncrementalDecision {
  const degraded = degradedRegionsInForce(view, variant);
  if (degraded.length === 0) return { kind: 'allowed', because: 'none-degraded' };
  if (variant.blockIncremental === 'off') return { kind: 'allowed', because: 'not-blocked' };
  if (variant.blockIncremental === 'non-active-active' && store.activeActive) {
    return { kind: 'allowed', because: 'active-active' };
  }
  const reason =
    `no incremental push to ${store.name} while ${degraded.join(', ')} is degraded; ` +
    'wait until it is unmarked, or run a full push';
  return { kind: 'refused', because: 'region-degraded', reason };
}
