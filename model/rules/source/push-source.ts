/**
 * From which region do the others copy a push? The selection itself is one function; a second one
 * decides which candidates take part at version creation, because ordinary batch stores ignore two of
 * them. The health of the chosen region is not checked.
 */
import { javaHashOrder } from '../regions/java-order.js';
import type { Rule } from '../rule.js';

export const pushSourceRule: Rule = {
  id: 'NR-1',
  title: 'Source fabric of a push',
  source:
    'VeniceHelixAdmin#getNativeReplicationSourceFabric; CreateVersion#applyConfigBasedOnReplication',
};

/** Candidates in falling priority; empty text: not set. `targets` null: the push has none. */
export interface SourceCandidates {
  readonly emergencySource: string;
  readonly pushJobGrid: string;
  readonly storeSource: string;
  readonly clusterSource: string;
  readonly targets: readonly string[] | null;
}

export type SourceChoice =
  | { readonly kind: 'chosen'; readonly region: string; readonly because: SourceBecause }
  | { readonly kind: 'none'; readonly reason: string };

type SourceBecause = 'emergency' | 'push-job' | 'store' | 'cluster' | 'first-target';

/** Selects among the candidates. With targets, a candidate outside them does not count. */
export function chooseSourceFabric(candidates: SourceCandidates): SourceChoice {
  const { emergencySource, targets } = candidates;
  if (emergencySource !== '')
    return { kind: 'chosen', region: emergencySource, because: 'emergency' };
  const ranked: readonly (readonly [string, SourceBecause])[] = [
    [candidates.pushJobGrid, 'push-job'],
    [candidates.storeSource, 'store'],
    [candidates.clusterSource, 'cluster'],
  ];
  for (const [region, because] of ranked) {
    if (region !== '' && (targets === null || targets.includes(region)))
      return { kind: 'chosen', region, because };
  }
  if (targets === null) {
    return {
      kind: 'none',
      reason: 'no source fabric is set for the push job, the store or the cluster',
    };
  }
  const first = javaHashOrder(targets)[0];
  if (first === undefined || first === '')
    return { kind: 'none', reason: 'the push names an empty list of targets' };
  return { kind: 'chosen', region: first, because: 'first-target' };
}

/** A push at version creation. */
export interface PushForSource extends Omit<SourceCandidates, 'targets'> {
  readonly requestedTargets: readonly string[] | null;
  /** After a conversion; equal to the requested ones otherwise. */
  readonly effectiveTargets: readonly string[] | null;
  readonly activeActiveEverywhere: boolean;
  /** Empty pushes use neither the emergency region nor the job's grid. */
  readonly emptyPush: boolean;
}

export interface PushSourceVariant {
  readonly nrRedirect: boolean;
  readonly emergencyForAllStores: boolean;
}

/** The source fabric of a new version. */
export function sourceOfPush(push: PushForSource, variant: PushSourceVariant): SourceChoice {
  const honoured = push.activeActiveEverywhere && !push.emptyPush;
  return chooseSourceFabric({
    emergencySource: honoured || variant.emergencyForAllStores ? push.emergencySource : '',
    pushJobGrid: honoured ? push.pushJobGrid : '',
    storeSource: push.storeSource,
    clusterSource: push.clusterSource,
    targets: variant.nrRedirect ? push.effectiveTargets : push.requestedTargets,
  });
}
