/** Maps rules to the actors that call them, collected from the actors' own declarations. */
import * as clientsDavinciFleet from './actors/clients/davinci-fleet.js';
import * as commandsKill from './actors/commands/kill.js';
import * as commandsParentCommands from './actors/commands/parent-commands.js';
import * as degradedMonitor from './actors/degraded/monitor.js';
import * as degradedRegistry from './actors/degraded/registry.js';
import * as degradedRegistryWrite from './actors/degraded/registry-write.js';
import * as hooksRunner from './actors/hooks/runner.js';
import * as operatorOperator from './actors/operator/operator.js';
import * as operatorRollForward from './actors/operator/roll-forward.js';
import * as operatorStoreUpdate from './actors/operator/store-update.js';
import * as parentAdmissionView from './actors/parent/admission-view.js';
import * as parentCreation from './actors/parent/creation.js';
import * as parentDeferredSwap from './actors/parent/deferred-swap.js';
import * as parentJobChecks from './actors/parent/job-checks-view.js';
import * as parentJobStatus from './actors/parent/job-status.js';
import * as parentPushContent from './actors/parent/push-content.js';
import * as parentRequest from './actors/parent/request.js';
import * as parentVersionAnswer from './actors/parent/version-answer.js';
import * as policiesDetector from './actors/policies/detector.js';
import * as policiesRetryQueue from './actors/policies/retry-queue.js';
import * as policiesStatus from './actors/policies/status.js';
import * as pushJobJob from './actors/push-job/job.js';
import * as pushJobWriting from './actors/push-job/writing.js';
import * as recoveryConfirmation from './actors/recovery/confirmation.js';
import * as recoveryProgress from './actors/recovery/progress.js';
import * as recoverySteps from './actors/recovery/steps.js';
import * as recoveryTrigger from './actors/recovery/trigger.js';
import * as regionBackupCleanup from './actors/region/backup-cleanup.js';
import * as regionChildController from './actors/region/child-controller.js';
import * as regionDataRecovery from './actors/region/data-recovery.js';
import * as regionDavinciScan from './actors/region/davinci-scan.js';
import * as regionDeletion from './actors/region/deletion.js';
import * as regionIncrementStatus from './actors/region/increment-status.js';
import * as regionKill from './actors/region/kill.js';
import * as regionPushMonitor from './actors/region/push-monitor.js';
import * as regionRollForward from './actors/region/roll-forward.js';
import * as regionServing from './actors/region/serving.js';
import * as regionStartTimeout from './actors/region/start-timeout.js';
import * as rolloutNextQuestion from './actors/rollout/next-question.js';
import * as rolloutRollout from './actors/rollout/rollout.js';
import * as rolloutSteps from './actors/rollout/steps.js';
import * as queriesDegradedMode from './queries/degraded-mode.js';
import * as queriesPushStatus from './queries/push-status.js';
import * as queriesStoresToRecover from './queries/stores-to-recover.js';
import { rules } from './rules/index.js';
import type { Rule, RuleId } from './rules/rule.js';

/** A rule with the actors that call it, and how its use in a run is detected. */
export interface LedgerEntry extends Rule {
  readonly actors: readonly string[];
  /** A rule whose facts imply that this one ran: this one causes no fact, so its use is inferred, not counted. */
  readonly inferredFrom?: RuleId | undefined;
  /** The test that checks an incremental table against the rule; a run reads the table. */
  readonly provenBy?: string | undefined;
}

/** The modules that call rules, by folder of `model/actors`, and the read-only queries. */
const actors: readonly (readonly [string, readonly { readonly asks: readonly Rule[] }[]])[] = [
  ['push job', [pushJobJob, pushJobWriting]],
  [
    'parent',
    [
      parentAdmissionView,
      parentCreation,
      parentDeferredSwap,
      parentPushContent,
      parentRequest,
      parentJobStatus,
      parentJobChecks,
      parentVersionAnswer,
    ],
  ],
  ['commands', [commandsKill, commandsParentCommands]],
  ['operator', [operatorOperator, operatorRollForward, operatorStoreUpdate]],
  ['degraded', [degradedMonitor, degradedRegistryWrite, degradedRegistry]],
  ['policies', [policiesDetector, policiesRetryQueue, policiesStatus]],
  ['recovery', [recoveryConfirmation, recoveryProgress, recoverySteps, recoveryTrigger]],
  ['rollout', [rolloutNextQuestion, rolloutRollout, rolloutSteps]],
  ['hooks', [hooksRunner]],
  [
    'region',
    [
      regionBackupCleanup,
      regionChildController,
      regionRollForward,
      regionDataRecovery,
      regionDavinciScan,
      regionDeletion,
      regionIncrementStatus,
      regionKill,
      regionPushMonitor,
      regionServing,
      regionStartTimeout,
    ],
  ],
  ['clients', [clientsDavinciFleet]],
  ['queries', [queriesDegradedMode, queriesPushStatus, queriesStoresToRecover]],
];

/** A test checks each of these with the function calls of a run. */
const inferred: Readonly<Partial<Record<RuleId, RuleId>>> = {
  'SA-1': 'PJ-1',
  'SA-11': 'SA-12',
  'SA-13': 'PJ-1',
  'SA-17': 'PJ-1',
  'DV-1': 'DV-4',
  'DV-2': 'DV-4',
  'DV-3': 'DV-4',
  'PJ-4': 'NR-1',
  'DM-5': 'NR-1',
  'NR-2': 'RC-10',
  'NR-3': 'VS-1',
  'VS-6': 'VS-1',
  'LH-1': 'LH-2',
  'LH-3': 'LH-4',
  'LH-6': 'LH-5',
  'RC-4': 'RC-5',
  'RC-9': 'RC-10',
  'RT-1': 'DM-3',
  'RT-2': 'NR-1',
  'RT-3': 'NR-1',
  'RT-4': 'NR-1',
  'RT-7': 'DM-3',
  'AC-1': 'DM-3',
};

const proven: Readonly<Partial<Record<RuleId, string>>> = {
  'SA-2': 'test/model/replica-table.test.ts',
  'SA-4': 'test/model/replica-table.test.ts',
};

/** Every rule that a run can exercise, in the order of the specification. */
export const ledger: readonly LedgerEntry[] = rules.map((rule) => ({
  ...rule,
  actors: actors
    .filter(([, modules]) => modules.some(({ asks }) => asks.some(({ id }) => id === rule.id)))
    .map(([name]) => name),
  inferredFrom: inferred[rule.id],
  provenBy: proven[rule.id],
}));
