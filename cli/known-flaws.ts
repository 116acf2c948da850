/** Reads the known flaws of an exploration: every scenario of the folders that are named, or of the library's design flaws. */
import { baseOfExploration, type KnownScenario } from '../scenarios/explore/index.js';
import { findScenarios, readHookCode, readScenarioText } from '../scenarios/index.js';
import { libraryFolder } from './library.js';

/** Throws ScenarioError for a file that is not valid. */
export function knownFlaws(folders: readonly string[], allowCode: boolean): KnownScenario[] {
  const given = folders.length === 0 ? [`${libraryFolder()}/design-flaws`] : folders;
  return findScenarios(given).map((file) => {
    const text = readScenarioText(file);
    const code = allowCode ? readHookCode(text, file) : undefined;
    return { ...baseOfExploration(text, file, code), file };
  });
}
