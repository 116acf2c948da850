/** Facts carry what they declare; one that mixes its own fields into the digest does it as its declaration says. */
import { expect, test } from 'vitest';
import { breakageSheets } from '../../model/facts/breakage.js';
import { hookSheets } from '../../model/facts/hooks.js';
import { incrementSheets } from '../../model/facts/increments.js';
import { ingestionSheets } from '../../model/facts/ingestion.js';
import { parentSheets } from '../../model/facts/parent.js';
import { policySheets } from '../../model/facts/policy.js';
import { pushSheets } from '../../model/facts/push.js';
import { recoverySheets } from '../../model/facts/recovery.js';
import { regionSheets } from '../../model/facts/region.js';
import { encodeFact, type Fact } from '../../model/facts.js';
import { findScenarios, loadScenario, runScenario } from '../../scenarios/index.js';
import { Digest, wordNumber } from '../../sim/index.js';

const sheets = {
  ...breakageSheets,
  ...hookSheets,
  ...incrementSheets,
  ...ingestionSheets,
  ...parentSheets,
  ...policySheets,
  ...pushSheets,
  ...recoverySheets,
  ...regionSheets,
};

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

/** Files that between them record most kinds of facts, and the one in which a single replica fails. */
const files = findScenarios(['scenarios/library']).filter(
  (file, index) => index % 12 === 0 || file.includes('full-disks'),
);

test.each(files)('facts of %s carry the fields that they declare and no other', (file) => {
  for (const { fact } of runScenario(loadScenario(file)).facts) {
    const { declared } = sheets[fact.kind];
    const undeclared = Object.keys(fact).filter(
      (name) => name !== 'kind' && name !== 'rule' && !(name in declared),
    );
    expect(undeclared, fact.kind).toEqual([]);
  }
});
