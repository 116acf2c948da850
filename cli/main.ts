#!/usr/bin/env node
/** The command `pushsim`: the process around a command line. It ends by itself once everything is written. */
import { runCommandLine } from './command-line.js';
import { exitStatus, worstStatus } from './exit-status.js';
import { hasLostOutput, watchStreams } from './terminal.js';

watchStreams();
const status = await runCommandLine(process.argv.slice(2));
process.exitCode = status;
// A stream may fail until the very end.
process.on('exit', () => {
  if (hasLostOutput()) process.exitCode = worstStatus([status, exitStatus.badInput]);
});
