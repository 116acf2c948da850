/** `pushsim init`: what it writes runs and passes, whatever was chosen, and never replaces a file. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { starterText, starterTopics } from '../../cli/starter-scenario.js';
import { parseScenario, runScenario } from '../../scenarios/index.js';
import { pushsim } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'pushsim-init-'));
afterAll(() => rmSync(folder, { recursive: true }));

const choices = (Object.keys(starterTopics) as (keyof typeof starterTopics)[]).flatMap((about) =>
  [2, 3, 5].map((regions) => ({ about, regions, stores: regions - 1 })),
);

describe('init', () => {
  test.each(choices)('writes a file about $about with $regions regions that passes', (choice) => {
    const run = runScenario(parseScenario(starterText(choice), 'starter.yaml'));
    expect(run.expectations.filter(({ held }) => !held)).toEqual([]);
    expect(run.verdict).toBe('passed');
    expect(run.expectations.length).toBeGreaterThan(0);
  });

  test('takes its choices from options', async () => {
    const words = ['init', 'mine.yaml', '--about', 'push', '--regions', '4', '--stores', '3'];
    const { status, stdout } = await pushsim(words, { cwd: folder });
    expect([status, stdout]).toEqual([
      0,
      'mine.yaml: written; run it with: pushsim run mine.yaml\n',
    ]);
    const text = readFileSync(join(folder, 'mine.yaml'), 'utf8');
    expect(text).toContain('regions: [dc-0, dc-1, dc-2, dc-3]');
    expect(text.match(/name: store-/g)).toHaveLength(3);
  });

  test('writes what it usually writes when there is no one to ask', async () => {
    expect((await pushsim(['init', 'usual.yaml'], { cwd: folder })).status).toBe(0);
    const text = readFileSync(join(folder, 'usual.yaml'), 'utf8');
    expect(text).toBe(starterText({ about: 'outage', regions: 3, stores: 2 }));
  });

  test('leaves a file alone that is there, even one that it has written', async () => {
    await pushsim(['init', 'there.yaml'], { cwd: folder });
    const { status, stderr } = await pushsim(['init', 'there.yaml', '--stores', '9'], {
      cwd: folder,
    });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^there\.yaml is already there/m);
  });

  test.each([
    [['--regions', '1'], /--regions 1 is not a whole number from 2 to 9/],
    [['--stores', 'many'], /--stores many is not a whole number from 1 to 99/],
    [['--about', 'cats'], /Choices|Invalid|push/],
  ])('refuses %s', async (words, message) => {
    const { status, stderr } = await pushsim(['init', 'no.yaml', ...words], { cwd: folder });
    expect(status).toBe(3);
    expect(stderr).toMatch(message);
  });
});
