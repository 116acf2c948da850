/** Facts about recoveries of regions and about rollouts under hooks. */
import type { RolloutPlan } from '../rules/hooks/admission.js';
import type { RecoveryCounts } from '../rules/recovery/progress.js';
import type { Recovery, StoreRecovery } from '../world/parent.js';
import type { Rollout, RolloutRegion } from '../world/rollout.js';
import {
  type FactsOf,
  fact,
  notable,
  number,
  numbers,
  ofParentVersion,
  ofRegion,
  ofStore,
  text,
  unhashed,
  word,
} from './sheet.js';

const ofRecovery = { region: number, recovery: number };

export const recoverySheets = {
  'recovery-started': fact({
    ...ofRecovery,
    stores: unhashed<readonly { readonly store: number; readonly version: number }[]>(),
  }).byParent(({ stores }, { region }) =>
    notable(
      `starts to recover ${region}: ${stores.length === 1 ? '1 store' : `${stores.length} stores`}`,
    ),
  ),
  'recovery-refused': fact({ ...ofRegion, reason: text }).byParent(
    ({ reason }, { region }) => `starts no recovery of ${region}: ${reason}`,
  ),
  'store-recovery-changed': fact({
    ...ofRecovery,
    store: number,
    version: number,
    change: unhashed<Partial<StoreRecovery>>(),
    text,
  }).byParent(({ version, text }, { store, region }) =>
    text === '' ? '' : `recovery of ${store} v${version} in ${region}: ${text}`,
  ),
  /** One step that counts towards a recovery's progress, with the counters after it. */
  'recovery-progressed': fact({
    ...ofRecovery,
    /** -1 when the whole recovery is over. */
    store: number,
    step: word<
      | 'initiated'
      | 'nothing-to-do'
      | 'to-confirm'
      | 'ended'
      | 'store-gone'
      | 'attempts-failed'
      | 'confirmed'
      | 'current'
      | 'superseded'
      | 'copy-failed'
      | 'timed-out'
      | 'confirmation-ended'
      | 'completed'
    >(),
    counts: unhashed<RecoveryCounts>(),
    /** From the first preparation to the copy; 0 for other steps. */
    durationMs: unhashed<number>(),
  }),
  /** Alert: a store could not be recovered. */
  'recovery-alerted': fact({ ...ofStore, reason: text }).byParent(({ reason }, { store, region }) =>
    notable(`ALERT: ${store} could not be recovered in ${region}: ${reason}`),
  ),
  'recovery-phase-changed': fact({
    ...ofRecovery,
    phase: word<Recovery['phase']>(),
    text,
  }).byParent(({ phase, text }, { region }) => ({
    text: `recovery of ${region} is ${phase}${text === '' ? '' : `: ${text}`}`,
    important: phase === 'complete',
  })),
  /** Stores removed from a recovery because a newer recovery replaces it. */
  'recovery-abandoned': fact(ofRecovery).byParent(
    (_, { region }) => `abandons the older recovery of ${region}`,
  ),
  /** `excluded`: regions excluded from the start. */
  'rollout-started': fact({
    ...ofParentVersion,
    push: number,
    excluded: numbers,
    plan: unhashed<RolloutPlan>(),
    targets: unhashed<readonly number[]>(),
    later: unhashed<readonly number[]>(),
  }).byParent(
    ({ version }, { store, push }) => `rolls ${store} v${version} of ${push} out under hooks`,
  ),
  'rollout-region-changed': fact({
    ...ofParentVersion,
    region: number,
    change: unhashed<Partial<RolloutRegion>>(),
  }),
  'rollout-changed': fact({
    ...ofParentVersion,
    change:
      unhashed<
        Partial<
          Pick<Rollout, 'stage' | 'endAskAgainAt' | 'views' | 'asking' | 'outcome' | 'failure'>
        >
      >(),
  }),
  'rollout-ended': fact({
    ...ofParentVersion,
    outcome: word<'completed' | 'aborted' | 'rolled-back' | 'killed'>(),
    text,
  }).byParent(({ version, text }, { store }) => notable(`rollout of ${store} v${version} ${text}`)),
};
export type RecoveryFact = FactsOf<typeof recoverySheets>;
