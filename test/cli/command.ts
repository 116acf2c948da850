/**
 * Runs the built command as a child process, the way a shell does. Builds it first when it is missing
 * or older than its sources.
 */
import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'dist/cli/main.js');

/** What a child process left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Compiles if need be. */
export function build(): void {
  if (existsSync(main) && statSync(main).mtimeMs > newestSource()) return;
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root });
}

/** Runs `pushsim` with these words and waits for its end. */
export function pushsim(
  words: readonly string[],
  options: { cwd?: string; env?: object } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    ...childOptions(options),
  });
  return { status, stdout, stderr };
}

/** Starts `pushsim` and hands over the process; `output` collects what it writes. */
export function startPushsim(words: readonly string[], cwd: string) {
  const child = spawn(process.execPath, [main, ...words], childOptions({ cwd }));
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Uint8Array) => {
    output.stdout += new TextDecoder().decode(chunk);
  });
  child.stderr?.on('data', (chunk: Uint8Array) => {
    output.stderr += new TextDecoder().decode(chunk);
  });
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (status) => resolve(status)),
  );
  return { child, output, ended };
}

function childOptions({ cwd = root, env = {} }: { cwd?: string; env?: object }): SpawnOptions {
  const { FORCE_COLOR: _forced, NO_COLOR: _refused, ...inherited } = process.env;
  return { cwd, env: { ...inherited, ...env } };
}

function newestSource(): number {
  const rooms = ['sim', 'model', 'scenarios', 'reports', 'cli'];
  return Math.max(...rooms.map((room) => newestBelow(join(root, room))));
}

function newestBelow(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return newestBelow(path);
    return entry.name.endsWith('.ts') ? statSync(path).mtimeMs : 0;
  });
  return Math.max(0, ...times);
}
