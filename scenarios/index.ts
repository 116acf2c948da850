/**
 * The public API of the scenario layer: reading and finding files, their published schema, running
 * them, and the types of the results.
 */
export {
  defineCustomHook as defineHook,
  field,
  /** @public */
  localTime,
  /** @public */
  optionalField,
  /** @public */
  weekdays,
} from '../model/index.js';
export { type ModelCatalogue, modelCatalogue } from './catalogue.js';
export { withConfigTexts } from './config-files/read-texts.js';
export { type Divergence, divergences, filesOf } from './divergences/table.js';
export { describeProblem, ScenarioError } from './errors.js';
export { doesNotSettle, simulatorCrash } from './explore/finding-names.js';
export { type FileKey, fileKeys } from './file-keys.js';
export { defaultFleet, type FleetPlan, generateFleet } from './fleet.js';
export {
  findScenarios,
  type LoadOptions,
  loadExploration,
  loadScenario,
  loadStudy,
} from './load.js';
export { hookLoader } from './modules/custom-hook.js';
export { readHookCode } from './modules/read-code.js';
export { didYouMean, nameList } from './near-miss.js';
export { parseScenario } from './parse.js';
export { readScenarioText } from './read-file.js';
export type { Overrides } from './resolve-venice.js';
export { PushOfVersion, subjectOf } from './run/narrate.js';
export { prepare, type RunOptions, runInSlices, runScenario } from './run/run.js';

export type {
  HookWaitSummary,
  Lane,
  LaneBand,
  LanePush,
  LaneServes,
  MetricSummary,
  NarrativeLine,
  PushSummary,
  Run,
  RunSummary,
  RunTotals,
  Verdict,
} from './run/run-shape.js';
export { firstMismatch, type Mismatch, usualSuspects, verifyRun } from './run/verify.js';
export type { PushEnding, Scenario } from './scenario.js';
export { fieldRequirement, fieldType } from './schema/fields.js';
export { scenarioJsonSchema } from './schema/file.js';
export { settingText } from './settings.js';
export * from './studies/index.js';
export { zoneDataVersion } from './zones/zones.js';
