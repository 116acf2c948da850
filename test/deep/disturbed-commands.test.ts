/**
 * Commands that are killed or stopped repeatedly, and resumed each time, end with the bytes of uninterrupted ones. Explorations that share a
 * folder lose nothing.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pushsimProcess, startPushsim } from '../cli/command.js';
import { aPush, longSweep, until } from '../cli/study-file.js';
import { propertyRuns } from '../support/seed.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pushsim-disturbed-'));
  writeFileSync(join(folder, 'push.yaml'), aPush);
});

afterAll(() => rmSync(folder, { recursive: true }));

const pushsim = (words: readonly string[], { cwd }: { cwd: string }) =>
  pushsimProcess(words, { cwd });
const has = (file: string) => existsSync(join(folder, file));
const text = (file: string) => readFileSync(join(folder, file), 'utf8');
const endings = { SIGKILL: null, SIGTERM: 143 } as const;
const disturbances = 50;
/** More on one piece of work would only show that none is done in no time. */
const onOne = 10;

/** Delays that are spread over the first seconds of a command, the same every time. */
function delayMs(number: number): number {
  return 100 + ((number * 977) % 2_900);
}

/** Starts a command and disturbs it; true if it was still under way. */
async function disturbed(
  words: readonly string[],
  signal: keyof typeof endings,
  number: number,
): Promise<boolean> {
  const { child, ended } = startPushsim(words, folder);
  const timer = setTimeout(() => child.kill(signal), delayMs(number));
  const status = await ended;
  clearTimeout(timer);
  // A signal that comes before the program listens ends it, too.
  return child.signalCode === signal || (status !== null && status === endings[signal]);
}

// Minutes of work: run it with PUSHSIM_RUNS=5000.
describe.skipIf(propertyRuns < 5_000).each(['SIGKILL', 'SIGTERM'] as const)(
  '%s, again and again',
  (signal) => {
    test('of a sweep', { timeout: 900_000 }, async () => {
      const sweep = (out: string) => ['sweep', 'push.yaml', ...longSweep, '--out', out];
      await pushsim(sweep('calm.json'), { cwd: folder });
      for (let number = 0; number < disturbances; ) {
        const out = `${signal}-${number}.json`;
        const words = () => (has(out) ? ['sweep', '--resume', out] : sweep(out));
        for (let one = 0; one < onOne; one += 1, number += 1)
          if (!(await disturbed(words(), signal, number))) break;
        number += 1;
        if ((await pushsim(words(), { cwd: folder })).status !== 0) expect.unreachable(out);
        expect(text(out) === text('calm.json'), out).toBe(true);
      }
    });

    test('of an exploration', { timeout: 900_000 }, async () => {
      const explore = (out: string) => [...ghosts, '--out', out];
      const calm = await pushsim(explore(`calm-${signal}`), { cwd: folder });
      const names = readdirSync(join(folder, `calm-${signal}`));
      for (let number = 0; number < disturbances; ) {
        const out = `explore-${signal}-${number}`;
        for (let one = 0; one < onOne; one += 1, number += 1)
          if (!(await disturbed(explore(out), signal, number))) break;
        number += 1;
        const last = await pushsim(explore(out), { cwd: folder });
        expect(last.stdout).toBe(calm.stdout.replaceAll(`calm-${signal}/`, `${out}/`));
        expect(
          readdirSync(join(folder, out)).filter((name) => !name.startsWith('.pushsim-')),
        ).toEqual(names);
        for (const name of names)
          expect(text(`${out}/${name}`)).toBe(text(`calm-${signal}/${name}`));
      }
    });
  },
);

const ghosts = ['explore', '--switch', 'skip-degraded=off', '--runs', '40', '--workers', '2'];

describe('an exploration', () => {
  const state = () =>
    readdirSync(join(folder, 'found')).find((name) => name.includes('unfinished'));

  test('that is hung up resumes to the findings of an uninterrupted one', async () => {
    const first = startPushsim([...ghosts, '--out', 'found'], folder);
    await until(() => has('found') && state() !== undefined);
    first.child.kill('SIGHUP');
    expect(await first.ended).toBe(129);
    expect(first.output.stderr).toMatch(
      /interrupted: \d+ of 40 runs .*; the same command continues/,
    );
    const again = await pushsim([...ghosts, '--out', 'found'], { cwd: folder });
    expect(again.stderr).toMatch(/^continues after \d+ runs of an interrupted exploration/);
    expect(state()).toBeUndefined();
    const calm = await pushsim([...ghosts, '--out', 'calm'], { cwd: folder });
    expect([again.status, again.stdout]).toEqual([2, calm.stdout.replaceAll('calm/', 'found/')]);
    const names = readdirSync(join(folder, 'calm'));
    expect(readdirSync(join(folder, 'found'))).toEqual(names);
    for (const name of names) expect(text(`found/${name}`)).toBe(text(`calm/${name}`));
  });

  test('with another seed in the same folder removes no finding, and the same exploration again adds none', async () => {
    const before = readdirSync(join(folder, 'calm'));
    const kept = before.map((name) => text(`calm/${name}`));
    await pushsim([...ghosts, '--out', 'calm'], { cwd: folder });
    expect(readdirSync(join(folder, 'calm'))).toEqual(before);
    await pushsim([...ghosts, '--seed', '2', '--out', 'calm'], { cwd: folder });
    expect(readdirSync(join(folder, 'calm')).length).toBeGreaterThan(before.length);
    expect(before.map((name) => text(`calm/${name}`))).toEqual(kept);
  });

  test('does not continue from a state that is damaged', async () => {
    const first = startPushsim([...ghosts, '--seed', '3', '--out', 'found'], folder);
    await until(() => state() !== undefined);
    first.child.kill('SIGKILL');
    await first.ended;
    writeFileSync(join(folder, 'found', state() ?? ''), '{"format":"pushsim-hunt","version":1}');
    const again = await pushsim([...ghosts, '--seed', '3', '--out', 'found'], { cwd: folder });
    expect([again.status, again.stderr]).toEqual([3, expect.stringContaining('is damaged')]);
  });
});

test('a second signal ends a command at once', async () => {
  const words = ['sweep', 'push.yaml', '--seeds', '1..20000', '--out', 'twice.json'];
  const { child, ended } = startPushsim(words, folder);
  await until(() => has('twice.json'));
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect([130, 143]).toContain(await ended);
});

test('an exploration of some seconds ends in about that time, shrinking included', async () => {
  const began = performance.now();
  await pushsim(['explore', '--venice', 'as-built', '--for', '10s'], { cwd: folder });
  expect(performance.now() - began).toBeLessThan(30_000);
});
