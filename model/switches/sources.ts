/**
 * Where the as-designed value of each switch comes from: a step of a design, a method of Venice, or `repair`, something that neither says and
 * without which the design does not keep what it promises. Data only.
 */
import type { SwitchName } from './table.js';

/** A source as text: it begins with `degraded-mode design`, `VIP-4`, `Venice:` or `repair:`. */
const degraded = (step: string): string => `degraded-mode design, ${step}`;
const vip = (step: string): string => `VIP-4, ${step}`;
const venice = (method: string): string => `Venice: ${method}`;
const repair = (promise: string): string => `repair: ${promise}`;

/** The source of every switch. */
export const switchSources: Readonly<Record<SwitchName, string>> = {
  'nr-redirect': venice('VeniceHelixAdmin#getNativeReplicationSourceFabric'),
  'auto-convert': degraded('step 2'),
  'skip-degraded': degraded('step 3'),
  'push-job-accepts-partial': degraded('step 4'),
  'keep-backup': degraded('steps 5 and 7'),
  'block-incremental': degraded('step 6'),
  recover: degraded('step 8'),
  'orphan-monitor': degraded('step 8.4'),
  'registry-cas': degraded('step 1, versioned writes'),
  'min-healthy': venice('VeniceParentHelixAdmin#markDatacenterDegraded'),
  'feature-flag': degraded('step 1, feature flag'),
  reverify: degraded('step 8.2'),
  'one-recovery': degraded('step 8.2'),
  'reject-migrating': degraded('edge cases, store migration'),
  'poll-effective-targets': repair('a push without a degraded region ends (step 4)'),
  'empty-target-guard': repair('a version is not completed before its regions are (step 2)'),
  'parallel-marks-partial': degraded('lifecycle, the version is PARTIALLY_ONLINE'),
  'sequential-skips-degraded': degraded('lifecycle, the swap service swaps in healthy regions'),
  'recovered-version-swaps': degraded('step 8.2, polled until the version is current'),
  'online-needs-all-regions': degraded('lifecycle, ONLINE after the recovery'),
  'superseded-is-terminal': degraded('step 8.2, a superseded version needs no recovery'),
  'never-go-back': repair('a recovery brings no older content back (step 8)'),
  'source-is-not-destination': repair('a source region can be recovered, too (step 8.2)'),
  'swap-timeout': degraded('step 4.3'),
  'clamp-progress': degraded('metrics, recovery progress from 0.0 to 1.0'),
  'truthful-response': degraded('step 2, the answer lists the excluded regions'),
  'recovery-keeps-backup': degraded('steps 5 and 7, and step 5, a newer push in progress'),
  fencing: repair('one recovery at a time, across a fail-over of the parent (step 8.2)'),
  'trigger-safe': repair('a recovery can always begin again (step 8.4)'),
  'versioned-rollback': repair('a rollback moves only regions that serve the version'),
  'keep-manual-defer': repair('a swap that the user defers stays deferred after a conversion'),
  'confirmation-errors-count': repair('a recovery ends, and can begin again (step 8.4)'),
  'flag-all-excluded': repair('every version that left a region out is recovered there (step 8.1)'),
  'kill-keeps-partial': repair('what healthy regions serve is not failed with the push (step 4)'),
  'keep-staging': vip('step 3, no region swaps before its hooks agree'),
  'recovery-skips-rolled-back': repair('a rollback stands (step 8)'),
  'abandon-old-recovery': degraded('step 5, another degraded push'),
  'exclude-recovering': degraded('edge cases, next push while a region catches up'),
  'auto-unmark': degraded('edge cases, operator forgets to unmark'),
  'majority-blocks-creation': degraded('edge cases, several regions fail at once'),
  'flag-off-ignores-registry': degraded('edge cases, quick disable'),
  'mark-sets-emergency-source': degraded('step 1, pre-condition'),
  'emergency-for-all-stores': degraded('step 1, it redirects all stores'),
  'parallel-confirmation': degraded('step 8.2, phase 2'),
  'validate-recovered-data': degraded('edge cases, post-recovery correctness'),
  'count-degraded-completions': degraded('step 4.3, metric'),
  'alert-failed-recoveries': degraded('edge cases, recovery fails for some stores'),
  'scan-despite-marks': degraded('step 8.4'),
  'source-avoids-marked': degraded('critical issue 3 and step 1'),
  'unreachable-is-error': degraded('status aggregation, step 4 of the parent'),
  'majority-counts-undiscoverable': venice('VeniceParentHelixAdmin#getOffLineJobStatus'),
  'failed-target-is-killed': degraded('problem statement, deferred swap'),
  'dvc-errors-fail-target': repair('a region whose clients fail has failed'),
  hooks: vip('all steps'),
  'hook-engine': vip('proposed design and alternatives'),
  'abort-scope': vip('outcomes, ABORT'),
  'swap-transport': vip('step 3, through the admin channel'),
  'push-job-kills-on-failure': venice('VenicePushJob#killJobAndCleanup'),
  'gated-version-ends-online': venice('AbstractPushMonitor#updateStoreVersionStatus'),
  'no-report-completes-held-region': venice('PushStatusCollector#scanDaVinciPushStatus'),
  'hook-exception-proceeds': vip('execution, a failing hook does not block'),
  'filtered-roll-forward': repair('a region that is away does not hold back the others'),
  'one-rollback-per-decision': repair('several vetoes go back one version and not several'),
  'abort-keeps-swapped': vip('outcomes, ABORT'),
  'gate-own-region': vip('step 3, the hook before a swap'),
  'rollback-scope': vip('outcomes, ROLLBACK in all regions'),
  'post-swap-outcome-counts': vip('functions, postStoreVersionSwap'),
  'hooks-see-job-status': vip('functions, job status'),
  'hook-limits': vip('execution, threads and time-outs'),
  'wait-asks-again': vip('outcomes, WAIT'),
  'hook-config-vote': vip('validateHookConfig'),
  'rollback-to-previous': repair('a rollback returns to what was served before'),
  'dvc-serves-first': vip('diagram, clients before servers'),
};

/** The switches that are repairs: neither design nor code says them. */
export const repairs: readonly SwitchName[] = (Object.keys(switchSources) as SwitchName[]).filter(
  (name) => switchSources[name].startsWith('repair:'),
);
