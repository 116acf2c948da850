/** Every rule is called by an actor or has a reason why not. test/library/rule-coverage.test.ts checks the rules that scenario files exercise. */
import { expect, test } from 'vitest';
import { ledger } from '../../model/index.js';
import { notSimulated } from '../conformance/rules/index.js';

test('the ledger names the actors of every rule, and no rule stands in it and beside the conformance tests', () => {
  expect(ledger.filter(({ actors }) => actors.length === 0)).toEqual([]);
  const all = [...ledger, ...notSimulated.map(([rule]) => rule)];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});
