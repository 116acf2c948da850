/** Where scenario files lie: the library, which people read, and the test vectors, which only tests run. A golden narrative lies beside each. */
import { existsSync } from 'node:fs';
import { findScenarios } from '../../scenarios/index.js';

export const libraryFolder = 'scenarios/library';
export const vectorFolder = 'test/vectors';

/** Every file of both, the library first. */
export function allScenarioFiles(): string[] {
  return [...findScenarios([libraryFolder]), ...findScenarios([vectorFolder])];
}

/** The path of a file of either folder, by its topic and name, such as `degraded/ghost-version`. */
export function scenarioFile(name: string): string {
  const file = `${name.replace(/\.yaml$/, '')}.yaml`;
  const folder = [libraryFolder, vectorFolder].find((each) => existsSync(`${each}/${file}`));
  if (folder === undefined) throw new Error(`there is no scenario ${file}`);
  return `${folder}/${file}`;
}
