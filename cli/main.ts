#!/usr/bin/env node
/** The command `pushsim`: the process around a command line. It ends by itself once everything is written. */
import { runCommandLine } from './command-line.js';
import { endQuietlyWithoutReader } from './terminal.js';

endQuietlyWithoutReader();
process.exitCode = await runCommandLine(process.argv.slice(2));
