/** Repository rules: allowed imports between layers, APIs a layer may use, file length, banned names. Messages name the fix. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const layers = ['sim', 'model', 'scenarios', 'reports', 'cli'] as const;
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '');
const sources = tracked.filter(
  (file) => file.endsWith('.ts') && layers.includes(folderOf(file) as never),
);

interface Source {
  readonly file: string;
  readonly text: string;
}

const read = (file: string): Source => ({ file, text: readFileSync(file, 'utf8') });
const all = sources.map(read);

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

/** Code without comments and with string literals emptied. */
function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

function importsOf({
  file,
  text,
}: Source): { readonly from: string; readonly to: string; readonly typeOnly: boolean }[] {
  return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from '(\.[^']+)';/gm)].map(
    ([, type, path]) => ({
      from: file,
      to: normalize(join(dirname(file), path ?? '')),
      typeOnly: type !== undefined,
    }),
  );
}

/** Imports of a higher layer, and imports of another layer past its entry point. */
function badImports(source: Source): string[] {
  const own = layers.indexOf(folderOf(source.file) as never);
  return importsOf(source).flatMap(({ from, to }) => {
    const other = layers.indexOf(folderOf(to) as never);
    if (other === own) return [];
    if (other > own)
      return [
        `${from} imports ${to}: only lower layers (${layers.slice(0, own).join(', ')}) may be used`,
      ];
    // A folder of a layer may have an entry point of its own.
    return new RegExp(`^${layers[other]}/([a-z-]+/)?index[.]js$`).test(to)
      ? []
      : [`${from} imports ${to}: enter ${layers[other]} through its index.js`];
  });
}

/** Rules take values only. */
function badRuleImports(source: Source): string[] {
  if (!source.file.startsWith('model/rules/')) return [];
  return importsOf(source).flatMap(({ from, to, typeOnly }) => {
    const mayType = typeOnly && to === 'model/hooks/hook.js';
    const fine = to.startsWith('model/rules/') || to === 'model/statuses.js' || mayType;
    return fine
      ? []
      : [
          `${from} imports ${to}: a rule takes values as arguments and reads no World, clock or random numbers`,
        ];
  });
}

/** Layers of the actors, lowest first; a file imports from its own layer and from lower ones. All of them may read model/queries. */
const actorLayers: readonly (readonly string[])[] = [
  ['actor.ts'],
  ['timers.ts', 'hooks/', 'clients/'],
  ['region/'],
  ['commands/', 'recovery/'],
  ['rollout/', 'degraded/'],
  ['push-job/', 'policies/'],
  ['parent/'],
  ['operator/', 'faults.ts', 'hook-return.ts'],
];

function layerOf(file: string): number {
  const own = file.replace('model/actors/', '').replace(/\.js$/, '.ts');
  return actorLayers.findIndex((folders) => folders.some((folder) => own.startsWith(folder)));
}

/** Imports against the order of the layers, and actors that no layer holds. Queries import no actor. */
function badActorImports(source: Source): string[] {
  const { file } = source;
  const imported = importsOf(source).filter(({ to }) => to.startsWith('model/actors/'));
  if (file.startsWith('model/queries/'))
    return imported.map(({ to }) => `${file} imports ${to}: a query reads the World only`);
  if (!file.startsWith('model/actors/')) return [];
  if (layerOf(file) < 0) return [`${file} is in no layer: add its folder to actorLayers`];
  return imported
    .filter(({ to }) => layerOf(to) > layerOf(file))
    .map(
      ({ to }) => `${file} imports ${to}: actors import from their own layer and from lower ones`,
    );
}

/** Groups of files that import each other, types included, each in the order of the imports found. */
function cyclesIn(files: readonly Source[]): string[] {
  const known = new Set(files.map(({ file }) => file));
  const imported = new Map(
    files.map((source) => [source.file, targetsOf(source).filter((to) => known.has(to))]),
  );
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const to of imported.get(file) ?? []) visit(to);
    path.pop();
    done.add(file);
  };
  for (const { file } of files) visit(file);
  return found;
}

/** Every file of the repository that a file imports, exports from or loads later. */
function targetsOf({ file, text }: Source): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)).replace(/\.js$/, '.ts'),
  );
}

const inSimAndModel: readonly (readonly [RegExp, string])[] = [
  [/\bDate\b/, 'take `now` from the turn'],
  [/Math\.random/, 'draw from a named stream'],
  [/\b(await|async|Promise)\b/, 'handlers are plain calls'],
  [/localeCompare|toLocale|\bIntl\b/, 'compare code units'],
  [
    /Math\.(log|exp|pow|sin|cos|tan|log2|log10|cbrt)\b/,
    'hosts differ in the last bit: see sim/exact-math.ts',
  ],
  [/\.sort\(\)/, 'sort with an explicit comparator'],
  [
    /\bprocess\b|\bBuffer\b|'node:/,
    'only the command line and scenarios/load.ts touch the machine',
  ],
];

