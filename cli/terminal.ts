/**
 * Everything that leaves the program: results on stdout, problems on stderr, report files. A reader
 * that goes away ends the program quietly; a file is complete or not there.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import type { Paint } from '../reports/index.js';

/** Writes a result. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes a problem or a note about what is being done. */
export function complain(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** A pipe whose reader has seen enough is no failure: the program ends with the status it has so far. */
export function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      if ('code' in error && error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
}

/** Colours only for a terminal that wants them, or when FORCE_COLOR or --color asks for them. */
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
export function colourPaint(isColoured: boolean): Paint {
  const { green, red, yellow, bold, dim } = pc.createColors(isColoured);
  return {
    good: (text) => bold(green(text)),
    bad: (text) => bold(red(text)),
    warn: yellow,
    strong: bold,
    faint: dim,
  };
}

/**
 * Writes a file in a folder, which is made if need be, and gives its path. It appears whole or not at
 * all.
 */
export function writeWhole(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  const unfinished = `${path}.${process.pid}.unfinished`;
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return path;
}
