/**
 * Exploration, a separate entry point: a program that only runs or checks scenarios does not load the generators.
 */

export { explorationJson } from './exploration-json.js';
export {
  addBatches,
  type Batch,
  documentOfRun,
  type Exploration,
  type ExplorationBase,
  exploreBatch,
} from './explore.js';
export { findingText } from './finding-text.js';
export type { KnownScenario } from './known-flaws.js';
export { preventingSwitches } from './preventing-switches.js';
export {
  type DrawnFinding,
  type ExplorationExecutor,
  type ExplorationState,
  emptyExploration,
  runExploration,
  type ShrunkFinding,
} from './run-exploration.js';
export { asDrawn, shrinkRun } from './shrink.js';
export { startExploration } from './start-exploration.js';
export { baseOfExploration } from './starting-document.js';
