/**
 * Which version a region's child controller makes current at a roll-forward command. The
 * command names no version: the highest one is taken, if it is finished and not served. Setting it
 * and calling hooks happens elsewhere.
 */
import type { VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';

export const rollForwardTargetRule: Rule = {
  id: 'VS-7',
  title: 'What a region rolls forward to',
  source: 'VeniceHelixAdmin#rollForwardToFutureVersion, #getFutureVersionWithStatus',
};

/** A version as the region records it. */
export interface RegionVersion {
  readonly number: number;
  readonly status: VersionStatus;
}

/** The input of the child controller's decision. */
export interface RollForwardView {
  readonly region: string;
  /** Regions the command is for; empty = every region. */
  readonly filter: readonly string[];
  readonly writesEnabled: boolean;
  readonly currentVersion: number;
  readonly versions: readonly RegionVersion[];
  /** The highest version waits for a manual swap (deferred without target regions). */
  readonly onlyDeferred: boolean;
  /** Every partition of that version has its minimum of ready replicas. */
  readonly enoughReplicas: boolean;
}

export type RollForwardVerdict =
  /** `wasPushed`: its status moves from PUSHED to ONLINE. */
  | { readonly kind: 'swap'; readonly version: number; readonly wasPushed: boolean }
  | { readonly kind: 'stay'; readonly reason: 'not-addressed' | 'no-finished-future-version' }
  | { readonly kind: 'refused'; readonly reason: 'writes-disabled' | 'too-few-ready-replicas' };

/** The region's answer to the command. `stay` is a success for the caller, `refused` an error. */
export function rollForwardTarget(view: RollForwardView): RollForwardVerdict {
  if (view.filter.length > 0 && !view.filter.includes(view.region))
    return { kind: 'stay', reason: 'not-addressed' };
  const highest = highestVersion(view.versions);
  if (highest === undefined || !isFuture(highest, view.currentVersion)) {
    return { kind: 'stay', reason: 'no-finished-future-version' };
  }
  if (!view.writesEnabled) return { kind: 'refused', reason: 'writes-disabled' };
  if (view.onlyDeferred && !view.enoughReplicas)
    return { kind: 'refused', reason: 'too-few-ready-replicas' };
  return { kind: 'swap', version: highest.number, wasPushed: highest.status === 'PUSHED' };
}

/** ROLLED_BACK, KILLED and unfinished versions are never rolled forward to. */
function isFuture(version: RegionVersion, currentVersion: number): boolean {
  return (
    version.number !== currentVersion &&
    (version.status === 'ONLINE' || version.status === 'PUSHED')
  );
}

function highestVersion(versions: readonly RegionVersion[]): RegionVersion | undefined {
  return versions.reduce<RegionVersion | undefined>(
    (highest, version) =>
      highest === undefined || version.number > highest.number ? version : highest,
    undefined,
  );
}
