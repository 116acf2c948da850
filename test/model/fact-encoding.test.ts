/** A fact that mixes its own fields into the digest does it as the list of its fields says. */
import { expect, test } from 'vitest';
import { ingestionSheets } from '../../model/facts/ingestion.js';
import { encodeFact, type Fact } from '../../model/facts.js';
import { Digest, wordNumber } from '../../sim/index.js';

test('a completed replica is mixed in field by field, in the order declared', () => {
  const fact: Fact = {
    kind: 'replica-completed',
    region: 1,
    store: 22,
    version: 333,
    partition: 4_444,
    replica: 5,
  };
  const own = new Digest();
  encodeFact(fact, own);
  const listed = new Digest();
  listed.mix(wordNumber(fact.kind));
  for (const name of ingestionSheets['replica-completed'].fields)
    listed.mix(Number(fact[name as keyof Fact]));
  expect(own.hex()).toBe(listed.hex());
});
