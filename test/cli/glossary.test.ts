/**
 * The commands that the glossary gives as examples run, and print what they are given for: one of each topic. test/library runs every file,
 * and test/glossary.test.ts holds each example to the narrative of its file.
 */
import { describe, expect, test } from 'vitest';
import { commandOf } from '../../cli/terms/entries.js';
import { terms } from '../../cli/terms/index.js';
import { pushsim } from './command.js';

const commands = [...new Set(terms.flatMap((term) => commandOf(term) ?? []))];
const topicOf = (command: string) => command.split('/').at(-2);
const onePerTopic = commands.filter(
  (command) => command === commands.find((other) => topicOf(other) === topicOf(command)),
);

test.each(onePerTopic)('%s', async (command) => {
  const { status, stdout, stderr } = await pushsim(command.split(' ').slice(1));
  expect(status, stderr).toBe(0);
  for (const { name, shows = name } of terms.filter((term) => commandOf(term) === command))
    expect(stdout).toContain(shows);
});

describe('explain', () => {
  test.each(['PARTIALLY_ONLINE', 'DM-3'])(
    '%s says what to do and gives a command',
    async (name) => {
      const { status, stdout } = await pushsim(['explain', name]);
      expect(status).toBe(0);
      expect(stdout).toMatch(/^ {2}to do: /m);
      expect(stdout).toMatch(/^ {2}run: +pushsim run \S+\.yaml/m);
    },
  );

  test('a flow says how far it is checked against Venice', async () => {
    const { stdout } = await pushsim(['explain', 'rollback']);
    for (const how of ['recorded answers', 'tests of Venice', 'reading only'])
      expect(stdout).toContain(`checked:    by ${how}`);
  });

  test('a name with several meanings is explained for each', async () => {
    const { stdout } = await pushsim(['explain', 'ERROR']);
    expect(stdout).toContain('ERROR (version status)');
    expect(stdout).toContain('ERROR (push status)');
  });
});

test('terms are listed, each with its kind', async () => {
  const { stdout } = await pushsim(['list', 'terms']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(terms.length);
  expect(lines.find((line) => line.startsWith('source fabric '))).toMatch(/ word +The region /);
});
