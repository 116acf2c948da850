/** `pushsim check`: validates files and prints their problems, without running anything. */
import {
  describeProblem,
  findScenarios,
  type LoadOptions,
  loadScenario,
  type Overrides,
  ScenarioError,
} from '../scenarios/index.js';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { print, printError } from './terminal.js';

/**
 * Checks all files behind the paths: one line for each valid one on stdout, the problems of the others
 * on stderr.
 */
export function checkCommand(
  paths: readonly string[],
  overrides: Overrides,
  options: LoadOptions,
): ExitStatus {
  const files = findScenarios(paths);
  const broken = files.filter((file) => !isSound(file, overrides, options));
  if (files.length > 1)
    print(
      `${files.length} scenarios: ${files.length - broken.length} valid, ${broken.length} with problems`,
    );
  return broken.length === 0 ? exitStatus.passed : exitStatus.badInput;
}

function isSound(file: string, overrides: Overrides, options: LoadOptions): boolean {
  try {
    const { title, notices = [] } = loadScenario(file, overrides, options);
    for (const notice of notices) printError(notice);
    print(`${file}: valid: ${title}`);
    return true;
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    printError(error.problems.map(describeProblem).join('\n'));
    return false;
  }
}
