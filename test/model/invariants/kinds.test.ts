/** An invariant is judged in turns that have a fact of its kinds, and sees those facts only; without kinds it sees all. */
import { expect, test } from 'vitest';
import type { Fact } from '../../../model/facts.js';
import { always } from '../../../model/invariants/invariant.js';
import { InvariantWatch } from '../../../model/invariants/watch.js';
import type { World } from '../../../model/world.js';

const settled: Fact = { kind: 'link-settled', link: 1 };
const armed: Fact = { kind: 'scan-armed', region: 0, at: 5 };

test('an invariant sees the kinds of facts it names, one that names none sees all', () => {
  const seen: string[] = [];
  const words = { id: 'I0', title: 't', source: 's' };
  const judge = (name: string) => (_world: World, facts: readonly Fact[]) => {
    seen.push(`${name}: ${facts.map(({ kind }) => kind).join(' ')}`);
    return [];
  };
  const watch = new InvariantWatch([
    always({ ...words, name: 'links', on: ['link-settled'], judge: judge('links') }),
    always({ ...words, name: 'all', judge: judge('all') }),
  ]);
  const world = {} as World;
  for (const turn of [[armed], [], [settled, armed]]) {
    for (const fact of turn) watch.onFact(fact);
    watch.onTurnEnd(world, 0);
  }
  expect(seen).toEqual(['all: scan-armed', 'links: link-settled', 'all: link-settled scan-armed']);
});
