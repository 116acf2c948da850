/**
 * How a push is created while regions are degraded: a full push of an ordinary user store is converted
 * to a targeted, deferred push to the healthy regions. The rule returns a plan for every
 * push, converted or not, so that the version's creator need not read the request again. It
 * does not validate the names of requested regions (PJ-5 does).
 */
import type { Rule } from '../rule.js';
import { type LeaveOutVariant, type LeaveOutView, regionsToLeaveOut } from './degraded-regions.js';

export const conversionRule: Rule = {
  id: 'DM-2',
  title: 'A push becomes a targeted push without degraded regions',
  source: 'VeniceParentHelixAdmin#incrementVersionIdempotent',
};

/** Venice's push types as far as they create versions. */
export type PushType = 'BATCH' | 'INCREMENTAL' | 'STREAM_REPROCESSING';

/** The push job's request. `targets` null or empty: no target regions. */
export interface PushRequest {
  readonly store: string;
  readonly pushType: PushType;
  readonly hybrid: boolean;
  readonly systemStore: boolean;
  readonly targets: readonly string[] | null;
  readonly deferred: boolean;
}

/** How the version will be created. */
export interface PushPlan {
  /** Effective target regions, sorted when converted; null or empty: every region. */
  readonly targets: readonly string[] | null;
  readonly deferred: boolean;
  /**
   * The target regions that swap by themselves: the targets of a deferred push, else none
   * (`targetSwapRegion`).
   */
  readonly swapRegions: readonly string[];
  /** The parent's mark on the version that recovery filters by (`isDegradedPush`). */
  readonly degradedPush: boolean;
  /** Degraded regions that this push really leaves out. */
  readonly excluded: readonly string[];
  /** Those of them that the version record keeps by name; as built none. */
  readonly recordedExclusions: readonly string[];
  /** The user deferred the swap manually and this was kept: no region may swap by itself. */
  readonly manualDeferral: boolean;
}

export interface ConversionView extends LeaveOutView {
  /** Regions whose controller address the parent has configured. */
  readonly configuredRegions: readonly string[];
}

export interface ConversionVariant extends LeaveOutVariant {
  readonly autoConvert: boolean;
  readonly keepManualDefer: boolean;
  readonly flagAllExcluded: boolean;
}

type UnconvertedBecause =
  | 'conversion-off'
  | 'none-degraded'
  | 'incremental'
  | 'hybrid'
  | 'system-store'
  | 'targets-avoid-degraded';

export type Conversion =
  | { readonly kind: 'converted'; readonly plan: PushPlan; readonly reason: string }
  | { readonly kind: 'unchanged'; readonly because: UnconvertedBecause; readonly plan: PushPlan }
  | { readonly kind: 'refused'; readonly because: 'all-targets-degraded'; readonly reason: string };

/** Plans a push. */
export function convertPush(
  request: PushRequest,
  view: ConversionView,
  variant: ConversionVariant,
): Conversion {
  const degraded = regionsToLeaveOut(view, variant);
  const unconvertible = whyUnconvertible(request, degraded, variant);
  if (unconvertible !== undefined)
    return unchanged(unconvertible, request, { view, degraded, variant });

  const requested = sorted(isGiven(request.targets) ? request.targets : view.configuredRegions);
  const healthy = requested.filter((region) => !degraded.includes(region));
  if (healthy.length === 0) {
    const reason =
      `every region this push to ${request.store} asks for (${requested.join(', ')}) is degraded ` +
      `(${degraded.join(', ')}); unmark one or name a healthy one`;
    return { kind: 'refused', because: 'all-targets-degraded', reason };
  }
  if (healthy.length === requested.length) {
    return unchanged('targets-avoid-degraded', request, { view, degraded, variant });
  }
  return converted(request, healthy, { view, degraded, variant });
}

interface Circumstances {
  readonly view: ConversionView;
  readonly degraded: readonly string[];
  readonly variant: ConversionVariant;
}

function converted(
  request: PushRequest,
  healthy: readonly string[],
  around: Circumstances,
): Conversion {
  const excluded = leftOut(healthy, true, around);
  const plan: PushPlan = {
    targets: healthy,
    deferred: true,
    swapRegions: healthy,
    degradedPush: true,
    excluded,
    recordedExclusions: around.variant.flagAllExcluded ? excluded : [],
    manualDeferral: around.variant.keepManualDefer && isManualDeferral(request),
  };
  const reason = `goes to ${healthy.join(', ')} without degraded ${excluded.join(', ')}`;
  return { kind: 'converted', plan, reason };
}

function unchanged(
  because: UnconvertedBecause,
  request: PushRequest,
  around: Circumstances,
): Conversion {
  const { targets, deferred } = request;
  const excluded =
    request.pushType === 'INCREMENTAL' || request.systemStore
      ? []
      : leftOut(targets, deferred, around);
  const recordedExclusions = around.variant.flagAllExcluded ? excluded : [];
  const plan: PushPlan = {
    targets,
    deferred,
    swapRegions: deferred && isGiven(targets) ? targets : [],
    degradedPush: recordedExclusions.length > 0,
    excluded,
    recordedExclusions,
    manualDeferral: isManualDeferral(request),
  };
  return { kind: 'unchanged', because, plan };
}

function whyUnconvertible(
  request: PushRequest,
  degraded: readonly string[],
  variant: ConversionVariant,
): UnconvertedBecause | undefined {
  if (!variant.autoConvert) return 'conversion-off';
  if (degraded.length === 0) return 'none-degraded';
  if (request.pushType === 'INCREMENTAL') return 'incremental';
  if (request.hybrid) return 'hybrid';
  return request.systemStore ? 'system-store' : undefined;
}

/**
 * Only a deferred push leaves a region out *because* it is degraded; what a plain targeted push
 * leaves out was excluded by the user.
 */
function leftOut(
  targets: readonly string[] | null,
  deferred: boolean,
  { view, degraded }: Circumstances,
): readonly string[] {
  if (!deferred || !isGiven(targets)) return [];
  return degraded.filter(
    (region) => view.configuredRegions.includes(region) && !targets.includes(region),
  );
}

function isManualDeferral(request: PushRequest): boolean {
  return request.deferred && !isGiven(request.targets);
}

function isGiven(targets: readonly string[] | null): targets is readonly string[] {
  return targets !== null && targets.length > 0;
}

/** As Java's TreeSet: without duplicates, by code unit. */
function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
