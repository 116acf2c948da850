/**
 * The fuzzer of command lines: for any arguments and files the command ends with a defined status and a message, without a control
 * character of its input. PUSHSIM_SEED replays a failure, PUSHSIM_RUNS sets how many: a fifth of it, as each
 * may be a whole study.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  commandLine,
  commands,
  files,
  type Options,
  optionsOf,
} from '../support/fuzz/command-lines.js';
import { Draws } from '../support/fuzz/draws.js';
import { fuzzedResult, fuzzedScenario } from '../support/fuzz/fuzzed-files.js';
import { hangMs } from '../support/fuzz/judge.js';
import { propertyRuns, propertySeed } from '../support/seed.js';
import { type Outcome, pushsim } from './command.js';

const sound = readFileSync('scenarios/library/normal/full-push-with-da-vinci.yaml', 'utf8');
let folder = '';
let result = '';
let options: Options = new Map();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-fuzz-'));
  writeFileSync(join(folder, files.sound), sound);
  await pushsim(['sweep', files.sound, '--seeds', '1..2', '--out', files.result], { cwd: folder });
  result = readFileSync(join(folder, files.result), 'utf8');
  const helps = commands.map(async (command) => {
    const { stdout } = await pushsim([command, '--help']);
    return [command, optionsOf(stdout)] as const;
  });
  options = new Map(await Promise.all(helps));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder as each case finds it: a case may have overwritten files of the one before. */
function prepareFolder(number: number): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'folder'), { recursive: true });
  const hook = sound.replace(/^timeline:/m, 'hooks: [{ module: ./hook.js }]\ntimeline:');
  for (const [name, text] of [
    [files.sound, sound],
    [files.result, result],
    [files.fuzzed, fuzzedScenario(propertySeed, number).text],
    [files.fuzzedResult, fuzzedResult(result, propertySeed, number).text],
    [files.module, hook],
    [
      'hook.js',
      "export default { hook: 'mine', points: { preStoreVersionSwap: () => 'PROCEED' } };",
    ],
  ] as const)
    writeFileSync(join(folder, name), text);
}

/** What is wrong with how a command ended; undefined if nothing is. */
function findingOf({ status, stdout, stderr }: Outcome, ms: number): string | undefined {
  if (ms > hangMs) return `${ms} ms`;
  if (![0, 1, 2, 3, 4].includes(Number(status))) return `status ${status}`;
  const raw = /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.exec(stdout + stderr);
  if (raw !== null) return `a raw ${JSON.stringify(raw[0])}`;
  if (/\n {4}at .*:\d+:\d+|\[object |\bundefined\b/.test(stderr)) return 'words of the machine';
  return status === 3 && stderr.trim() === '' && stdout.trim() === '' ? 'no message' : undefined;
}

test('any command line ends with a message', async () => {
  const findings: string[] = [];
  for (let number = 0; number < propertyRuns / 5 && findings.length < 20; number += 1) {
    prepareFolder(number);
    const words = commandLine(options, new Draws(propertySeed, number));
    const begun = performance.now();
    const outcome = await pushsim(words, { cwd: folder });
    const finding = findingOf(outcome, performance.now() - begun);
    if (finding !== undefined)
      findings.push(
        `case ${number}: ${JSON.stringify(words)}: ${finding}\n${outcome.stderr.slice(0, 500)}`,
      );
  }
  expect(findings, `PUSHSIM_SEED=${propertySeed}`).toEqual([]);
});
