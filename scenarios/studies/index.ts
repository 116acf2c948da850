/** The public API of studies: many runs of a scenario under one or several variants, on worker threads or in this one, and their result files. */
export { conductStudy, inProcessExecutor } from './conduct.js';
export { mergeStudies } from './merge.js';
export { OpenStudy } from './open-study.js';
export { openStudy, readStopRule, reopenStudy, type StudyWords } from './plan.js';
export { readShard } from './seeds.js';
export { startPool } from './start-pool.js';
export { type CellChanges, compareStudies, type StudyChanges } from './study-changes.js';
export { StudyError } from './study-error.js';
export {
  type JudgedExpectation,
  judgeStudy,
  readStudyExpectation,
  type StudyExpectation,
} from './study-expectations.js';
export { parseStudy, studyJson } from './study-json.js';
export type {
  Cell,
  Interval,
  MeasureSummary,
  MeasureUnit,
  StudyPlan,
  StudyResult,
} from './study-result.js';
