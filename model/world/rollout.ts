/** State of a push whose swaps are gated by hooks: the rollout, region by region. Plain data; only `apply` writes it. */

import type { Instant } from '../../sim/index.js';
import type { RegionView } from '../hooks/view.js';
import type { PushId, RegionId, StoreId, VersionNumber } from '../names.js';
import type { RolloutPlan } from '../rules/hooks/admission.js';
import type { RegionPhase } from '../rules/hooks/region-phase.js';

/** Points at which hooks are called for a region during a rollout. */
export type RolloutQuestion = 'creation' | 'dvc' | 'postDvc' | 'preSwap' | 'postSwap';

/** State of one region in a rollout under hooks. */
export interface RolloutRegion {
  /** State of its admission. `later`: hooks are called about it once the targets serve the version. */
  admission: 'later' | 'undecided' | 'cleared' | 'admitted' | 'excluded';
  /** The creation hook has returned PROCEED; the hook about Da Vinci instances may still be pending. */
  creationPassed: boolean;
  /** `releasing`: the region has been told to let its instances begin; `released`: it has done so, as far as the parent has seen. */
  dvc: 'none' | 'held' | 'releasing' | 'released';
  /** When its instances were let begin; 0 = they were not. */
  dvcReleasedAt: Instant;
  created: boolean;
  /** What the region served when it last answered. */
  reported: { readonly serves: VersionNumber; readonly servesSinceMs: Instant };
  /** Its status at the last check. */
  seen: RegionPhase;
  swap: 'pending' | 'sent' | 'swapped' | 'done';
  /** Earliest instant of the next call after a WAIT, per hook point. */
  askAgainAt: Record<RolloutQuestion, Instant>;
  /** The hook after the start of Da Vinci ingestion has returned PROCEED. */
  postDvcDone: boolean;
}

/** A push whose swaps are gated by hooks, kept with the version so that a new leader resumes it. */
export interface Rollout {
  store: StoreId;
  version: VersionNumber;
  push: PushId;
  stage: 'running' | 'ended';
  plan: RolloutPlan;
  /** The regions that go first, under a plan that has such. */
  targets: readonly RegionId[];
  regions: RolloutRegion[];
  endAskAgainAt: Instant;
  /** Last region statuses received by a push job that calls hooks itself. */
  views: readonly RegionView[];
  /** At most one running hook chain per store. */
  asking: boolean;
  outcome: '' | 'completed' | 'aborted' | 'rolled-back' | 'killed';
  /** Why the push will fail at its end, although other regions go on; '' if it may succeed. */
  failure: string;
}
