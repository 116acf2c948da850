/**
 * From which region does a recovered region copy what it missed? The shipped code uses the same
 * selection as a new push and ignores where the version was written, so it may return the very region
 * that is to be recovered; the variant searches for a region that holds the version.
 */
import type { Rule } from '../rule.js';
import { chooseSourceFabric } from './push-source.js';

export const recoverySourceRule: Rule = {
  id: 'NR-2',
  title: 'Source fabric of a recovery',
  source: 'StoreRecoveryExecutor#resolveSourceFabric',
};

/** A version to be recovered. Empty text: not set. */
export interface VersionToRecover {
  readonly destination: string;
  readonly emergencySource: string;
  readonly storeSource: string;
  readonly clusterSource: string;
  /** The region its push was written to. */
  readonly versionSource: string;
  /** Regions that hold the version complete (PUSHED or ONLINE), in the order of the configured regions. */
  readonly holders: readonly string[];
}

export interface RecoverySourceVariant {
  readonly sourceIsNotDestination: boolean;
}

export type RecoverySource =
  | { readonly kind: 'chosen'; readonly region: string }
  | { readonly kind: 'none'; readonly reason: string };

/** The region to copy from; evaluated again at each attempt. */
export function sourceOfRecovery(
  version: VersionToRecover,
  variant: RecoverySourceVariant,
): RecoverySource {
  return variant.sourceIsNotDestination ? fromHolder(version) : asForNewPush(version);
}

function asForNewPush({
  emergencySource,
  storeSource,
  clusterSource,
}: VersionToRecover): RecoverySource {
  const pushJobGrid = '';
  const choice = chooseSourceFabric({
    emergencySource,
    pushJobGrid,
    storeSource,
    clusterSource,
    targets: null,
  });
  return choice.kind === 'chosen' ? { kind: 'chosen', region: choice.region } : choice;
}

function fromHolder({ destination, versionSource, holders }: VersionToRecover): RecoverySource {
  const others = holders.filter((region) => region !== destination);
  const region = others.includes(versionSource) ? versionSource : others[0];
  if (region !== undefined) return { kind: 'chosen', region };
  return {
    kind: 'none',
    reason: `no region but ${destination} holds the version complete; push it again`,
  };
}
