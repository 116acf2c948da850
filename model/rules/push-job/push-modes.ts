/**
 * Which push modes are compatible, and what the push job then requests from the parent. This happens before
 * the version is created, so the degraded regions are not known yet and the conversion never fills
 * the job's own targets.
 */
import type { Rule } from '../rule.js';

export const pushModesRule: Rule = {
  id: 'PJ-7',
  title: 'Which push modes go together',
  source: 'VenicePushJob#getPushJobSetting, #validateStoreSettingAndPopulate',
};

/** The user's job properties. */
export interface PushJobProperties {
  readonly incremental: boolean;
  /** `defer.version.swap`. */
  readonly deferSwap: boolean;
  /** `targeted.region.push.enabled`. */
  readonly targeted: boolean;
  /** `targeted.region.push.with.deferred.swap`. */
  readonly targetedDeferred: boolean;
  /** `targeted.region.push.list`, parsed; null: not written. */
  readonly targets: readonly string[] | null;
  /** Empty: not written. */
  readonly sourceGridFabric: string;
}

/** The data about the store that the job reads before it requests a version. */
export interface StoreForPush {
  readonly name: string;
  readonly hybrid: boolean;
  readonly sourceFabric: string;
  readonly regions: readonly string[];
}

/** The job's request, and its further steps. */
interface PushJobMode {
  readonly kind: 'accepted';
  readonly targets: readonly string[] | null;
  readonly deferred: boolean;
  /** After the targets the job brings the version to the other regions itself. */
  readonly copiesToOthers: boolean;
  /** The job polls as a deferred push with targets. */
  readonly targetedDeferred: boolean;
  /** A requested mode that was dropped without an error; undefined: none. */
  readonly dropped: string | undefined;
}

export type PushJobRefusal =
  | 'incremental-targeted'
  | 'two-deferrals'
  | 'two-targeted-modes'
  | 'list-without-mode'
  | 'no-default-target'
  | 'targets-everyone';

export type PushModeDecision =
  | PushJobMode
  | { readonly kind: 'refused'; readonly because: PushJobRefusal; readonly reason: string };

/**
 * Validates in Venice's order. A dropped targeted mode still sends
 * its list.
 */
export function choosePushMode(
  properties: PushJobProperties,
  store: StoreForPush,
): PushModeDecision {
  const conflict = conflictOf(properties);
  if (conflict !== undefined) return conflict;

  const { targetedDeferred } = properties;
  const dropped = properties.targeted ? whyTargetedIsDropped(properties, store) : undefined;
  const copiesToOthers = properties.targeted && dropped === undefined;
  const deferred = properties.deferSwap || targetedDeferred;
  if (!copiesToOthers && !targetedDeferred) {
    const { targets } = properties;
    return { kind: 'accepted', targets, deferred, copiesToOthers, targetedDeferred, dropped };
  }
  const targets = properties.targets ?? defaultTargets(properties, store);
  if (targets.length === 0) {
    const reason = `${store.name} has no source fabric to take as the target; name the target regions`;
    return { kind: 'refused', because: 'no-default-target', reason };
  }
  if (store.regions.every((region) => targets.includes(region))) {
    const reason = `the targets (${targets.join(', ')}) are all regions; leave one out`;
    return { kind: 'refused', because: 'targets-everyone', reason };
  }
  return { kind: 'accepted', targets, deferred, copiesToOthers, targetedDeferred, dropped };
}

function conflictOf(properties: PushJobProperties): PushModeDecision | undefined {
  const { incremental, deferSwap, targeted, targetedDeferred, targets } = properties;
  if (incremental && (targeted || targetedDeferred)) {
    return refused('incremental-targeted', 'an incremental push cannot have target regions');
  }
  if (targetedDeferred && deferSwap) {
    return refused(
      'two-deferrals',
      'a targeted push with deferred swap defers by itself; drop defer.version.swap',
    );
  }
  if (targetedDeferred && targeted) {
    return refused('two-targeted-modes', 'choose one of the two targeted modes');
  }
  if (targets !== null && !targeted && !targetedDeferred) {
    return refused(
      'list-without-mode',
      'a list of target regions needs one of the two targeted modes',
    );
  }
  return undefined;
}

function whyTargetedIsDropped(
  { deferSwap }: PushJobProperties,
  store: StoreForPush,
): string | undefined {
  if (deferSwap) return 'the targeted mode is dropped because the swap is deferred by hand';
  return store.hybrid ? `the targeted mode is dropped because ${store.name} is hybrid` : undefined;
}

function defaultTargets(properties: PushJobProperties, store: StoreForPush): readonly string[] {
  const region =
    properties.sourceGridFabric === '' ? store.sourceFabric : properties.sourceGridFabric;
  return region === '' ? [] : [region];
}

function refused(because: PushJobRefusal, reason: string): PushModeDecision {
  return { kind: 'refused', because, reason };
}
