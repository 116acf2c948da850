/** `pushsim list` and `pushsim explain`: what has a name here, and what one of the names stands for. */
import { didYouMean, nameList } from '../scenarios/index.js';
import { type Catalogue, type CatalogueEntry, catalogues } from './catalogue.js';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { libraryCatalogue } from './library.js';
import { rulesTable } from './rules-table.js';
import { complain, print } from './terminal.js';

/** Prints all of a kind, one a line; without a kind, the kinds. */
export function listCommand(kind: string | undefined): ExitStatus {
  const found = [...catalogues(), { kind: 'scenarios', one: 'scenario', entries: [] }].find(
    (each) => each.kind === kind,
  );
  if (kind === 'rules') {
    print(rulesTable());
    return exitStatus.passed;
  }
  if (found !== undefined) {
    print(table((kind === 'scenarios' ? libraryCatalogue() : found).entries));
    return exitStatus.passed;
  }
  const kinds = ['scenarios', ...catalogues().map((each) => each.kind)];
  if (kind === undefined) {
    print(kinds.join('\n'));
    return exitStatus.passed;
  }
  complain(unknown(`"${kind}" is not something that can be listed`, kind, kinds));
  return exitStatus.badInput;
}

/** Prints what a name stands for; a name of several kinds is explained for each. */
export function explainCommand(name: string): ExitStatus {
  const all = [...catalogues(), libraryCatalogue()];
  const found = all.flatMap((catalogue) => matches(catalogue, name));
  if (found.length > 0) {
    print(found.join('\n'));
    return exitStatus.passed;
  }
  const names = all.flatMap(({ entries }) =>
    entries.flatMap((entry) => [entry.name, ...(entry.alias ? [entry.alias] : [])]),
  );
  complain(unknown(`nothing here is called "${name}"`, name, names));
  return exitStatus.badInput;
}

function matches({ one, entries }: Catalogue, name: string): string[] {
  const wanted = name.toLowerCase();
  return entries
    .filter((entry) => entry.name.toLowerCase() === wanted || entry.alias?.toLowerCase() === wanted)
    .map((entry) => explained(one, entry));
}

function explained(one: string, { name, title, facts }: CatalogueEntry): string {
  const lines = facts.map(([label, text]) => `  ${`${label}:`.padEnd(12)}${text}`);
  return `${[`${name} (${one})`, `  ${title}`, ...lines].join('\n')}\n`;
}

function table(entries: readonly CatalogueEntry[]): string {
  if (entries.length === 0) return 'none';
  const width = Math.max(...entries.map(({ name }) => name.length));
  return entries
    .map(
      ({ name, tag, title }) =>
        `${name.padEnd(width)}  ${tag === undefined ? '' : `${tag}  `}${title}`,
    )
    .join('\n');
}

function unknown(message: string, name: string, names: readonly string[]): string {
  const hint = didYouMean(name, names);
  const known = names.length > 20 ? 'see pushsim list KIND' : `known: ${nameList(names)}`;
  return `pushsim: ${message}\n    ${hint === undefined ? known : hint}`;
}
