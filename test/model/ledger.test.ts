/** Which rules nobody asks: a list that only shrinks, each entry with its reason. test/library/rule-coverage.test.ts has those that no file exercises. */
import { describe, expect, test } from 'vitest';
import { ledger } from '../../model/index.js';

const askedByNobody: Readonly<Record<string, string>> = {
  'SA-5': 'a table: statuses.ts is made of it',
  'SA-6': 'a table: statuses.ts is made of it',
  'SA-7': 'replica histories: the counted table keeps decided statuses only',
  'SA-8': 'replica histories: the counted table keeps decided statuses only',
  'SA-9':
    'replicas are assigned when a version is created, also to servers that are down: a region without servers is late, and never fails a version for want of nodes',
  'SA-10': 'routers are not simulated',
  'SA-14':
    'its text decides nothing, and what waits for the end of push in every partition, the replay of real-time records, takes no time here',
  'NR-4':
    'the real-time topic of a hybrid store is there from the start: nobody writes into it before the first version, at which Venice would create it',
  'NR-5': 'topics are keyed by store and version, names are for readers',
};

const asked = ledger.filter(({ actors }) => actors.length > 0).map(({ id }) => id);

describe('the ledger of rules', () => {
  test('names every rule that nobody asks', () => {
    const unasked = ledger.filter(({ id }) => !asked.includes(id)).map(({ id }) => id);
    expect(unasked).toEqual(Object.keys(askedByNobody));
  });

  test('lists 90 rules, each once', () => {
    expect(new Set(ledger.map(({ id }) => id)).size).toBe(90);
  });
});
