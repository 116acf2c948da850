/** Which rules are asked but exercised by no scenario file: a list that only shrinks, each entry with its reason. */
import { expect, test } from 'vitest';
import { ledger } from '../../model/index.js';
import { allScenarioFiles } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

const inNoFile: Readonly<Record<string, string>> = {
  'SA-3': 'merges only incremental statuses, inside PJ-1',
  'DM-4': 'asked inside PJ-1, which leaves the fact',
  'VS-2': 'leaves a fact only when servers had to wait for instances after the collector was done',
  'VS-3': 'needs a hook veto in the shipped engine',
  'VS-12': 'leaves no fact of its own',
  'LH-8': 'needs the shipped engine',
  'LH-11': 'needs a remote hook',
  'RC-7': 'leaves the fact of RC-2',
};

test('every rule that is asked is exercised by a file, or a reason says why not', () => {
  const exercised = new Set(allScenarioFiles().flatMap((file) => replayOf(file).rules));
  const asked = ledger.filter(({ actors }) => actors.length > 0).map(({ id }) => id);
  expect(asked.filter((id) => !exercised.has(id))).toEqual(Object.keys(inNoFile));
});
