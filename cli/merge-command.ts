/** `pushsim merge`: the result files of all shards to the one that a single machine would have written. */
import { loadStudy, mergeStudies } from '../scenarios/index.js';
import type { ExitStatus } from './exit-status.js';
import { refuseCode, type ShownStudy, StudyFiles, showStudy } from './study-show.js';

/** Joins, shows and writes. Throws ScenarioError for files that do not belong together, TargetError for one that may not be written. */
export function mergeCommand(
  inputs: readonly string[],
  shown: ShownStudy,
  allowCode: boolean,
): ExitStatus {
  const { against } = shown;
  const earlier = against === undefined ? undefined : loadStudy(against);
  const parts = inputs.map((file) => ({ file, result: loadStudy(file) }));
  for (const { file, result } of parts) refuseCode(file, result, allowCode);
  const files = new StudyFiles(shown, [...inputs, ...(against === undefined ? [] : [against])]);
  return showStudy(mergeStudies(parts), shown, { files, earlier });
}