function badWords(source: Source): string[] {
  if (!/^(sim|model)\//.test(source.file)) return [];
  const code = codeOf(source.text);
  return inSimAndModel
    .filter(([pattern]) => pattern.test(code))
    .map(([pattern, instead]) => `${source.file} uses ${pattern}: ${instead}`);
}

const bannedNames =
  /(^|[-/])(utils?|helpers?|manager|service|common|misc|base|impl|context|ctx)([-.]|$)/;
const longTables: ReadonlySet<string> = new Set(['model/switches/rows.ts']);

describe('the order of layers', () => {
  test('no tracked file is larger than 512 KiB, so that no output of a command is committed by mistake', () => {
    const large = tracked.filter((file) => statSync(file).size > 512 * 1024);
    expect(large.filter((file) => file !== 'package-lock.json')).toEqual([]);
  });

  test('files import from their own layer and from lower layers, through the entry point', () => {
    expect(all.flatMap(badImports)).toEqual([]);
  });

  test('rules take values only', () => {
    expect(all.flatMap(badRuleImports)).toEqual([]);
  });

  test('no import cycles, type imports included', () => {
    const code = tracked.filter((file) => /\.(ts|mjs)$/.test(file)).map(read);
    expect(cyclesIn(code)).toEqual([]);
  });

  test('the event queue is imported through sim/queue/event-queue.ts', () => {
    const others = all.filter(({ file }) => !file.startsWith('sim/queue/'));
    const past = others
      .flatMap(importsOf)
      .filter(({ to }) => /^sim\/queue\/(?!event-queue\.js)/.test(to));
    expect(past).toEqual([]);
  });

  test('actors import from their own layer and from lower ones', () => {
    expect(all.flatMap(badActorImports)).toEqual([]);
  });

  test('only apply and the creation of a World may write to it', () => {
    const writers = all
      .filter(
        ({ file, text }) => file.startsWith('model/') && /\bWritableWorld\b/.test(codeOf(text)),
      )
      .map(({ file }) => file);
    const allowed = /^model\/(apply\.ts|apply\/|create-world\.ts|world\.ts|index\.ts)/;
    expect(writers.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('the kernel names no term of Venice', () => {
    const words = /\b(venice|regions?|stores?|partitions?|replicas?|pushes|controllers?|hooks?)\b/i;
    const told = all.filter(
      ({ file, text }) => file.startsWith('sim/') && words.test(codeOf(text)),
    );
    expect(told.map(({ file }) => file)).toEqual([]);
  });
});

describe('determinism', () => {
  test('no clock, random numbers, promise, locale or inexact function in sim and model', () => {
    expect(all.flatMap(badWords)).toEqual([]);
  });

  test('Node is used by the command line, the two files of scenarios that read disks and the sandbox of hook modules only', () => {
    const users = all.filter(({ text }) => /from 'node:/.test(text)).map(({ file }) => file);
    const allowed = ['scenarios/load.ts', 'scenarios/read-file.ts', 'scenarios/modules/sandbox.ts'];
    expect(users.filter((file) => !file.startsWith('cli/') && !allowed.includes(file))).toEqual([]);
  });
});

describe('tidiness', () => {
  test('files have at most 300 lines', () => {
    const long = all
      .filter(({ file, text }) => !longTables.has(file) && text.split('\n').length > 301)
      .map(({ file }) => file);
    expect(long, 'split them by what they do').toEqual([]);
  });

  test('every file begins with a comment on its content', () => {
    expect(
      all.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ file }) => file),
    ).toEqual([]);
  });

  test('no file has a name that says nothing', () => {
    expect(sources.filter((file) => bannedNames.test(file))).toEqual([]);
  });

  test('nothing is exported by default', () => {
    expect(
      all.filter(({ text }) => /export default/.test(codeOf(text))).map(({ file }) => file),
    ).toEqual([]);
  });

  test('the lockfile names no download addresses', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
  });
});

describe('the checks themselves', () => {
  test('catch an import of a higher layer, and one past an entry point', () => {
    expect(
      badImports({ file: 'sim/bad.ts', text: "import { x } from '../model/index.js';" }),
    ).toHaveLength(1);
    expect(
      badImports({ file: 'reports/bad.ts', text: "import { x } from '../model/world.js';" }),
    ).toHaveLength(1);
    expect(
      badImports({ file: 'reports/good.ts', text: "import { x } from '../model/index.js';" }),
    ).toEqual([]);
  });

  test('catch a cycle of two files, one import of a type and one at run time', () => {
    const files = [
      { file: 'sim/a.ts', text: "import type { B } from './b.js';" },
      { file: 'sim/b.ts', text: "const a = await import('./a.js');" },
    ];
    expect(cyclesIn(files)).toEqual(['sim/a.ts -> sim/b.ts -> sim/a.ts']);
    expect(cyclesIn(files.slice(0, 1))).toEqual([]);
  });

  test('catch an actor that imports from a higher layer, one outside all layers, and a query that imports an actor', () => {
    const bad = [
      { file: 'model/actors/region/a.ts', text: "import { x } from '../parent/b.js';" },
      { file: 'model/actors/lost/a.ts', text: '' },
      { file: 'model/queries/a.ts', text: "import { x } from '../actors/timers.js';" },
    ];
    for (const source of bad) expect(badActorImports(source), source.file).toHaveLength(1);
    expect(
      badActorImports({
        file: 'model/actors/parent/a.ts',
        text: "import { x } from '../region/b.js';",
      }),
    ).toEqual([]);
  });

  test('catch a rule that reads the World', () => {
    expect(
      badRuleImports({
        file: 'model/rules/bad.ts',
        text: "import type { World } from '../world.js';",
      }),
    ).toHaveLength(1);
  });

  test('catch each forbidden API in code, and none in a comment', () => {
    for (const word of [
      'new Date()',
      'Math.random()',
      'await x',
      'a.localeCompare(b)',
      'Math.log(2)',
      'list.sort()',
      'process.exit()',
    ]) {
      expect(badWords({ file: 'model/bad.ts', text: `const x = ${word};` }), word).toHaveLength(1);
      expect(badWords({ file: 'model/bad.ts', text: `/** ${word} */` }), word).toEqual([]);
    }
  });

  test('catch a name that says nothing', () => {
    expect(bannedNames.test('model/region-utils.ts')).toBe(true);
    expect(bannedNames.test('model/basement.ts')).toBe(false);
  });
});
