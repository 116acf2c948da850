/**
 * Which regions count as degraded for a decision: the registry's content, filtered by the feature
 * flag. Every rule of degraded mode starts from one of these two views, so that all apply the flag in
 * the same way. Nothing here reads the registry itself.
 */

/** The parent's input for a decision about degraded regions; an entry is a region's name, or a mark that has one. */
export interface DegradedView<Entry = string> {
  /** `degraded.mode.enabled` of the live configuration, as read. */
  readonly enabled: boolean;
  /** Every registered entry, in the registry's order; may hold names that are no longer configured. */
  readonly registered: readonly Entry[];
}

/** The switch that makes the flag a gate. */
export interface GateVariant {
  readonly featureFlag: boolean;
}

/** The switch that makes the registry read as empty while the flag is off. */
export interface RegistryReadVariant extends GateVariant {
  readonly flagOffIgnoresRegistry: boolean;
}

/**
 * The regions that conversion, incremental block, AddVersion and answer respect: none while the
 * gate is closed.
 */
export function degradedRegionsInForce(
  view: DegradedView,
  variant: GateVariant,
): readonly string[] {
  return variant.featureFlag && !view.enabled ? [] : view.registered;
}

/**
 * The regions that the monitor and a query of the registry see: as built all registered ones,
 * whatever the value of the flag.
 */
export function registeredRegionsSeen<Entry>(
  view: DegradedView<Entry>,
  variant: RegistryReadVariant,
): readonly Entry[] {
  const ignoresRegistry = variant.flagOffIgnoresRegistry && variant.featureFlag && !view.enabled;
  return ignoresRegistry ? [] : view.registered;
}

/** A view that also has the unmarked regions with an unfinished recovery. */
export interface LeaveOutView extends DegradedView {
  readonly recovering: readonly string[];
}

/** The switch that treats a region as degraded until its recovery is over. */
export interface LeaveOutVariant extends GateVariant {
  readonly excludeRecovering: boolean;
}

/** The regions that a new full push leaves out. */
export function regionsToLeaveOut(view: LeaveOutView, variant: LeaveOutVariant): readonly string[] {
  const degraded = degradedRegionsInForce(view, variant);
  const gateShut = variant.featureFlag && !view.enabled;
  if (!variant.excludeRecovering || gateShut) return degraded;
  return [...new Set([...degraded, ...view.recovering])];
}

/**
 * The names that an AddVersion carries, or null when it carries none; as built, from its own read
 * of the registry.
 */
export function degradedRegionsForAddVersion(
  view: LeaveOutView,
  variant: LeaveOutVariant,
): readonly string[] | null {
  const names = regionsToLeaveOut(view, variant);
  return names.length === 0 ? null : names;
}
