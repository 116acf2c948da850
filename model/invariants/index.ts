/** Every invariant that watches a run, in the order of their ids. Adding one is a file beside this one and a line here. */
import {
  convertedTargetsHealthy,
  migratingUntouched,
  noIncrementalWhileDegraded,
  oneSnapshot,
  sourceHealthy,
} from './admission.js';
import { backupRetained, recoverySourceAlive, rollbackRestores } from './backup.js';
import {
  excludedIsRecoverable,
  partialEventuallyOnline,
  recoveryQuiesces,
  regionCatchesUp,
} from './catch-up.js';
import { currentHasData, currentTopicKept } from './current-version.js';
import { degradedNeverIngests, noGhostVersion } from './ghost-version.js';
import {
  hooksNotBypassed,
  manualDeferHonoured,
  oneHookAtATime,
  rolledBackNotServed,
  waitHonoured,
} from './hooks.js';
import type { Invariant } from './invariant.js';
import {
  faultsAreCounted,
  instancesReadAtTheirRate,
  sameRunSameDigest,
  timeGoesOn,
} from './kernel.js';
import { successMeansServing } from './push-success.js';
import { abortedNotServed, failureIsReal, jobTerminates } from './push-verdict.js';
import {
  failedRecoveryAlerted,
  finishedVersionKept,
  oneRecovery,
  onlyTheLeaderWrites,
  progressConsistent,
  recoveryOnlyLiftsPartial,
  recoveryTerminates,
} from './recovery.js';
import {
  flagGate,
  minHealthy,
  noLostRegistryUpdate,
  overdueAlerted,
  readYourMark,
  registrySurvivesFailover,
} from './registry.js';
import { currentMonotonic, noDataRegression, numberNamesOneContent } from './regression.js';
import { rollbackOnlyWhereServing, rolledBackNotResurrected } from './rollback.js';
import {
  noStuckPush,
  onlineIsEverywhere,
  parentCurrentSound,
  partialIsPartial,
  pushedNotPremature,
} from './version-status.js';

export const invariants: readonly Invariant[] = [
  noGhostVersion,
  degradedNeverIngests,
  currentHasData,
  currentTopicKept,
  backupRetained,
  recoverySourceAlive,
  currentMonotonic,
  rollbackRestores,
  rollbackOnlyWhereServing,
  abortedNotServed,
  rolledBackNotResurrected,
  successMeansServing,
  failureIsReal,
  jobTerminates,
  partialIsPartial,
  onlineIsEverywhere,
  pushedNotPremature,
  partialEventuallyOnline,
  regionCatchesUp,
  excludedIsRecoverable,
  recoveryQuiesces,
  noDataRegression,
  numberNamesOneContent,
  oneRecovery,
  progressConsistent,
  recoveryTerminates,
  recoveryOnlyLiftsPartial,
  noLostRegistryUpdate,
  readYourMark,
  minHealthy,
  flagGate,
  registrySurvivesFailover,
  noIncrementalWhileDegraded,
  convertedTargetsHealthy,
  oneSnapshot,
  sourceHealthy,
  migratingUntouched,
  oneHookAtATime,
  hooksNotBypassed,
  manualDeferHonoured,
  noStuckPush,
  finishedVersionKept,
  overdueAlerted,
  onlyTheLeaderWrites,
  parentCurrentSound,
  sameRunSameDigest,
  failedRecoveryAlerted,
  waitHonoured,
  rolledBackNotServed,
  timeGoesOn,
  faultsAreCounted,
  instancesReadAtTheirRate,
];
