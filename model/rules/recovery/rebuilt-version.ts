/**
 * Under which number a region rebuilds a version, and with which settings. A number at or below
 * the region's current version cannot be used again, so older content may return under a newer number;
 * the swap settings of the source version are always inherited.
 */
import type { Rule } from '../rule.js';

export const rebuiltVersionRule: Rule = {
  id: 'RC-10',
  title: 'Number and settings of the rebuilt version',
  source:
    'VeniceParentHelixAdmin#initiateDataRecovery; DataRecoveryManager; AbstractStore#addVersion',
};

/** The input for a new number. */
export interface NumberQuestion {
  readonly version: number;
  readonly destinationCurrent: number;
  readonly hybrid: boolean;
  readonly destinationConfigured: boolean;
}

/** Must the version get a new number in the destination? */
export function newNumberNeeded(question: NumberQuestion): boolean {
  const { version, destinationCurrent, hybrid, destinationConfigured } = question;
  return !hybrid && destinationConfigured && version <= destinationCurrent;
}

/** The version in the region it is copied from, as far as a rebuilt version inherits it. */
interface SourceVersion {
  readonly number: number;
  readonly pushId: string;
  readonly swapDeferred: boolean;
  readonly swapRegions: readonly string[];
  readonly repush: boolean;
}

/** The store in the destination: its settings override the source version's. */
interface DestinationStore {
  readonly replicas: number;
  readonly hybrid: boolean;
  readonly activeActive: boolean;
  readonly incremental: boolean;
  /** Push ids of the versions the destination has. */
  readonly pushIds: readonly string[];
  readonly writesEnabled: boolean;
}

export interface Initiation extends Omit<NumberQuestion, 'hybrid'> {
  readonly source: string;
  readonly destination: string;
  /** Undefined: the source does not have the version. */
  readonly sourceVersion: SourceVersion | undefined;
  readonly store: DestinationStore;
  /** The parent's highest used number. */
  readonly largestUsed: number;
  /** The wall-clock text that marks a renamed push id. */
  readonly nowText: string;
}

/** The version record that the destination adds; its status is STARTED. */
interface RebuiltVersion
  extends SourceVersion,
    Omit<DestinationStore, 'pushIds' | 'writesEnabled'> {
  readonly copiedFrom: { readonly region: string; readonly version: number };
}

/**
 * `retires`: starting the recovery retires versions in the destination as the start of a push would
 * (RT-7).
 */
export type RebuildDecision =
  | {
      readonly kind: 'rebuild';
      readonly version: RebuiltVersion;
      readonly largestUsed: number;
      readonly retires: boolean;
    }
  | {
      readonly kind: 'refused';
      readonly because: 'same-region' | 'not-in-source' | 'push-id-exists' | 'writes-disabled';
      readonly largestUsed: number;
      readonly reason: string;
    };

/**
 * Decides about an initiate call. The parent's highest number advances even if the
 * destination then refuses.
 */
export function rebuildVersion(
  initiation: Initiation,
  variant: { readonly recoveryKeepsBackup: boolean },
): RebuildDecision {
  const { source, destination, sourceVersion, store, nowText } = initiation;
  const refuse = refusal(initiation.largestUsed);
  if (source === destination)
    return refuse('same-region', `${destination} cannot copy from itself`);
  if (sourceVersion === undefined) {
    return refuse('not-in-source', `${source} no longer has v${initiation.version}; push again`);
  }
  const renumbered = newNumberNeeded({ ...initiation, hybrid: store.hybrid });
  const largestUsed = initiation.largestUsed + (renumbered ? 1 : 0);
  const number = renumbered ? largestUsed : initiation.version;
  const isOtherNumber = number !== sourceVersion.number;
  const pushId = isOtherNumber
    ? recoveryPushId(sourceVersion.pushId, nowText)
    : sourceVersion.pushId;
  const { pushIds, writesEnabled, ...ownSettings } = store;
  if (pushIds.includes(pushId)) {
    const reason = `${destination} already has a version of push ${pushId}`;
    return { kind: 'refused', because: 'push-id-exists', largestUsed, reason };
  }
  if (!writesEnabled) {
    const reason = `the store takes no writes in ${destination}, so no version can be added`;
    return { kind: 'refused', because: 'writes-disabled', largestUsed, reason };
  }
  const copiedFrom = { region: source, version: sourceVersion.number };
  const version = { ...sourceVersion, ...ownSettings, number, pushId, copiedFrom };
  return { kind: 'rebuild', version, largestUsed, retires: !variant.recoveryKeepsBackup };
}

/** The push id of a renumbered version: marked with the moment, a former mark replaced. */
export function recoveryPushId(pushId: string, nowText: string): string {
  const mark = `data-recovery(${nowText})`;
  if (!pushId.startsWith('data-recovery')) return `${mark}_${pushId}`;
  // As in Venice's pattern, the old mark ends at the last closing bracket.
  const end = pushId.lastIndexOf(')');
  return pushId.startsWith('data-recovery(') && end > 0 ? mark + pushId.slice(end + 1) : pushId;
}

function refusal(largestUsed: number) {
  return (because: 'same-region' | 'not-in-source', reason: string): RebuildDecision => ({
    kind: 'refused',
    because,
    largestUsed,
    reason,
  });
}
