/**
 * How a region handles an AddVersion: take it, skip it, or ignore it as known. The result
 * depends on the snapshot inside the admin message alone, so it is the same however late the region
 * reads it. VS-4 decides what the region does at completion.
 */
import type { Rule } from '../rule.js';

export const addVersionAdmissionRule: Rule = {
  id: 'DM-3',
  title: 'Does this region take the AddVersion?',
  source: 'AdminExecutionTask#handleAddVersion',
};

/** The part of an AddVersion that the rule uses. */
export interface AddVersion {
  readonly version: number;
  /**
   * Null: the push has no targets. An empty list counts as none, too, but is not the same for the
   * deferral test.
   */
  readonly targets: readonly string[] | null;
  readonly deferred: boolean;
  /** Degraded names when the admin message was built; null if none. */
  readonly degradedRegions: readonly string[] | null;
  /** A version under VIP-4's hooks: a region that is no target always skips. */
  readonly hookGated: boolean;
}

/** The region that reads the admin message. */
export interface ReadingRegion {
  readonly region: string;
  /** Highest version number this region ever used for the store; skipping does not raise it. */
  readonly largestUsed: number;
}

export interface AddVersionVariant {
  readonly skipDegraded: boolean;
}

/** `ghost`: this region should have skipped the version and will now hold one it cannot finish. */
export type AddVersionDecision =
  | {
      readonly kind: 'ingest';
      readonly because: 'no-targets' | 'is-target' | 'deferred-push';
      readonly ghost: boolean;
    }
  | {
      readonly kind: 'skip';
      readonly because: 'not-a-target' | 'degraded' | 'held-by-hooks';
      readonly reason: string;
    }
  | { readonly kind: 'ignore'; readonly because: 'number-used'; readonly reason: string };

/** Decides for one region. */
export function admitAddVersion(
  addVersion: AddVersion,
  { region, largestUsed }: ReadingRegion,
  variant: AddVersionVariant,
): AddVersionDecision {
  const { targets, deferred, version } = addVersion;
  const hasTargets = targets !== null && targets.length > 0;
  const outside = hasTargets && !targets.includes(region);
  const degradedHere = addVersion.degradedRegions?.includes(region) ?? false;
  if (outside && addVersion.hookGated) {
    return skip(
      'held-by-hooks',
      `${region} is not among the regions admitted by hooks (${listed(targets)})`,
    );
  }
  if (outside && !deferred) {
    return skip('not-a-target', `${region} is no target of this push (${listed(targets)})`);
  }
  if (outside && degradedHere && variant.skipDegraded) {
    return skip(
      'degraded',
      `${region} was degraded when version ${version} was created for ${listed(targets)}`,
    );
  }
  if (version <= largestUsed) {
    const reason = `${region} has used version numbers up to ${largestUsed}; version ${version} is not new`;
    return { kind: 'ignore', because: 'number-used', reason };
  }
  const because = outside ? 'deferred-push' : hasTargets ? 'is-target' : 'no-targets';
  return { kind: 'ingest', because, ghost: outside && degradedHere };
}

function skip(
  because: 'not-a-target' | 'degraded' | 'held-by-hooks',
  reason: string,
): AddVersionDecision {
  return { kind: 'skip', because, reason };
}

function listed(names: readonly string[]): string {
  return names.join(', ');
}
