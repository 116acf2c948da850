/** The deferred swap service as it is shipped, and its check of the rollout order; scenario files with unknown regions are refused. */
import type { SwapVariant } from '../../../model/rules/swap/deferred-swap-words.js';

/**
 * Is the rollout order usable? An unknown region in it ends the whole cluster's check,
 * before any store.
 */
export function rolloutOrderProblem(
  rolloutOrder: readonly string[],
  regions: readonly string[],
): string | undefined {
  return rolloutOrder.find((region) => !regions.includes(region));
}

/** The service as it is shipped. */
export const asBuiltSwap: SwapVariant = {
  parallelMarksPartial: false,
  sequentialSkipsDegraded: false,
  failedTargetIsKilled: false,
  dvcErrorsFailTarget: false,
  hookExceptionProceeds: false,
  hookLimits: false,
  oneRollbackPerDecision: false,
  abortKeepsSwapped: false,
  gateOwnRegion: false,
  rollbackScope: 'forward-regions',
};
