/** The examples of `explain` are what the runs of the library show. `npm run golden` writes cli/terms/shown-in.ts. */
import { expect, test } from 'vitest';
import { invariants, ledger, metrics } from '../../model/index.js';
import { shownInModule } from './shown-in.js';

const text = shownInModule();

/** What no scenario file shows, each with its reason. */
const noFact = 'leaves no fact of its own; explain gives an example of its flow';
const noBreach = 'about the simulator itself: no file can break it';
const shownByNone: Readonly<Record<string, string>> = {
  'SA-3': noFact,
  'DM-4': noFact,
  'VS-3': noFact,
  'VS-12': noFact,
  'LH-8': noFact,
  'RC-7': noFact,
  'same-run-same-digest': noBreach,
  'time-goes-on': noBreach,
  'faults-are-counted': noBreach,
  'instances-read-at-their-rate': noBreach,
};

test('cli/terms/shown-in.ts is what the runs show', async () => {
  await expect(text).toMatchFileSnapshot('../../cli/terms/shown-in.ts');
});

test('every rule, invariant and metric has an example, or a reason says why not', () => {
  const [examples = ''] = text.split('libraryFilesByRule');
  const names = new Set(examples.split(/[\s']+/));
  const all = [
    ...ledger.map(({ id }) => id),
    ...invariants.map(({ name }) => name),
    ...metrics.map(({ name }) => name),
  ];
  expect(all.filter((name) => !names.has(name))).toEqual(Object.keys(shownByNone));
});
