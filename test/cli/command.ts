/**
 * Runs the command: in the process of the test, which is quick (see test/support/commands-in-process.ts), or as a child process, for tests of
 * signals, threads, pipes and statuses of processes. Child processes run dist-test/, which is made once before the tests.
 */
import { type SpawnOptions, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../cli/command-line.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist-test/cli/main.js');

/** What a command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `pushsim` with these arguments in this process. Commands run one at a time: they share its folder, environment and output. */
export async function pushsim(
  words: readonly string[],
  { cwd = root, env = {} }: Surroundings = {},
): Promise<Outcome> {
  const kept = { cwd: process.cwd(), env: process.env };
  const output = capturedOutput();
  process.chdir(cwd);
  process.env = environment(env);
  try {
    const status = await runCommandLine(words);
    return { status, ...output.texts };
  } finally {
    output.release();
    process.env = kept.env;
    process.chdir(kept.cwd);
  }
}

/** Runs `pushsim` as a child process and waits for its end. */
export async function pushsimProcess(
  words: readonly string[],
  { cwd = root, env = {} }: Surroundings = {},
): Promise<Outcome> {
  const { output, ended } = startPushsim(words, cwd, env);
  return { status: await ended, ...output };
}

/** Starts `pushsim` and hands over the process; `output` collects what it writes to pipes. Other streams go to the files that are named. */
export function startPushsim(
  words: readonly string[],
  cwd: string,
  env = {},
  streams: readonly string[] = ['pipe', 'pipe', 'pipe'],
) {
  const stdio = streams.map((stream) => (stream === 'pipe' ? stream : openSync(stream, 'w')));
  const options: SpawnOptions = { cwd, env: environment(env), stdio };
  const child = spawn(process.execPath, [main, ...words], options);
  for (const stream of stdio) if (typeof stream === 'number') closeSync(stream);
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (status) => resolve(status)),
  );
  return { child, output, ended };
}

function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _forced, NO_COLOR: _refused, ...inherited } = process.env;
  return { ...inherited, ...more };
}

/** Collects what this process writes until it is released. `console` belongs to it: help is written there. */
function capturedOutput() {
  const texts = { stdout: '', stderr: '' };
  const { stdout, stderr } = process;
  const kept = {
    stdout: stdout.write,
    stderr: stderr.write,
    log: console.log,
    error: console.error,
  };
  stdout.write = (text: string | Uint8Array) => {
    texts.stdout += text;
    return true;
  };
  stderr.write = (text: string | Uint8Array) => {
    texts.stderr += text;
    return true;
  };
  console.log = (text) => {
    texts.stdout += `${text}\n`;
  };
  console.error = (text) => {
    texts.stderr += `${text}\n`;
  };
  return {
    texts,
    release(): void {
      stdout.write = kept.stdout;
      stderr.write = kept.stderr;
      console.log = kept.log;
      console.error = kept.error;
    },
  };
}
