/**
 * What ABORT and ROLLBACK do: to every region according to its phase, to the parent's version, to
 * the job, and which commands carry that out. Beside the accepted design stands what the shipped
 * call sites make of an outcome. Nothing is sent from here.
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

/** Who vetoed, and how far it reaches. `askedRegion` is empty at points about the whole job. */
export interface VetoView {
  readonly veto: Veto;
  readonly askedRegion: string;
  readonly abortScope: 'job' | 'region';
  /** `forward-regions`: only those that the rollout order names up to the asked one, or that one alone. */
  readonly rollbackScope: 'all-swapped' | 'forward-regions';
  /** The configured rollout order; empty: none. */
  readonly order: readonly string[];
  /** Every region of the cluster; empty while no version exists. */
  readonly regions: readonly PhasedRegion[];
}

/**
 * `dropped`: never gets the version; `killed`; `frozen`: keeps the ingested version and never
 * swaps; `frozen-then-deleted`; `keeps-version`: goes on serving it; `goes-back`: to what it served
 * before; `goes-on`: not concerned; `untouched`: was out already.
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

/** What a veto comes to. */
export interface VetoEffects {
  /** The scope that applies in the end; a region that ingests cannot be killed alone. */
  readonly scope: 'job' | 'region';
  readonly regions: readonly { readonly region: string; readonly effect: RegionEffect }[];
  /** The version's status in the parent; undefined = unchanged for now, or no version exists. */
  readonly parentStatus: VersionStatus | undefined;
  /** The job's end: at once, or when the other regions are through. */
  readonly job: 'fails-now' | 'ends-later';
  /** A kill goes to all regions; it has no filter. */
  readonly kill: boolean;
  /**
   * Exactly the regions to send back; empty = send no command, since an empty filter would mean
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

/** A rollback is for this region; a veto about the whole job is for all. */
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

/** The status of an aborted version: what serves it keeps it. */
export function abortedStatus(serving: number, regions: number): VersionStatus {
  if (serving === 0) return 'ERROR';
  return serving < regions ? 'PARTIALLY_ONLINE' : 'ONLINE';
}

/** A kill has no region filter, so an ingesting region takes the whole job with it. */
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

/** A swap that was sent cannot be called back, only followed by its reverse. */
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
 * The shipped call sites that look at an outcome; those after a swap are in post-swap-effect.ts.
 */
export type ShippedSite =
  | 'creation-in-parent'
  | 'creation-in-child'
  | 'deletion-message'
  | 'deletion-by-retention';

/**
 * What a shipped call site makes of an outcome: `refused`: the request fails (creation leaves its
 * cooldown behind); `blocks-queue`: the admin message is retried and holds up the store; `skipped`:
 * the version stays. WAIT is only warned about, unless `wait-asks-again` has the creation ask again.
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
