/**
 * Which run shows that a switch matters. Files of test/vectors/mutations are found by their names; this list holds the others:
 * scenarios that pass as they are and no longer do with the other value, and scenarios that break an invariant by the switch in them.
 */

/** A switch, its other value, and the library scenario (without extension) that fails with it. */
export interface Witness {
  readonly name: string;
  readonly word: string;
  readonly file: string;
}

/** Scenarios that pass, and fail with the value on the command line. */
export const missed: readonly Witness[] = [
  witness('recover', 'off', 'degraded/skipped-then-healed'),
  witness('poll-effective-targets', 'off', 'end-states/p1-parallel.as-designed'),
  witness('empty-target-guard', 'off', 'hooks/rolled-back-after-the-first-region'),
  witness('parallel-marks-partial', 'off', 'end-states/p1-parallel.as-designed'),
  witness('source-is-not-destination', 'off', 'end-states/s2-sequential-first.as-designed'),
  witness('auto-unmark', 'on', 'edge-cases/e11-forgotten-mark.as-designed'),
  witness('hooks', 'off', 'hooks/rolled-back-after-the-first-region'),
  witness('hook-engine', 'vip4-child-poll', 'hooks/health-check-rolls-back-all-regions'),
  witness('hook-engine', 'vip4-child-rpc', 'hooks/health-check-rolls-back-all-regions'),
  witness('hook-engine', 'vip4-child-peer', 'hooks/health-check-rolls-back-all-regions'),
  witness('hook-engine', 'vip4-push-job', 'hooks/abort-while-regions-stand-everywhere'),
  witness('abort-scope', 'region', 'hooks/health-check-aborts'),
  witness('push-job-kills-on-failure', 'off', 'normal/outage-without-degraded-mode'),
  witness('filtered-roll-forward', 'off', 'end-states/s3-sequential-last.as-designed'),
  witness('hooks-see-job-status', 'off', 'hooks/health-check-rolls-back-all-regions'),
  witness('dvc-serves-first', 'off', 'hooks/da-vinci-fleet-feels-a-bad-push'),
  own('abandon-old-recovery', 'off'),
  own('confirmation-errors-count', 'off'),
  own('exclude-recovering', 'on'),
  own('majority-blocks-creation', 'on'),
  own('flag-off-ignores-registry', 'off'),
  own('mark-sets-emergency-source', 'on'),
  own('scan-despite-marks', 'off'),
  own('source-avoids-marked', 'off'),
  own('emergency-for-all-stores', 'off'),
  own('parallel-confirmation', 'off'),
  own('validate-recovered-data', 'off'),
  own('count-degraded-completions', 'off'),
  own('unreachable-is-error', 'on'),
  own('majority-counts-undiscoverable', 'on'),
  own('failed-target-is-killed', 'on'),
  own('dvc-errors-fail-target', 'off'),
  own('swap-transport', 'direct-call'),
  own('gated-version-ends-online', 'on'),
  own('no-report-completes-held-region', 'on'),
  own('hook-exception-proceeds', 'off'),
  own('abort-keeps-swapped', 'off'),
  own('post-swap-outcome-counts', 'off'),
  own('hook-config-vote', 'all-proceed'),
  own('wait-asks-again', 'off'),
];

/** Scenarios outside the mutations that contain the value and break an invariant by it. */
export const broken: readonly Witness[] = [
  witness('skip-degraded', 'off', 'degraded/ghost-version'),
  witness('one-recovery', 'off', 'recovery/two-recoveries-at-once'),
  witness('sequential-skips-degraded', 'off', 'degraded/success-without-a-healthy-region'),
];

/** Switch values that no run can distinguish from the designed one, and why. */
export const unseen: readonly (readonly [name: string, word: string, because: string])[] = [];

function witness(name: string, word: string, file: string): Witness {
  return { name, word, file };
}

/** The scenario is there for this switch and has its name. */
function own(name: string, word: string): Witness {
  return witness(name, word, `switches/${name}`);
}
