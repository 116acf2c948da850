/**
 * From which region do the others copy a push? The selection itself is one function; a second one
 * decides which candidates take part at version creation, because ordinary batch stores ignore two of
 * them. As built the health of the chosen region is not checked; as designed a marked region is no source
 * while another one is eligible.
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

type SourceBecause = 'emergency' | 'push-job' | 'store' | 'cluster' | 'first-target' | 'not-marked';

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

/** The marked regions, and all that a source may be chosen from, both by name. */
export interface MarkedRegions {
  readonly degraded: readonly string[];
  readonly configuredRegions: readonly string[];
}

/** A push at version creation. */
export interface PushForSource extends Omit<SourceCandidates, 'targets'>, MarkedRegions {
  readonly requestedTargets: readonly string[] | null;
  /** After a conversion; equal to the requested ones otherwise. */
  readonly effectiveTargets: readonly string[] | null;
  readonly activeActiveEverywhere: boolean;
  /** Empty pushes use neither the emergency region nor the job's grid. */
  readonly emptyPush: boolean;
}

/** The switch `source-avoids-marked`. */
export interface MarkedSourceVariant {
  readonly sourceAvoidsMarked: boolean;
}

export interface PushSourceVariant extends MarkedSourceVariant {
  readonly nrRedirect: boolean;
  readonly emergencyForAllStores: boolean;
}

/** The source fabric of a new version. */
export function sourceOfPush(push: PushForSource, variant: PushSourceVariant): SourceChoice {
  const honoured = push.activeActiveEverywhere && !push.emptyPush;
  const candidates: SourceCandidates = {
    emergencySource: honoured || variant.emergencyForAllStores ? push.emergencySource : '',
    pushJobGrid: honoured ? push.pushJobGrid : '',
    storeSource: push.storeSource,
    clusterSource: push.clusterSource,
    targets: variant.nrRedirect ? push.effectiveTargets : push.requestedTargets,
  };
  const choice = chooseSourceFabric(candidates);
  if (choice.kind === 'none') return choice;
  const region = awayFromMarked(choice.region, candidates, push, variant);
  return region === choice.region ? choice : { kind: 'chosen', region, because: 'not-marked' };
}

/**
 * The source, or if it is marked the next candidate that is not: in their order, then in that of the targets, or of all regions.
 * The marked one stays if every other one is marked, too (DD issue 3).
 */
export function awayFromMarked(
  source: string,
  candidates: Omit<SourceCandidates, 'emergencySource'>,
  { degraded, configuredRegions }: MarkedRegions,
  variant: MarkedSourceVariant,
): string {
  if (!variant.sourceAvoidsMarked || !degraded.includes(source)) return source;
  const { pushJobGrid, storeSource, clusterSource, targets } = candidates;
  const eligible = targets === null || targets.length === 0 ? configuredRegions : targets;
  const ordered = [pushJobGrid, storeSource, clusterSource, ...javaHashOrder(eligible)];
  const healthy = ordered.filter((name) => eligible.includes(name) && !degraded.includes(name));
  return healthy[0] ?? source;
}
