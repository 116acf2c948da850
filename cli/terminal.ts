/**
 * All output on stdout and stderr. A closed pipe ends the program without an error; a stream that cannot be written to
 * is reported once, on the other one. No control character of a name, a file or a message reaches a terminal.
 */
import pc from 'picocolors';
import type { Colors } from '../reports/index.js';
import { systemReason } from './system-reason.js';
import { visibleText } from './visible-text.js';

/** Writes a result. */
export function print(text: string): void {
  write('stdout', visibleText(ended(text), wantsColours()));
}

/** Writes a problem or a note about what is being done. */
export function printError(text: string): void {
  write('stderr', visibleText(ended(text), false));
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

type Stream = 'stdout' | 'stderr';

/** Streams that could not be written to; nothing more is written to them. */
const broken = new Set<Stream>();

/** True if a stream failed and output was lost. */
export function hasLostOutput(): boolean {
  return broken.size > 0;
}

function write(name: Stream, text: string): void {
  if (broken.has(name)) return;
  try {
    process[name].write(text);
  } catch (error) {
    lose(name, error);
  }
}

/**
 * Call once, at the start of the process. A closed pipe is no failure: the program ends with the exit status set so
 * far. Any other failure of a stream is reported once.
 */
export function watchStreams(): void {
  for (const name of ['stdout', 'stderr'] as const)
    process[name].on('error', (error: Error) => {
      if ('code' in error && error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      lose(name, error);
    });
}

function lose(name: Stream, error: unknown): void {
  if (broken.has(name)) return;
  broken.add(name);
  if (name === 'stdout')
    printError(
      `pushsim: the output is incomplete: ${systemReason(error)}\n    write it elsewhere, or free space`,
    );
}

/** Colours only for a terminal that supports them, or with FORCE_COLOR or --color. */
export function wantsColours(): boolean {
  const isForced = (process.env.FORCE_COLOR ?? '') !== '' || process.argv.includes('--color');
  return pc.isColorSupported && (isForced || process.stdout.isTTY === true);
}

/** Columns to print in: of the terminal, else what COLUMNS says, else 80; between 40 and 240. */
export function terminalWidth(): number {
  const columns = process.stdout.columns ?? Number(process.env.COLUMNS ?? '');
  return Math.max(40, Math.min(columns > 0 ? columns : 80, 240));
}

/** Long lists of lines are folded for a reader, and left as they are for a pipe. */
export function foldsLines(): boolean {
  return process.stdout.isTTY === true || Number(process.env.COLUMNS ?? '') > 0;
}

/** Emphasis in colours, or none. */
export function colourPaint(isColoured: boolean): Colors {
  const { green, red, yellow, bold, dim } = pc.createColors(isColoured);
  return {
    good: (text) => bold(green(text)),
    bad: (text) => bold(red(text)),
    warn: yellow,
    strong: bold,
    faint: dim,
  };
}
