/**
 * What is deleted in a region before it rebuilds a version. The parent checks first and may
 * find that there is nothing to delete, then the region's controller checks again. The caller
 * deletes and writes the kill record.
 */
import type { Rule } from '../rule.js';
import { newNumberNeeded } from './rebuilt-version.js';

export const preparationRule: Rule = {
  id: 'RC-8',
  title: 'Preparing a region',
  source: 'DataRecoveryManager#prepareStoreVersionForDataRecovery',
};

/** The store in the region to recover, as read by its controller. */
interface StoreInDestination {
  readonly current: number;
  readonly hybrid: boolean;
  readonly migrating: boolean;
  readonly nativeReplication: boolean;
  /** The version a rollback would serve, 0 if none (VS-8). */
  readonly backup: number;
}

/** The input of a call of prepare, from both controllers. */
export interface Preparation {
  readonly store: string;
  /** -1: not named, the source's current version is meant. */
  readonly version: number;
  readonly source: string;
  readonly destination: string;
  readonly destinationConfigured: boolean;
  /** The version that the source serves, or no answer. */
  readonly sourceCurrent: number | 'no-answer';
  readonly inDestination: StoreInDestination | 'no-answer' | 'no-store';
  /** `allow.cluster.wipe`. */
  readonly wipeAllowed: boolean;
}

type PreparationRefusal =
  | 'same-region'
  | 'no-answer'
  | 'store-missing'
  | 'migrating'
  | 'no-native-replication'
  | 'wipe-not-allowed';

export type PreparationDecision =
  | { readonly kind: 'nothing-to-clear'; readonly version: number }
  | { readonly kind: 'delete-version'; readonly version: number }
  | { readonly kind: 'wipe-current'; readonly version: number; readonly fallsBackTo: number }
  | { readonly kind: 'refused'; readonly because: PreparationRefusal; readonly reason: string };

/** Decides what a prepare does. */
export function prepareRegion(
  request: Preparation,
  variant: { readonly rejectMigrating: boolean },
): PreparationDecision {
  const { store, source, destination, sourceCurrent, inDestination } = request;
  if (source === destination) {
    return refused(
      'same-region',
      `${destination} cannot copy ${store} from itself; set another source`,
    );
  }
  if (sourceCurrent === 'no-answer')
    return refused('no-answer', `${source} does not answer about ${store}`);
  if (inDestination === 'no-answer')
    return refused('no-answer', `${destination} does not answer about ${store}`);
  if (inDestination === 'no-store')
    return refused('store-missing', `${destination} does not know ${store}`);
  const version = request.version === -1 ? sourceCurrent : request.version;
  const { current, hybrid } = inDestination;
  const { destinationConfigured } = request;
  if (newNumberNeeded({ version, destinationCurrent: current, hybrid, destinationConfigured })) {
    return { kind: 'nothing-to-clear', version };
  }
  const incapable = whyIncapable(inDestination, { store, destination }, variant);
  if (incapable !== undefined) return incapable;
  if (current !== version) return { kind: 'delete-version', version };
  if (!request.wipeAllowed) {
    const reason = `${destination} serves v${version} of ${store} and allow.cluster.wipe is false`;
    return refused('wipe-not-allowed', reason);
  }
  return { kind: 'wipe-current', version, fallsBackTo: inDestination.backup };
}

function whyIncapable(
  { migrating, nativeReplication }: StoreInDestination,
  { store, destination }: { readonly store: string; readonly destination: string },
  variant: { readonly rejectMigrating: boolean },
): PreparationDecision | undefined {
  if (variant.rejectMigrating && migrating) {
    return refused(
      'migrating',
      `${store} is migrating in ${destination}; try again when it has ended`,
    );
  }
  if (nativeReplication) return undefined;
  return refused('no-native-replication', `${store} has no native replication in ${destination}`);
}

function refused(because: PreparationRefusal, reason: string): PreparationDecision {
  return { kind: 'refused', because, reason };
}
