/** The published schema accepts every scenario file, as the loader does. */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { modelCatalogue, scenarioJsonSchema } from '../../scenarios/index.js';
import { allScenarioFiles } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

test('the published schema accepts every scenario file', () => {
  const schema = z.fromJSONSchema(scenarioJsonSchema(modelCatalogue));
  const refused = allScenarioFiles().filter(
    (file) => !schema.safeParse(parse(replayOf(file).text)).success,
  );
  expect(refused).toEqual([]);
});
