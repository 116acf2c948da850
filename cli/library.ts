/** The scenarios that come with the package: where they lie, and how they are listed and explained. */
import { fileURLToPath } from 'node:url';
import { findScenarios, loadScenario, type Scenario, ScenarioError } from '../scenarios/index.js';
import type { Catalogue, CatalogueEntry } from './catalogue.js';

/** The library as a catalogue; a file that cannot be read is listed as broken. */
export function libraryCatalogue(): Catalogue {
  return { kind: 'scenarios', one: 'scenario', entries: libraryFiles().map(entryOf) };
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

/** Compiled code lies in dist/cli, the library beside dist. */
function libraryFolder(): string {
  const folder = fileURLToPath(new URL('../../scenarios/library', import.meta.url));
  const here = `${process.cwd()}/`;
  return folder.startsWith(here) ? folder.slice(here.length) : folder;
}

function entryOf(file: string): CatalogueEntry {
  const scenario = sound(file);
  const alias = file.replace(/^.*\//, '').replace(/\.\w+$/, '');
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

function sound(file: string): Scenario | undefined {
  try {
    return loadScenario(file);
  } catch (error) {
    if (error instanceof ScenarioError) return undefined;
    throw error;
  }
}
