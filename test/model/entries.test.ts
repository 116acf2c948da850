/** Look-ups in the World throw for an id that does not exist, instead of a default that would change a result. */
import { describe, expect, test } from 'vitest';
import {
  adminMessageAt,
  linkAt,
  numberAt,
  parentStore,
  pushJobAt,
  regionAt,
  storeIn,
  storeNamed,
  storeSetup,
} from '../../model/world/entries.js';

const world = {
  regions: ['r'],
  links: ['l'],
  pushes: ['p'],
  adminChannel: ['m'],
  storeIds: new Map([['s', 0]]),
  parent: { stores: ['s'] },
  setup: { stores: ['s'] },
};

/** Each look-up by an id; a store is named by the text of its id. */
const lookUps: readonly (readonly [string, (id: number) => unknown, string])[] = [
  ['a region', (id) => regionAt(world, id), 'there is no region 1'],
  ['a link', (id) => linkAt(world, id), 'there is no link 1'],
  ['a push', (id) => pushJobAt(world, id), 'there is no push 1'],
  ['an admin message', (id) => adminMessageAt(world, id), 'there is no admin message 1'],
  ['a store of the parent', (id) => parentStore(world, id), 'there is no store 1'],
  ['a store of a region', (id) => storeIn({ stores: ['s'] }, id), 'there is no store 1'],
  ['a setup of a store', (id) => storeSetup(world, id), 'there is no store 1'],
  ['a number of a column', (id) => numberAt([7], id), 'a column of 1 has no 1'],
  ['a store by its name', (id) => storeNamed(world, id === 0 ? 's' : 't'), 'there is no store t'],
];

describe('the look-up of', () => {
  test.each(lookUps)('%s finds what exists and throws otherwise', (_what, lookUp, message) => {
    expect(lookUp(0)).toBeDefined();
    expect(() => lookUp(1)).toThrow(new RangeError(message));
  });
});
