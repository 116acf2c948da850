/** The scenarios that come with the package: where they lie, and how they are listed and explained. */
import { fileURLToPath } from 'node:url';
import { findScenarios, loadScenario, type Scenario, ScenarioError } from '../scenarios/index.js';
import type { CatalogueEntry, CatalogueKind } from './catalogue.js';

/** The library as a catalogue; a file that cannot be read is listed as broken. */
export function libraryCatalogue(): CatalogueKind {
  return { kind: 'scenarios', one: 'scenario', entries: libraryFiles().map(entryOf) };
}

/** The files of one name, its path or the last part of it; no other file is read. */
export function libraryFilesNamed(name: string): CatalogueKind {
  const wanted = name.toLowerCase();
  const files = libraryFiles().filter((file) =>
    [file, aliasOf(file)].some((each) => each.toLowerCase() === wanted),
  );
  return { kind: 'scenarios', one: 'scenario', entries: files.map(entryOf) };
}

/** Everything a file of the library can be called by. */
export function libraryNames(): string[] {
  return libraryFiles().flatMap((file) => [file, aliasOf(file)]);
}

/**
 * Paths of the library's files as seen from the current folder if they lie below it; none if there is
 * no library.
 */
export function libraryFiles(): string[] {
  try {
    return findScenarios([libraryFolder()]);
  } catch (error) {
    if (error instanceof ScenarioError) return [];
    throw error;
  }
}

/** The library's folder, as its files' paths begin. Compiled code lies in dist/cli, the library beside dist. */
export function libraryFolder(): string {
  const folder = fileURLToPath(new URL('../../scenarios/library', import.meta.url));
  const here = `${process.cwd()}/`;
  return folder.startsWith(here) ? folder.slice(here.length) : folder;
}

function entryOf(file: string): CatalogueEntry {
  const scenario = sound(file);
  const alias = aliasOf(file);
  if (scenario === undefined)
    return { name: file, alias, title: 'cannot be read: see pushsim check', facts: [] };
  const { title, story } = scenario;
  return {
    name: file,
    alias,
    title,
    facts: story === '' ? [] : [['story', story.replaceAll('\n', ' ')]],
  };
}

function aliasOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.\w+$/, '');
}

function sound(file: string): Scenario | undefined {
  try {
    return loadScenario(file);
  } catch (error) {
    if (error instanceof ScenarioError) return undefined;
    throw error;
  }
}
