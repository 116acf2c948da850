/**
 * Does an event start a recovery of a region, and what happens to the one that is running? An
 * unmark calls the first function, then every trigger, including a scan's, calls the second. RC-1
 * finds the stores.
 */
import type { Rule } from '../rule.js';
import type { StoreVersion } from './candidates.js';

export const triggerRule: Rule = {
  id: 'RC-2',
  title: 'Does an unmark or a scan start a recovery?',
  source:
    'VeniceParentHelixAdmin#unmarkDatacenterDegraded; DegradedModeRecoveryService#triggerRecovery',
};

/** An accepted unmark. */
export interface Unmarked {
  readonly wasMarked: boolean;
  /** `degraded.mode.auto.recovery.enabled` of this cluster. */
  readonly autoRecovery: boolean;
  /** The key was true for some cluster when the controller started. */
  readonly recoveryBuilt: boolean;
}

type NoRecoveryBecause =
  | 'was-not-marked'
  | 'recovery-off'
  | 'auto-recovery-off'
  | 'recovery-not-built';

export type UnmarkTrigger =
  | { readonly kind: 'trigger' }
  | { readonly kind: 'none'; readonly because: NoRecoveryBecause; readonly reason: string };

/** Does an unmark start a recovery? */
export function triggerAfterUnmark(
  { wasMarked, autoRecovery, recoveryBuilt }: Unmarked,
  variant: { readonly recover: boolean },
): UnmarkTrigger {
  if (!wasMarked) return none('was-not-marked', 'the region was not marked');
  if (!variant.recover)
    return none('recovery-off', 'the switch recover is off; push again to heal the region');
  if (!autoRecovery)
    return none('auto-recovery-off', 'degraded.mode.auto.recovery.enabled is false; push again');
  if (!recoveryBuilt) {
    return none(
      'recovery-not-built',
      'auto-recovery was off when the controller started; restart it',
    );
  }
  return { kind: 'trigger' };
}

/**
 * A recovery of the same region that is known to this controller. `versions` are those still
 * unfinished.
 */
interface KnownRecovery {
  readonly complete: boolean;
  readonly versions: readonly StoreVersion[];
}

/** `found` is RC-1's answer, or the failure to get one. */
export interface RecoveryTrigger {
  readonly region: string;
  readonly known: KnownRecovery | undefined;
  readonly found: readonly StoreVersion[] | 'enumeration-failed';
}

export interface TriggerVariant {
  readonly oneRecovery: boolean;
  readonly abandonOldRecovery: boolean;
  readonly triggerSafe: boolean;
}

/**
 * `replace`: end the `abandoned` versions, continue the `kept` ones, begin those in `start`. `failed`
 * with `blocksLater`: the entry stays incomplete for the life of the controller and every later
 * trigger of the region is refused.
 */
export type TriggerDecision =
  | { readonly kind: 'start'; readonly versions: readonly StoreVersion[] }
  | { readonly kind: 'nothing-to-heal' }
  | {
      readonly kind: 'replace';
      readonly abandoned: readonly StoreVersion[];
      readonly kept: readonly StoreVersion[];
      readonly start: readonly StoreVersion[];
    }
  | { readonly kind: 'refused'; readonly because: 'recovery-running'; readonly reason: string }
  | { readonly kind: 'failed'; readonly blocksLater: boolean; readonly reason: string };

/** Decides about one trigger. */
export function decideTrigger(trigger: RecoveryTrigger, variant: TriggerVariant): TriggerDecision {
  const { region, known, found } = trigger;
  const running =
    known !== undefined && !known.complete && variant.oneRecovery ? known.versions : undefined;
  if (running !== undefined) {
    const replaced =
      variant.abandonOldRecovery && found !== 'enumeration-failed' ? overtaken(running, found) : [];
    if (replaced.length > 0 && found !== 'enumeration-failed')
      return replacement(running, found, replaced);
    const stores =
      running.map(({ store, version }) => `${store} v${version}`).join(', ') || 'no known store';
    const reason = `a recovery of ${region} is unfinished (${stores}); the next scan asks again`;
    return { kind: 'refused', because: 'recovery-running', reason };
  }
  if (found === 'enumeration-failed') {
    const reason = `the stores to recover in ${region} could not be listed`;
    return { kind: 'failed', blocksLater: !variant.triggerSafe, reason };
  }
  return found.length === 0 ? { kind: 'nothing-to-heal' } : { kind: 'start', versions: found };
}

function replacement(
  running: readonly StoreVersion[],
  found: readonly StoreVersion[],
  abandoned: readonly StoreVersion[],
): TriggerDecision {
  const kept = running.filter((version) => !abandoned.includes(version));
  const start = found.filter(({ store }) => !kept.some((version) => version.store === store));
  return { kind: 'replace', abandoned, kept, start };
}

/** The running versions of which a newer one was found. */
function overtaken(
  running: readonly StoreVersion[],
  found: readonly StoreVersion[],
): readonly StoreVersion[] {
  const newest = new Map(found.map(({ store, version }) => [store, version]));
  return running.filter(({ store, version }) => (newest.get(store) ?? 0) > version);
}

function none(because: NoRecoveryBecause, reason: string): UnmarkTrigger {
  return { kind: 'none', because, reason };
}
