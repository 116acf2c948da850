/** Every library scenario about faults depends on its faults: without them it misses an expectation. */
import { expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';
import { libraryFolder } from '../support/scenario-files.js';
import { changed, replayOf } from './replay.js';

const files = findScenarios([`${libraryFolder}/faults`]);

/** The file without the entries of its timeline that are faults. */
function withoutFaults(file: string): string {
  const lines = replayOf(file).text.split('\n');
  const left = lines.filter((line) => !/^ {2}- \{ at: [^,]*, fault: /.test(line));
  expect(left.length, 'a fault is written on one line').toBeLessThan(lines.length);
  return left.join('\n');
}

test.each(files)('%s misses an expectation without its faults', (file) => {
  expect(changed(file, withoutFaults(file)).missed).not.toEqual([]);
});
