/**
 * No worked example is forgotten: every one of the status examples, of the hooks examples and of those taken from Venice's own tests has a
 * test that is named after it, or a reason here why the model cannot play it yet. Those that need several
 * actors are in the folder worked-examples, the others beside the rule that answers them.
 */
import { describe, expect, test } from 'vitest';
import {
  range,
  rowsNamedBy,
  rowsNamedIn,
  veniceTestsNamedBy,
  veniceTestsNamedIn,
} from '../support/example-rows.js';

/** The rows as the two documents number them. */
const rows: readonly string[] = [
  ...range(1, 139).map((row) => `status ${row}`),
  'status 88b',
  'status 88c',
  ...range(1, 26).map((row) => `hooks ${row}`),
  'hooks 27a',
  'hooks 27b',
  ...range(28, 109).map((row) => `hooks ${row}`),
  'hooks 42a',
];

/** Rows without a test, and what would have to be simulated first. */
const notYet: Readonly<Record<string, string>> = {
  'status 88c': 'the deletion of a store whose version the collector of Da Vinci reports scans',
  'status 138': 'the upload of job details by the push job',
};

/** Rows of which a part has no test, with the part and the reason. */
const partly: Readonly<Record<string, string>> = {
  'hooks 64':
    'the first job asking once more: a push of a timeline runs once, so the rule of the cooldown answers',
};

/** The examples W1 to W55 in turn: the test of Venice that each was taken from. */
const veniceTests: readonly string[] = [
  'testFindPartiallyOnlineStores',
  'testFindPartiallyOnlineStoresOnlyReturnsHighestVersion',
  'testFindPartiallyOnlineStoresSkipsNonDegradedPushes',
  'testTriggerRecoveryCallsPrepareAndInitiateThenTransitions',
  'testRecoverSingleStoreRetriesOnFailure',
  'testFailedStoreIncrementsFailedCountAfterAllRetries',
  'testFailedStoreDoesNotBlockOthers',
  'testRecoverySkippedWhenAlreadyInProgress',
  'testNoStoresAffectedCompletesImmediately',
  'testRecoveryProgressFraction',
  'testConfirmRecoveryAndTransitionVersions',
  'testVersionTransitionCalledAfterRecoveryInitiation',
  'testVersionSupersededDuringPollingTreatedAsSuccess',
  'testOrphanedPartiallyOnlineVersionsDetectedAndRecovered',
  'testOrphanedVersionsNotDetectedWhenRecoveryAlreadyActive',
  'testOrphanScanSkippedWhileAnyDatacenterDegraded',
  'testRecoverySkipsDeletedStore',
  'testRecoverySkipsVersionNoLongerPartiallyOnline',
  'testRecoveryHandlesSourceFabricUnreachable',
  'testMarkRecoveryCompleteThenRetriggerSameDc',
  'testGetRecoveryProgressReturnsNullForUnknownDC',
  'testIncrementalPushBlockedWhenDegradedDcsExist',
  'testIncrementalPushAllowedWhenFeatureFlagOff',
  'testAutoConversionSetsCorrectTargetedRegionsAndDeferredSwap',
  'testAutoConversionIntersectsSuppliedTargetedRegionsWithHealthyDcs',
  'testAutoConversionNoOpWhenSuppliedTargetsAlreadyExcludeDegradedDcs',
  'testAutoConversionThrowsWhenAllSuppliedTargetsAreDegraded',
  'testAutoConversionThrowsWhenAllDcsDegraded',
  'testAutoConversionSkippedForHybridStore',
  'testAutoConversionWorksForRepush',
  'testDegradedDcSkipsAddVersionEvenWithDeferredSwap',
  'testNonDegradedDcWithDeferredSwapProcessesAddVersion',
  'testTargetedRegionAlwaysProcessesAddVersion',
  'testPopulateDegradedDatacentersForBatchPush',
  'testMarkDatacenterDegraded',
  'copyConstructorDeepCopiesDegradedDatacenters',
  'testDegradedModePushAcceptsPartiallyOnline',
  'testTargetedRegionPushWithDeferredSwapRejectsPartiallyOnline',
  'testDegradedModeBatchPushLifecycle',
  'testIncrementalPushBlockedDuringDegradedMode',
  'testMarkDegradedRejectedWhenFeatureDisabled',
  'testPrepareDataRecovery',
  'testInitiateDataRecovery',
  'testIsStoreVersionKillRecordNull',
  'testSourceRegionSelectionForTargetedRegionPush',
  'testGetExecutionStatus',
  'finalReturnStatusFailedMajorityDowngradesToProgress',
  'testVersionUpdateWithTargetRegionPush',
  'testVersionUpdateWithTargetRegionPushAndSwap',
  'testDeferredVersionSwapFailedRollForward',
  'testSequentialRolloutFailurePath',
  'testComputeRegionsToRollback',
  'rollbackOriginPassesWhenPartiallyOnlineVersionAboveCurrentExists',
  'testRecordRecoveryProgress',
  'testBatchOnlyDataRecovery',
];

const folder = new URL('.', import.meta.url).pathname;
const tested = rowsNamedIn(folder);

describe('the worked examples from tests of Venice', () => {
  test('each of the 55 rows has a test named after its number and the test of Venice it came from', () => {
    const named = veniceTestsNamedIn(folder);
    expect(veniceTests).toHaveLength(55);
    expect(
      veniceTests.map((name, index) => `W${index + 1} ${name}`).filter((row) => !named.has(row)),
    ).toEqual([]);
  });

  test('a title counts only with both', () => {
    const source = "test('W901 testOfVenice: x', f); test('W902: x', f); test('as W903 y: x', f);";
    expect(veniceTestsNamedBy(source)).toEqual(['W901 testOfVenice']);
  });
});

describe('the worked examples of the specification', () => {
  test('every row has a test named after it, or a reason why not', () => {
    expect(rows.filter((row) => !tested.has(row) && notYet[row] === undefined)).toEqual([]);
  });

  test('no row that has a test is excused as well', () => {
    expect(Object.keys(notYet).filter((row) => tested.has(row))).toEqual([]);
  });

  test('a row that is tested in part has a test', () => {
    expect(Object.keys(partly).filter((row) => !tested.has(row))).toEqual([]);
  });

  test('only rows of the specification are excused', () => {
    const excused = [...Object.keys(notYet), ...Object.keys(partly)];
    expect(excused.filter((row) => !rows.includes(row))).toEqual([]);
  });
});

// The numbers are no rows of the specification, since this file is read like the others.
describe('how a title names its row', () => {
  test('by document and number, also several or a range of them', () => {
    const source = "test('hooks examples 901 to 903, and status example 917: x', () => {});";
    expect(rowsNamedBy(source)).toEqual(['hooks 901', 'hooks 902', 'hooks 903', 'status 917']);
  });

  test('by number alone under a block that names the document, and no other block', () => {
    const block = (name: string) =>
      `describe('${name}', () => { test('row 988b: x', () => {}); });`;
    expect(rowsNamedBy(block('status examples: the collector'))).toEqual(['status 988b']);
    expect(rowsNamedBy(block('who skips'))).toEqual([]);
  });

  test('by the cases of a table', () => {
    const table =
      "test.each([\n  [944, done],\n  [945, behind],\n])('status example %i: x', () => {});";
    expect(rowsNamedBy(table)).toEqual(['status 944', 'status 945']);
  });

  test('not by a number that stands for something else', () => {
    expect(rowsNamedBy("test('example 12: the sixth poll in a row', () => {});")).toEqual([]);
  });
});
