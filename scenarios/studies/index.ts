/** What studies offer: many runs of a scenario under one or several variants, on threads or here and now, and their result files. */
export { type Chunk, type ChunkRows, ChunkRunner } from './chunk.js';
export {
  type ChunkOutcome,
  conductStudy,
  ownExecutor,
  type StudyExecutor,
  type StudyWatch,
} from './conduct.js';
export { differingPlans, mergeStudies, type NamedResult } from './merge.js';
export { OpenStudy } from './open-study.js';
export { openStudy, readStopRule, reopenStudy, type StudyWords } from './plan.js';
export { readShard } from './seeds.js';
export { startPool } from './start-pool.js';
export {
  type CellChanges,
  compareStudies,
  type Difference,
  type StudyChanges,
} from './study-changes.js';
export { StudyError } from './study-error.js';
export { parseStudy, studyJson } from './study-json.js';
export type { PoolLimits, StartedPool } from './study-pool.js';
export type {
  Cell,
  FailedRun,
  Interval,
  MeasureColumn,
  MeasureSummary,
  MeasureUnit,
  PairedDifference,
  RunColumns,
  Shard,
  StopRule,
  StudyPlan,
  StudyResult,
  Variant,
} from './study-result.js';
