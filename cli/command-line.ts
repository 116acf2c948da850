/** Runs one command line and returns its exit status: exceptions become messages, without a stack trace for bad input. */
import { dispatch } from './arguments.js';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { TargetError } from './output-files.js';
import { printError } from './terminal.js';
import { UsageError } from './usage.js';

/** Runs the command that the arguments name and returns its exit status; never throws. */
export async function runCommandLine(words: readonly string[]): Promise<ExitStatus> {
  try {
    return await dispatch(words);
  } catch (error) {
    return explainFailure(error);
  }
}

function explainFailure(error: unknown): ExitStatus {
  // Recognised by its name, because the class is in a folder that is loaded only when needed. Its
  // message has every problem.
  if (error instanceof Error && error.name === 'ScenarioError') {
    printError(error.message);
    return exitStatus.badInput;
  }
  if (error instanceof TargetError) {
    printError(error.message);
    return exitStatus.badInput;
  }
  if (error instanceof UsageError) {
    printError(`pushsim: ${error.message}\n    see pushsim --help`);
    return exitStatus.badInput;
  }
  const words = error instanceof Error ? error.stack : String(error);
  printError(`pushsim: a bug in the simulator, please report it\n${words}`);
  return exitStatus.simulatorBug;
}
