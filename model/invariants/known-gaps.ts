/**
 * Known gaps of Venice as built: for each invariant the switches whose as-built value breaks it. Each pair is shown by a run that breaks the
 * invariant and does not with the switch as designed (test/library/known-gaps.test.ts).
 */
import type { Profile } from '../switches/declaration.js';
import { type SwitchName, type SwitchValues, switches, wordOfValue } from '../switches/table.js';

const gapsByInvariant: Readonly<Record<string, readonly SwitchName[]>> = {
  'aborted-not-served': ['kill-keeps-partial'],
  'backup-retained': ['recovery-keeps-backup'],
  'excluded-is-recoverable': ['online-needs-all-regions', 'kill-keeps-partial'],
  'failed-recovery-is-alerted': ['alert-failed-recoveries'],
  'failure-is-real': ['poll-effective-targets'],
  'finished-version-kept': ['flag-all-excluded'],
  'hooks-not-bypassed': ['keep-staging', 'gate-own-region'],
  'manual-defer-honoured': ['keep-manual-defer'],
  'no-data-regression': ['never-go-back'],
  'no-lost-registry-update': ['registry-cas'],
  'no-stuck-push': ['parallel-marks-partial', 'swap-timeout'],
  'number-names-one-content': ['never-go-back'],
  'one-snapshot': ['truthful-response'],
  'only-the-leader-writes': ['fencing'],
  'parent-current-sound': ['kill-keeps-partial'],
  'partial-eventually-online': [
    'recovered-version-swaps',
    'source-is-not-destination',
    'trigger-safe',
  ],
  'progress-consistent': ['clamp-progress'],
  'push-job-terminates': ['poll-effective-targets', 'parallel-marks-partial', 'swap-timeout'],
  'pushed-not-premature': ['empty-target-guard'],
  'read-your-mark': ['registry-cas'],
  'recovery-quiesces': [
    'recovered-version-swaps',
    'source-is-not-destination',
    'superseded-is-terminal',
  ],
  'recovery-terminates': ['trigger-safe'],
  'region-catches-up': ['recovered-version-swaps', 'source-is-not-destination', 'trigger-safe'],
  'registry-survives-failover': ['registry-cas'],
  'rollback-only-where-serving': ['versioned-rollback', 'one-rollback-per-decision'],
  'rolled-back-not-resurrected': ['recovery-skips-rolled-back'],
  'success-means-serving': ['sequential-skips-degraded'],
};

/** Every pair of an invariant and a switch whose as-built value breaks it. */
export const knownGaps: readonly (readonly [invariant: string, name: SwitchName])[] =
  Object.entries(gapsByInvariant).flatMap(([invariant, names]) =>
    names.map((name) => [invariant, name] as const),
  );

/** `G2 empty-target-guard` for each gap that may be the cause of a breach in a run; empty unless the profile is as-built and has the switch so. */
export function gapsBehind(
  invariant: string,
  { profile, switches: values }: { readonly profile: Profile; readonly switches: SwitchValues },
): string[] {
  if (profile !== 'as-built') return [];
  const names = gapsByInvariant[invariant] ?? [];
  return switches.flatMap(({ id, name, profiles }) => {
    const word = wordOfValue(values[name]);
    const isGap = word === profiles['as-built'] && word !== profiles['as-designed'];
    return isGap && names.includes(name) ? [`${id} ${name}`] : [];
  });
}
