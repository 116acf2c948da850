/**
 * What the scenario room offers: reading files, finding them, their published schema, running them, and
 * the shape of what comes out.
 */
export {
  defineOwnHook as defineHook,
  field,
  type HookView,
  type JobStatusView,
  localTime,
  type OwnHook,
  type OwnReply,
  optionalField,
  type RegionSignals,
  type RegionView,
  weekdays,
} from '../model/index.js';
export { type ModelCatalogue, modelCatalogue } from './catalogue.js';
export { type Divergence, divergences, filesOf } from './divergences/table.js';
export { describeProblem, type Problem, placeOf, ScenarioError } from './errors.js';
export { type Bounds, drawnDocument } from './explore/arbitrary-document.js';
export {
  addStretches,
  documentOfRun,
  exploreStretch,
  type Found,
  type Hunt,
  type HuntBase,
  noRuns,
  type Stretch,
} from './explore/explore.js';
export type { Budget, HuntWatch, ShrunkFinding } from './explore/explore-pool.js';
export { findingText, type Origin } from './explore/finding-text.js';
export { mendedBy } from './explore/mended-by.js';
export { type Shrunk, shrinkDocument, shrinkRun } from './explore/shrink.js';
export { type StartedHunt, startHunt } from './explore/start-hunt.js';
export { baseOfHunt } from './explore/starting-document.js';
export { doesNotSettle, simulatorStumbles } from './explore/try-document.js';
export { type FileKey, fileKeys } from './file-keys.js';
export { defaultFleet, type Fleet, type FleetPlan, generateFleet } from './fleet.js';
export {
  findScenarios,
  type LoadOptions,
  loadScenario,
  loadStudy,
} from './load.js';
export { type HookCode, pathFrom } from './modules/hook-code.js';
export { type HookLoader, hookLoader } from './modules/own-hook.js';
export { readHookCode } from './modules/read-code.js';
export { didYouMean, nameList, nearMiss } from './near-miss.js';
export { parseScenario } from './parse.js';
export { readScenarioText } from './read-file.js';
export type { Overrides } from './resolve-venice.js';
export { type FactSubject, PushOfVersion, subjectOf } from './run/narrate.js';
export { type Prepared, prepare, type RunOptions, runScenario } from './run/run.js';
export type {
  ExpectationResult,
  Lane,
  LaneBand,
  LanePush,
  LaneServes,
  MetricSummary,
  NarrativeLine,
  PushSummary,
  RecoverySummary,
  Run,
  RunStop,
  RunSummary,
  StoreSummary,
  Verdict,
  VersionSummary,
  ViolationReport,
} from './run/run-shape.js';
export { firstParting, type Parting, usualSuspects, verifyRun } from './run/verify.js';
export type { Expectation, ExpectationKind, Moment, PushEnding, Scenario } from './scenario.js';
export { fieldForm, fieldNeed } from './schema/fields.js';
export { scenarioJsonSchema } from './schema/file.js';
export { type Setting, type SettingWords, settingText } from './settings.js';
export * from './studies/index.js';
