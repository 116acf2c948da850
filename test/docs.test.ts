/** Every command in the documents works, every scenario in the guide passes, and the README shows what the command prints. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../scenarios/index.js';
import { pushsim } from './cli/command.js';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'scenarios/library/README.md',
  'docs/outputs.md',
  'docs/ci.md',
  'docs/guide.md',
  'docs/not-simulated.md',
  'docs/studies.md',
  'docs/exploring.md',
  'docs/html-report.md',
  'docs/hooks.md',
  'docs/performance.md',
  'docs/designs.md',
  'docs/glossary.md',
];

function fenced(file: string, language: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, body]) => body ?? '',
  );
}

/** A command that several documents show is run once. */
const commands = documents
  .flatMap((file) =>
    fenced(file, 'sh').flatMap((block) =>
      block
        .trim()
        .split('\n')
        .map((line) => [file, line] as const),
    ),
  )
  .filter(([, line], place, all) => all.findIndex(([, other]) => other === line) === place);

/** Runs a command; one that ends in `|| true` may have any exit status except those for bad input and bugs. */
async function expectToWork(line: string): Promise<void> {
  const mayFail = line.endsWith('|| true');
  const command = line.replace(/ (\|\| true|> \/dev\/null)$/, '').replace('npx pushsim ', '');
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, plain = '']) => quoted ?? plain,
  );
  const { status, stderr } = await pushsim(words.map(shortened));
  expect(mayFail ? [0, 1, 2, 4] : [0], stderr).toContain(status);
}

/** Commands of a workflow, with the variables of the build server filled in; a command of several shards is run for each. */
const workflowCommands = fenced('docs/ci.md', 'yaml').flatMap((text) =>
  [...text.matchAll(/^\s*- run: (npx pushsim .*)$/gm)].flatMap(([, line = '']) =>
    (line.includes('matrix.shard') ? ['1', '2'] : ['']).map((shard) =>
      line
        .replace(/\$\{\{ matrix\.shard \}\}/g, shard)
        .replace(/\$\{\{ github\.run_number \}\}/g, '1'),
    ),
  ),
);

const small = 'scenarios/library/normal/full-push-with-da-vinci.yaml';

const designFlaws = 'scenarios/library/design-flaws';

/** Long work is cut short: a time of exploration, large scenarios and the whole library; folders of a reader are those of the library. */
function shortened(word: string): string {
  if (['30s', '5m'].includes(word)) return '2s';
  if (word === '1..1000') return '1..4';
  if (word === 'rehearsals') return 'scenarios/library/normal';
  if (word === 'rehearsals/outage.yaml') return small;
  if (word === 'known-flaws' || word.startsWith('node_modules/')) return designFlaws;
  if (word.startsWith('scenarios/large/') && existsSync(word)) return small;
  return word === 'scenarios/library' ? 'scenarios/library/normal' : word;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

describe('the documents', () => {
  test.each(commands)('%s: %s', async (_file, line) => {
    for (const step of line.split('&&').map((part) => part.trim())) {
      const script = /^npm (?:run )?([\w:]+)/.exec(step)?.[1];
      if (script !== undefined) expect(['ci', ...scripts]).toContain(script);
      else expect(step).toMatch(/^npx pushsim /);
      if (step.startsWith('npx pushsim ')) await expectToWork(step);
    }
  });

  test('the workflow of docs/ci.md checks, runs, explores, splits and merges', async () => {
    const kinds = workflowCommands.map((line) => line.split(' ')[2]);
    expect(kinds).toEqual(['check', 'run', 'explore', 'sweep', 'sweep', 'merge']);
    for (const line of workflowCommands) await expectToWork(line);
  });

  test('there are commands, and the scenario of the guide passes', () => {
    expect(commands.length).toBeGreaterThan(8);
    const scenarios = fenced('docs/guide.md', 'yaml');
    expect(scenarios).toHaveLength(1);
    for (const text of scenarios)
      expect(runScenario(parseScenario(text, 'guide.md')).verdict).toBe('passed');
  });

  test('README has at most 120 lines, and its output and numbers are those of its commands', async () => {
    const text = readFileSync('README.md', 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(121);
    const [run = '', compare = ''] = fenced('README.md', 'sh').map(
      (block) => /npx pushsim (.*)/.exec(block)?.[1] ?? '',
    );
    const printed = onOneLine((await pushsim(run.split(' '))).stdout);
    const [shown = ''] = fenced('README.md', 'text');
    for (const part of shown.split('…')) expect(printed).toContain(onOneLine(part));
    const both = (await pushsim(compare.split(' '))).stdout;
    const [, designed, baseline] = /^ {2}push\.p1\.duration-ms +(\S+) +(\S+)$/m.exec(both) ?? [];
    expect(text).toContain(`The push takes ${designed} `);
    expect(text).toContain(`fails after ${baseline},`);
  });

  test('the hook of docs/hooks.md is the example that runs', () => {
    const [code] = fenced('docs/hooks.md', 'js');
    expect(code).toBe(readFileSync('scenarios/examples/canary-first.js', 'utf8'));
    const [entry = ''] = fenced('docs/hooks.md', 'yaml');
    expect(readFileSync('scenarios/examples/canary-first.yaml', 'utf8')).toContain(entry);
  });

  test.each(['CONTRIBUTING.md', 'ARCHITECTURE.md'])('%s names files that exist', (file) => {
    const named = readFileSync(file, 'utf8').matchAll(
      /`((?:[a-z-]+\/)+[a-z.-]+\.(?:ts|md|txt|json))`/g,
    );
    expect([...named].flatMap(([, path = '']) => (existsSync(path) ? [] : [path]))).toEqual([]);
  });

  test.each(documents)('%s links to files that exist', (file) => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!http)([^)#]+)\)/g)].map(
      ([, target]) => target ?? '',
    );
    expect(links.filter((target) => !existsSync(join(dirname(file), target)))).toEqual([]);
  });
});
