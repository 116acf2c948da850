/** The scenarios of a row of docs/designs.md exercise the rules of the row: some fact of their runs follows from each of them. */
import { expect, test } from 'vitest';
import { ledger } from '../../model/index.js';
import { designRows, filesOfScenario } from '../support/designs.js';
import { allScenarioFiles } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

/** Rules that name no facts, each with the rule whose facts show that it was called. */
const witnessOf = new Map<string, string>(
  ledger.map(({ id, inferredFrom = id }) => [id, inferredFrom]),
);

const inAnyRun = new Set(allScenarioFiles().flatMap((file) => replayOf(file).rules));

test('every rule of a row is exercised by a scenario of the row, unless no run at all leaves a fact of it', () => {
  const idle = designRows().flatMap(({ step, rules, scenarios }) => {
    const exercised = new Set(
      scenarios.flatMap(filesOfScenario).flatMap((file) => replayOf(file).rules),
    );
    return rules
      .filter((id) => {
        const witness = witnessOf.get(id) ?? id;
        return scenarios.length > 0 && inAnyRun.has(witness) && !exercised.has(witness);
      })
      .map((id) => `${step}: ${id}`);
  });
  expect(idle).toEqual([]);
});
