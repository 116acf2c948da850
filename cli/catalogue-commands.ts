/** `pushsim list` and `pushsim explain`: all names, and the explanation of one name. */
import { configKeyNamed } from '../model/index.js';
import { wrapped } from '../reports/index.js';
import { didYouMean, nameList } from '../scenarios/index.js';
import {
  type Catalogue,
  type CatalogueEntry,
  type CatalogueKind,
  catalogueKinds,
  configEntry,
  realCatalogue,
} from './catalogue.js';
import { divergenceCatalogue, divergencesTable } from './divergences-table.js';
import { type ExitStatus, exitStatus } from './exit-status.js';
import { libraryFilesNamed, libraryNames, libraryTable } from './library.js';
import { rulesTable } from './rules-table.js';
import { print, printError } from './terminal.js';
import { addedFacts, termsNamed, termTable } from './terms/entries.js';

/** Prints all of a kind, one a line; without a kind, the kinds. */
export function listCommand(kind: string | undefined): ExitStatus {
  const text = kind === undefined ? undefined : listing(kind, realCatalogue);
  if (text !== undefined) {
    print(text);
    return exitStatus.passed;
  }
  const kinds = [
    'scenarios',
    ...catalogueKinds(realCatalogue).map((each) => each.kind),
    'divergences',
    'terms',
  ];
  if (kind === undefined) {
    print(kinds.join('\n'));
    return exitStatus.passed;
  }
  printError(unknown(`"${kind}" is not something that can be listed`, kind, kinds));
  return exitStatus.badInput;
}

/** All of a kind, one a line; undefined for a kind that does not exist. */
export function listing(kind: string, catalogue: Catalogue): string | undefined {
  if (kind === 'rules') return rulesTable(catalogue.rules);
  if (kind === 'divergences') return divergencesTable();
  if (kind === 'scenarios') return libraryTable();
  if (kind === 'terms') return table(termTable());
  const found = catalogueKinds(catalogue).find((each) => each.kind === kind);
  return found === undefined ? undefined : table(found.entries);
}

/** Prints what a name stands for; a name of several kinds is explained for each. */
export function explainCommand(name: string): ExitStatus {
  const found = explanations(name, realCatalogue);
  if (found.length > 0) {
    print(found.join('\n'));
    return exitStatus.passed;
  }
  const names = explained(realCatalogue).flatMap(({ entries }) =>
    entries.flatMap((entry) => [entry.name, ...(entry.alias ? [entry.alias] : [])]),
  );
  const others = [...termTable().map((term) => term.name), ...libraryNames()];
  printError(unknown(`nothing here is called "${name}"`, name, [...names, ...others]));
  return exitStatus.badInput;
}

/** What a name stands for, a text for each kind that has it. */
export function explanations(name: string, catalogue: Catalogue): string[] {
  const kinds = [...explained(catalogue), ...termsNamed(name), libraryFilesNamed(name)];
  const found = kinds.flatMap((kind) => matches(kind, name));
  const key = found.length === 0 ? configKeyNamed(name) : undefined;
  return key === undefined ? found : [explanation('configuration key', configEntry(key))];
}

function explained(catalogue: Catalogue): CatalogueKind[] {
  return [...catalogueKinds(catalogue), divergenceCatalogue()];
}

function matches({ kind, one, entries }: CatalogueKind, name: string): string[] {
  const wanted = name.toLowerCase();
  return entries
    .filter((entry) => entry.name.toLowerCase() === wanted || entry.alias?.toLowerCase() === wanted)
    .map((entry) => explanation(one, withAddedFacts(kind, entry)));
}

function withAddedFacts(kind: string, entry: CatalogueEntry): CatalogueEntry {
  return { ...entry, facts: [...entry.facts, ...addedFacts(kind, entry.name)] };
}

function explanation(one: string, { name, title, facts }: CatalogueEntry): string {
  const lines = facts.flatMap(([label, text]) => {
    const [first = '', ...rest] =
      label === 'example' || label === 'run' ? [text] : wrapped(text, 90);
    return [
      `  ${`${label}:`.padEnd(12)}${first}`,
      ...rest.map((line) => `${' '.repeat(14)}${line}`),
    ];
  });
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
