/** `default.replica.factor` is the number of replicas of every store that names none: listed stores, stores of a fleet, and what is checked. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../scenarios/index.js';

function scenario(factor: number, more: string): string {
  return `title: Stores without a number of replicas
regions: [dc-0, dc-1]
venice: { config: { default.replica.factor: ${factor} } }
${more}
`;
}

function replicasOf(text: string): number[] {
  return parseScenario(text, 'replicas.yaml').setup.stores.map(({ replicas }) => replicas);
}

describe.each([1, 2, 4])('a factor of %s', (factor) => {
  test('counts for a store that names no replicas, and for no other', () => {
    const stores = 'stores: [{ name: a }, { name: b, replicas: 2 }]';
    expect(replicasOf(scenario(factor, stores))).toEqual([factor, 2]);
  });

  test('counts for the stores of a fleet', () => {
    expect(replicasOf(scenario(factor, 'fleet: { stores: 2 }'))).toEqual([factor, factor]);
  });

  test('does not count for a fleet that names its replicas', () => {
    expect(replicasOf(scenario(factor, 'fleet: { stores: 1, replicas: 2 }'))).toEqual([2]);
  });

  test('decides which replica a fault may name', () => {
    const faulty = `stores: [{ name: a }]
timeline: [{ at: 1m, fault: replica-error, region: dc-0, store: a, replica: ${factor} }]`;
    expect(() => replicasOf(scenario(factor, faulty))).toThrow(`a replica from 0 to ${factor - 1}`);
  });
});

test('a factor above the servers of a region is refused', () => {
  const stores = 'stores: [{ name: a }]';
  expect(() => replicasOf(scenario(9, stores))).toThrow('too few for 9 replicas');
});

test('without the key a store has three', () => {
  expect(replicasOf('title: Plain\nregions: [dc-0]\nstores: [{ name: a }]\n')).toEqual([3]);
});
