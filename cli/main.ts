#!/usr/bin/env node
/**
 * The command `pushsim`: hands its words on, turns what is thrown into messages and exit statuses, and
 * never shows a stack trace for what a person wrote. Takes no decisions of its own.
 */
import { obey } from './arguments.js';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { complain, endQuietlyWithoutReader } from './terminal.js';
import { UsageError } from './usage.js';

endQuietlyWithoutReader();
obey(process.argv.slice(2)).then(leave, (error: unknown) => leave(explainFailure(error)));

/** The program ends by itself once everything is written. */
function leave(status: ExitStatus): void {
  process.exitCode = status;
}

function explainFailure(error: unknown): ExitStatus {
  // Known by its name, because the class lives in a room that is loaded only when it is needed. Its
  // message has every problem.
  if (error instanceof Error && error.name === 'ScenarioError') {
    complain(error.message);
    return exitStatus.badInput;
  }
  if (error instanceof UsageError) {
    complain(`pushsim: ${error.message}\n    see pushsim --help`);
    return exitStatus.badInput;
  }
  const words = error instanceof Error ? error.stack : String(error);
  complain(`pushsim: a bug in the simulator, please report it\n${words}`);
  return exitStatus.simulatorBug;
}
