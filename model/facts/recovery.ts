/** Facts about recoveries of regions and about rollouts under hooks. */

import {
  type PushId,
  pushName,
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import type { RecoveryCounts } from '../rules/recovery/progress.js';
import type { Recovery, Rollout, RolloutRegion, StoreRecovery } from '../world/parent.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface OfRecovery extends FactBase {
  readonly region: RegionId;
}

export interface RecoveryStarted extends OfRecovery {
  readonly kind: 'recovery-started';
  readonly recovery: number;
  readonly stores: readonly { readonly store: StoreId; readonly version: VersionNumber }[];
}
interface RecoveryRefused extends OfRecovery {
  readonly kind: 'recovery-refused';
  readonly reason: string;
}
interface StoreRecoveryChanged extends OfRecovery {
  readonly kind: 'store-recovery-changed';
  readonly recovery: number;
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly change: Partial<StoreRecovery>;
  readonly text: string;
}
/** One step that counts towards a recovery's progress, with the counters after it. Source: degraded §6.7. */
interface RecoveryProgressed extends OfRecovery {
  readonly kind: 'recovery-progressed';
  readonly recovery: number;
  /** -1 when the whole recovery is over. */
  readonly store: StoreId;
  readonly step:
    | 'initiated'
    | 'nothing-to-do'
    | 'store-gone'
    | 'attempts-failed'
    | 'current'
    | 'superseded'
    | 'timed-out'
    | 'completed';
  readonly counts: RecoveryCounts;
  /** From the first preparation to the copy; 0 for other steps. */
  readonly durationMs: number;
}
/** A store could not be recovered, and somebody should know. */
interface RecoveryAlerted extends OfRecovery {
  readonly kind: 'recovery-alerted';
  readonly store: StoreId;
  readonly reason: string;
}
interface RecoveryPhaseChanged extends OfRecovery {
  readonly kind: 'recovery-phase-changed';
  readonly recovery: number;
  readonly phase: Recovery['phase'];
  readonly text: string;
}
/** Recovery of stores that have fallen out of a recovery because a newer one takes their place. */
interface RecoveryAbandoned extends OfRecovery {
  readonly kind: 'recovery-abandoned';
  readonly recovery: number;
}
interface RolloutStarted extends FactBase {
  readonly kind: 'rollout-started';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly push: PushId;
  /** Regions that are left out from the start. */
  readonly excluded: readonly RegionId[];
}
interface RolloutRegionChanged extends FactBase {
  readonly kind: 'rollout-region-changed';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly region: RegionId;
  readonly change: Partial<RolloutRegion>;
}
interface RolloutChanged extends FactBase {
  readonly kind: 'rollout-changed';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly change: Partial<
    Pick<Rollout, 'stage' | 'endAskAgainAt' | 'views' | 'asking' | 'outcome'>
  >;
}
interface RolloutEnded extends FactBase {
  readonly kind: 'rollout-ended';
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly outcome: 'completed' | 'aborted' | 'rolled-back' | 'killed';
  readonly text: string;
}

export type RecoveryFact =
  | RecoveryStarted
  | RecoveryRefused
  | StoreRecoveryChanged
  | RecoveryProgressed
  | RecoveryAlerted
  | RecoveryPhaseChanged
  | RecoveryAbandoned
  | RolloutStarted
  | RolloutRegionChanged
  | RolloutChanged
  | RolloutEnded;

/** The sheets of this area. */
export const recoverySheets: { readonly [F in RecoveryFact as F['kind']]: FactSheet<F> } = {
  'recovery-started': {
    fields: ['region', 'recovery'],
    line: ({ region, stores }, names) =>
      notable(
        'parent',
        `starts to recover ${regionName(names, region)}: ${stores.length === 1 ? '1 store' : `${stores.length} stores`}`,
      ),
  },
  'recovery-refused': {
    fields: ['region'],
    line: ({ region, reason }, names) =>
      plain('parent', `starts no recovery of ${regionName(names, region)}: ${reason}`),
  },
  'store-recovery-changed': {
    fields: ['region', 'recovery', 'store', 'version'],
    line: ({ region, store, version, text }, names) =>
      plain(
        'parent',
        text === ''
          ? ''
          : `recovery of ${storeName(names, store)} v${version} in ${regionName(names, region)}: ${text}`,
      ),
  },
  'recovery-progressed': { fields: ['region', 'recovery', 'store', 'step'] },
  'recovery-alerted': {
    fields: ['region', 'store'],
    line: ({ region, store, reason }, names) =>
      notable(
        'parent',
        `ALERT: ${storeName(names, store)} could not be recovered in ${regionName(names, region)}: ${reason}`,
      ),
  },
  'recovery-phase-changed': {
    fields: ['region', 'recovery', 'phase'],
    line: ({ region, phase, text }, names) => ({
      ...plain(
        'parent',
        `recovery of ${regionName(names, region)} is ${phase}${text === '' ? '' : `: ${text}`}`,
      ),
      important: phase === 'complete',
    }),
  },
  'recovery-abandoned': {
    fields: ['region', 'recovery'],
    line: ({ region }, names) =>
      plain('parent', `abandons the older recovery of ${regionName(names, region)}`),
  },
  'rollout-started': {
    fields: ['store', 'version', 'push', 'excluded'],
    line: ({ store, version, push }, names) =>
      plain(
        'parent',
        `rolls ${storeName(names, store)} v${version} of ${pushName(names, push)} out under hooks`,
      ),
  },
  'rollout-region-changed': { fields: ['store', 'version', 'region'] },
  'rollout-changed': { fields: ['store', 'version'] },
  'rollout-ended': {
    fields: ['store', 'version', 'outcome'],
    line: ({ store, version, text }, names) =>
      notable('parent', `rollout of ${storeName(names, store)} v${version} ${text}`),
  },
};
