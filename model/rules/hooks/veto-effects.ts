/**
 * The effects of ABORT and ROLLBACK: on every region according to its phase, on the parent's version, on
 * the job, and the commands that apply them. Beside the accepted design this file has the effects at the
 * shipped call sites. Nothing is sent from here.
 */
import type { Outcome } from '../../hooks/hook.js';
import type { VersionStatus } from '../../statuses.js';
import type { Rule } from '../rule.js';
import { isVeto, type Veto } from './outcome-chain.js';
import type { PhasedRegion, RegionPhase } from './region-phase.js';

export const vetoEffectsRule: Rule = {
  id: 'LH-7',
  title: 'What ABORT and ROLLBACK do',
  source: 'VIP-4, step 4; VeniceHelixAdmin#invokePreHooks',
};

/** The source of the veto, and its scope. `askedRegion` is empty at points about the whole job. */
export interface VetoView {
  readonly veto: Veto;
  readonly askedRegion: string;
  readonly abortScope: 'job' | 'region';
  /** `forward-regions`: only those of the rollout order up to the region of the hook call, or that one alone. */
  readonly rollbackScope: 'all-swapped' | 'forward-regions';
  /** The configured rollout order; empty: none. */
  readonly order: readonly string[];
  /** Every region of the cluster; empty while no version exists. */
  readonly regions: readonly PhasedRegion[];
}

/**
 * `dropped`: never gets the version; `killed`; `frozen`: keeps the ingested version and never
 * swaps; `frozen-then-deleted`; `keeps-version`: still serves it; `goes-back`: to the version served
 * before; `goes-on`: not affected; `untouched`: was excluded already.
 */
type RegionEffect =
  | 'dropped'
  | 'killed'
  | 'frozen'
  | 'frozen-then-deleted'
  | 'keeps-version'
  | 'goes-back'
  | 'goes-on'
  | 'untouched';

/** The effects of a veto. */
export interface VetoEffects {
  /** The effective scope; a region that ingests cannot be killed alone. */
  readonly scope: 'job' | 'region';
  readonly regions: readonly { readonly region: string; readonly effect: RegionEffect }[];
  /** The version's status in the parent; undefined = unchanged for now, or no version exists. */
  readonly parentStatus: VersionStatus | undefined;
  /** The job's end: at once, or when the other regions have finished. */
  readonly job: 'fails-now' | 'ends-later';
  /** A kill goes to all regions; it has no filter. */
  readonly kill: boolean;
  /**
   * Exactly the regions to roll back; empty = send no command, since an empty filter would mean
   * every region.
   */
  readonly rollBack: readonly string[];
  /** The version is deleted once no region serves or ingests it. */
  readonly deleteAfterwards: boolean;
}

/** The effects under the accepted design. */
export function vetoEffects(view: VetoView): VetoEffects {
  if (view.regions.length === 0) return beforeAnyVersion;
  if (view.veto === 'ROLLBACK') return rollbackEffects(view);
  return reachesOneRegion(view) ? regionAbort(view) : jobAbort(view.regions);
}

const beforeAnyVersion: VetoEffects = {
  scope: 'job',
  regions: [],
  parentStatus: undefined,
  job: 'fails-now',
  kill: false,
  rollBack: [],
  deleteAfterwards: false,
};

function jobAbort(regions: readonly PhasedRegion[]): VetoEffects {
  return {
    ...beforeAnyVersion,
    regions: regions.map((one) => ({ region: one.region, effect: abortEffect(one) })),
    parentStatus: abortedStatus(regions.filter(mayServe).length, regions.length),
    kill: true,
  };
}

function rollbackEffects(view: VetoView): VetoEffects {
  const { regions } = view;
  return {
    ...beforeAnyVersion,
    regions: regions.map((one) => ({
      region: one.region,
      effect: isForward(one, view) ? rollbackEffect(one) : abortEffect(one),
    })),
    parentStatus: 'ROLLED_BACK',
    kill: true,
    rollBack: regions
      .filter((one) => mayServe(one) && isForward(one, view))
      .map((one) => one.region),
    deleteAfterwards: true,
  };
}

/** True if a rollback covers this region; a veto about the whole job covers all. */
function isForward({ region }: PhasedRegion, view: VetoView): boolean {
  const { rollbackScope, askedRegion, order } = view;
  if (rollbackScope === 'all-swapped' || askedRegion === '' || region === askedRegion) return true;
  const place = order.indexOf(region);
  return place >= 0 && place < order.indexOf(askedRegion);
}

function regionAbort(view: VetoView): VetoEffects {
  return {
    ...beforeAnyVersion,
    scope: 'region',
    regions: view.regions.map((one) => ({
      region: one.region,
      effect: one.region === view.askedRegion ? abortEffect(one) : 'goes-on',
    })),
    job: 'ends-later',
  };
}

/** The status of an aborted version: a region that serves it keeps it. */
export function abortedStatus(serving: number, regions: number): VersionStatus {
  if (serving === 0) return 'ERROR';
  return serving < regions ? 'PARTIALLY_ONLINE' : 'ONLINE';
}

/** A kill has no region filter, so an ingesting region ends the whole job with it. */
function reachesOneRegion({ abortScope, askedRegion, regions }: VetoView): boolean {
  const asked = regions.find((one) => one.region === askedRegion);
  return (
    abortScope === 'region' &&
    asked !== undefined &&
    asked.phase !== 'sent' &&
    asked.phase !== 'ingesting'
  );
}

function abortEffect(one: PhasedRegion): RegionEffect {
  return mayServe(one) ? 'keeps-version' : abortByPhase[one.phase];
}

function rollbackEffect(one: PhasedRegion): RegionEffect {
  if (mayServe(one)) return 'goes-back';
  return one.phase === 'ready' ? 'frozen-then-deleted' : abortByPhase[one.phase];
}

/** A swap that was sent cannot be cancelled, only followed by its reverse. */
function mayServe(one: PhasedRegion): boolean {
  return one.phase === 'swapped' || (one.phase === 'ready' && one.swapSent);
}

const abortByPhase: Readonly<Record<RegionPhase, RegionEffect>> = {
  undecided: 'dropped',
  sent: 'killed',
  ingesting: 'killed',
  ready: 'frozen',
  swapped: 'keeps-version',
  reverted: 'untouched',
  killed: 'untouched',
  failed: 'untouched',
  excluded: 'untouched',
};

/**
 * The shipped call sites that use an outcome; those after a swap are in post-swap-effect.ts.
 */
export type ShippedSite =
  | 'creation-in-parent'
  | 'creation-in-child'
  | 'deletion-message'
  | 'deletion-by-retention';

/**
 * The effect of an outcome at a shipped call site: `refused`: the request fails (creation leaves its
 * cooldown behind); `blocks-queue`: the admin message is retried and blocks the store; `skipped`:
 * the version stays. WAIT only logs a warning, unless `wait-asks-again` makes the creation call again.
 */
export function shippedEffect(
  site: ShippedSite,
  outcome: Outcome,
  variant: { readonly waitAsksAgain: boolean },
): 'goes-on' | 'refused' | 'blocks-queue' | 'skipped' | 'ask-again' {
  const creates = site === 'creation-in-parent' || site === 'creation-in-child';
  if (outcome === 'WAIT' && creates && variant.waitAsksAgain) return 'ask-again';
  if (!isVeto(outcome)) return 'goes-on';
  if (site === 'creation-in-parent') return 'refused';
  return site === 'deletion-by-retention' ? 'skipped' : 'blocks-queue';
}
