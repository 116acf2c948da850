/** `pushsim merge`: the result files of all shards to the one that a single machine would have written. */
import { loadStudy, mergeStudies } from '../scenarios/index.js';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { refuseCode, type ShownStudy, showStudy, writeStudy } from './study-show.js';

/** Joins, shows and writes. Throws ScenarioError for files that do not belong together. */
export function mergeCommand(
  files: readonly string[],
  shown: ShownStudy,
  allowCode: boolean,
): ExitStatus {
  const earlier = shown.against === undefined ? undefined : loadStudy(shown.against);
  const parts = files.map((file) => ({ file, result: loadStudy(file) }));
  for (const { file, result } of parts) refuseCode(file, result, allowCode);
  const whole = mergeStudies(parts);
  showStudy(whole, shown, earlier);
  return shown.out === undefined ? exitStatus.passed : writeStudy(shown.out, whole);
}
