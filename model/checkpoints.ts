/**
 * Checkpoints of a push job, as Venice's jobs report them in their details: a number for each step, and negative numbers for the failures
 * that Venice distinguishes. A table; the job decides when a step is reached. Source: PushJobCheckpoints.
 */

const checkpoints = {
  INITIALIZE_PUSH_JOB: 0,
  NEW_VERSION_CREATED: 1,
  START_DATA_WRITER_JOB: 2,
  DATA_WRITER_JOB_COMPLETED: 3,
  START_JOB_STATUS_POLLING: 4,
  JOB_STATUS_POLLING_COMPLETED: 5,
  START_VALIDATE_SCHEMA_AND_BUILD_DICT_MAP_JOB: 6,
  VALIDATE_SCHEMA_AND_BUILD_DICT_MAP_JOB_COMPLETED: 7,
  START_VERSION_SWAP: 8,
  COMPLETE_VERSION_SWAP: 9,
  INPUT_DATA_SCHEMA_VALIDATION_FAILED: -4,
  CONCURRENT_BATCH_PUSH: -7,
  ZSTD_DICTIONARY_CREATION_FAILED: -10,
  DVC_INGESTION_ERROR_DISK_FULL: -11,
  DVC_INGESTION_ERROR_MEMORY_LIMIT_REACHED: -12,
  DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES: -13,
  DVC_INGESTION_ERROR_OTHER: -14,
} as const;

export type Checkpoint = keyof typeof checkpoints;

/** Every checkpoint's name. */
export const checkpointNames = Object.keys(checkpoints) as readonly Checkpoint[];

/** The name of a number that Venice uses. */
export function checkpointName(number: number): Checkpoint {
  return checkpointNames.find((name) => checkpoints[name] === number) ?? 'INITIALIZE_PUSH_JOB';
}
