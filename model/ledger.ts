/** Which rules some actor asks, and who: the sum of what the actors say of themselves, so that no table can go stale. */
import * as afterSwap from './actors/after-swap.js';
import * as backupCleanup from './actors/backup-cleanup.js';
import * as childController from './actors/child-controller.js';
import * as deferredSwap from './actors/deferred-swap.js';
import * as degradedRegistry from './actors/degraded-registry.js';
import * as detector from './actors/detector.js';
import * as dvcCollector from './actors/dvc-collector.js';
import * as dvcFleet from './actors/dvc-fleet.js';
import * as hookRunner from './actors/hook-runner.js';
import * as incrementStatus from './actors/increment-status.js';
import * as monitor from './actors/monitor.js';
import * as oldVersions from './actors/old-versions.js';
import * as operator from './actors/operator.js';
import * as parentCommands from './actors/parent-commands.js';
import * as parentController from './actors/parent-controller.js';
import * as parentCreation from './actors/parent-creation.js';
import * as parentKill from './actors/parent-kill.js';
import * as parentStatus from './actors/parent-status.js';
import * as policyStatus from './actors/policy-status.js';
import * as pushContent from './actors/push-content.js';
import * as pushJob from './actors/push-job.js';
import * as pushMonitor from './actors/push-monitor.js';
import * as pushStatus from './actors/push-status.js';
import * as recovery from './actors/recovery.js';
import * as recoveryConfirmation from './actors/recovery-confirmation.js';
import * as recoveryCopy from './actors/recovery-copy.js';
import * as recoveryProgress from './actors/recovery-progress.js';
import * as recoverySteps from './actors/recovery-steps.js';
import * as registryWrites from './actors/registry-writes.js';
import * as retryQueue from './actors/retry-queue.js';
import * as rollForwardByHand from './actors/roll-forward-by-hand.js';
import * as rollout from './actors/rollout.js';
import * as rolloutAnswers from './actors/rollout-answers.js';
import * as rolloutSteps from './actors/rollout-steps.js';
import * as rolloutVeto from './actors/rollout-veto.js';
import * as storeUpdate from './actors/store-update.js';
import * as versionLife from './actors/version-life.js';
import { rules } from './rules/index.js';
import type { Rule, RuleId } from './rules/rule.js';

/** A rule with the actors that ask it. */
export interface LedgerEntry extends Rule {
  readonly actors: readonly string[];
}

const actors: readonly (readonly [string, { readonly asks: readonly Rule[] }])[] = [
  ['push job', pushJob],
  ['parent controller', parentController],
  ['parent status', parentStatus],
  ['parent commands', parentCommands],
  ['parent commands', parentKill],
  ['parent commands', rollForwardByHand],
  ['deferred swap', deferredSwap],
  ['rollout', rollout],
  ['rollout answers', rolloutAnswers],
  ['hook runner', hookRunner],
  ['degraded registry', degradedRegistry],
  ['registry writes', registryWrites],
  ['detector', detector],
  ['policy status', policyStatus],
  ['retry queue', retryQueue],
  ['monitor', monitor],
  ['recovery', recovery],
  ['recovery steps', recoverySteps],
  ['recovery confirmation', recoveryConfirmation],
  ['recovery progress', recoveryProgress],
  ['child controller', childController],
  ['push monitor', pushMonitor],
  ['version life', versionLife],
  ['version life', afterSwap],
  ['backup cleanup', backupCleanup],
  ['old versions', oldVersions],
  ['dvc fleet', dvcFleet],
  ['parent creation', parentCreation],
  ['push content', pushContent],
  ['push status', pushStatus],
  ['increment status', incrementStatus],
  ['dvc collector', dvcCollector],
  ['recovery copy', recoveryCopy],
  ['rollout steps', rolloutSteps],
  ['rollout veto', rolloutVeto],
  ['operator', operator],
  ['store update', storeUpdate],
];

/** Every rule in the order of the specification, with who asks it; nobody for rules that no actor needs yet. */
export const ledger: readonly LedgerEntry[] = rules.map((rule) => ({
  ...rule,
  actors: actors
    .filter(([, { asks }]) => asks.some(({ id }) => id === rule.id))
    .map(([name]) => name),
}));

/**
 * Rules that are always asked on the way to a decision which leaves a fact behind: the fact carries only the last one. With them it can be
 * counted which rules a run exercised.
 */
export const askedOnTheWay: Readonly<Partial<Record<RuleId, readonly RuleId[]>>> = {
  'SA-4': ['SA-2'],
  'SA-12': ['SA-11'],
  'DV-4': ['DV-1', 'DV-2', 'DV-3'],
  'PJ-1': ['PJ-2', 'SA-16', 'SA-1', 'SA-17', 'SA-13'],
  'PJ-5': ['PJ-7'],
  'NR-1': ['PJ-4', 'PJ-5', 'PJ-6', 'PJ-7', 'RT-2', 'RT-3', 'RT-4', 'RT-8', 'DM-2', 'DM-5'],
  'DM-3': ['AC-1', 'RT-7', 'RT-1'],
  'VS-1': ['VS-6', 'NR-3'],
  'VS-5': ['VS-6', 'NR-3'],
  'LH-2': ['LH-1'],
  'LH-4': ['LH-3'],
  'LH-5': ['LH-6'],
  'RC-2': ['RC-1'],
  'RC-5': ['RC-4'],
  'RC-10': ['RC-3', 'RC-8', 'RC-9', 'NR-2'],
};
