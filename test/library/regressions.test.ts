/** What exploration found and was repaired since: an old mistake that comes back is named. */
import { expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';
import { vectorFolder } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

test.each(findScenarios([`${vectorFolder}/regressions`]))('%s breaks no invariant', (file) => {
  expect(replayOf(file).violated).toEqual([]);
});
