/**
 * Which regions count as degraded for a decision: what the registry says, seen through the feature
 * flag. Every rule of degraded mode starts from one of these two views, so that they cannot
 * disagree about what the flag means. Nothing here reads the registry itself.
 */

/** What the parent knows about degraded regions when it decides; an entry is a region's name, or a mark that has one. */
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
 * gate is shut.
 */
export function degradedRegionsInForce(
  view: DegradedView,
  variant: GateVariant,
): readonly string[] {
  return variant.featureFlag && !view.enabled ? [] : view.registered;
}

/**
 * The regions that the monitor and a query of the registry see: as built all registered ones,
 * whatever the flag says.
 */
export function registeredRegionsSeen<Entry>(
  view: DegradedView<Entry>,
  variant: RegistryReadVariant,
): readonly Entry[] {
  const blind = variant.flagOffIgnoresRegistry && variant.featureFlag && !view.enabled;
  return blind ? [] : view.registered;
}

/** A view that also knows which unmarked regions have an unfinished recovery. */
export interface LeaveOutView extends DegradedView {
  readonly recovering: readonly string[];
}

/** The switch that treats a region as degraded until its recovery is over. */
export interface LeaveOutVariant extends GateVariant {
  readonly excludeRecovering: boolean;
}

/** The regions that a new full push is to leave out. */
export function regionsToLeaveOut(view: LeaveOutView, variant: LeaveOutVariant): readonly string[] {
  const degraded = degradedRegionsInForce(view, variant);
  const gateShut = variant.featureFlag && !view.enabled;
  if (!variant.excludeRecovering || gateShut) return degraded;
  return [...new Set([...degraded, ...view.recovering])];
}

/**
 * The names that an AddVersion carries, or null when it carries none; a read of its own, as it is
 * built.
 */
export function degradedRegionsForAddVersion(
  view: LeaveOutView,
  variant: LeaveOutVariant,
): readonly string[] | null {
  const names = regionsToLeaveOut(view, variant);
  return names.length === 0 ? null : names;
}
