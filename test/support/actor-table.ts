/**
 * The table of ARCHITECTURE.md that says which folder of model/actors handles which events and records which facts, made from the sources.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factKinds } from '../../model/facts.js';

const actors = 'model/actors';

/** What each folder or file owns: the only part of the table that is written by hand. */
const owned: Readonly<Record<string, string>> = {
  'push-job': 'push jobs: request, writing, polling, end, second phase of a targeted push',
  parent:
    'the parent controller towards jobs and versions: admission, creation, answers, job status, deferred swap, old versions, leadership',
  operator: 'what an operator does: actions, roll-forward by hand, store updates',
  commands:
    'commands to versions that several processes give: status, admin messages, kill, end of a push',
  degraded: 'the registry of degraded regions and its monitor',
  recovery: 'the recovery of a region, store by store',
  rollout: 'the rollout under hooks that the parent swaps region by region',
  policies: 'policies A, B, D and E of the degraded-mode design',
  region:
    'one region: admin messages, versions, topics, replication, replicas, increments, status of a push, swaps, retention',
  clients: 'Da Vinci instances and their reports',
  hooks: 'invocations of hooks and what they are shown',
  'timers.ts': 'periodic ticks',
  'hook-return.ts': 'the end of a hook invocation',
  'faults.ts': 'faults that begin and end',
};

/** The table as Markdown lines. Throws if a folder is in the sources and not in the list above, or the other way round. */
function actorTable(): string {
  const entries = readdirSync(actors, { withFileTypes: true }).filter(
    ({ name }) => name !== 'actor.ts',
  );
  const unknown = entries.filter(({ name }) => owned[name] === undefined).map(({ name }) => name);
  if (unknown.length > 0)
    throw new Error(`say in test/support/actor-table.ts what ${unknown} owns`);
  const lines = Object.entries(owned).map(([name, owns]) => {
    const files = filesOf(join(actors, name));
    const facts = kindsIn(files).filter((kind) => (factKinds as readonly string[]).includes(kind));
    return `| \`${name.replace(/\.ts$/, '')}\` | ${owns} | ${cell(eventsOf(name))} | ${cell(facts)} |`;
  });
  return ['| in `model/actors` | owns | handles | records |', '|---|---|---|---|', ...lines].join(
    '\n',
  );
}

/** The document with its table replaced. Throws if it has no place for one. */
export function withActorTable(document: string): string {
  const place = /(<!-- actors -->\n)[\s\S]*?(\n<!-- \/actors -->)/;
  if (!place.test(document)) throw new Error('ARCHITECTURE.md has no <!-- actors --> block');
  return document.replace(place, (_all, begin, end) => `${begin}${actorTable()}${end}`);
}

function filesOf(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path).map((name) => join(path, name));
}

/** Every literal `kind: '…'` of the files, each once, in the order of the alphabet. */
function kindsIn(files: readonly string[]): string[] {
  const found = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\bkind: '([a-z0-9-]+)'/g)].map(
      ([, kind = '']) => kind,
    ),
  );
  return [...new Set(found)].sort();
}

/** Events whose handler lies in a folder, as model/handle.ts says. */
function eventsOf(name: string): string[] {
  const text = readFileSync('model/handle.ts', 'utf8');
  const folders = new Map(
    [...text.matchAll(/import \{([^}]*)\} from '\.\/actors\/([^'/]+)/g)].flatMap(
      ([, names = '', folder = '']) =>
        names.split(',').map((one) => [one.trim(), folder.replace(/\.js$/, '.ts')] as const),
    ),
  );
  return [...text.matchAll(/^ {2}'([a-z-]+)': (\w+),$/gm)]
    .filter(([, , handler = '']) => folders.get(handler) === name)
    .map(([, kind = '']) => kind)
    .sort();
}

function cell(kinds: readonly string[]): string {
  return kinds.map((kind) => `\`${kind}\``).join(' ');
}
