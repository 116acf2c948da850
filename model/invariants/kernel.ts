/** What must hold of the simulation itself, whatever Venice does. */
import { always, remembering } from './invariant.js';

/** Judged by the watch for every fact; this is its passport. */
export const timeGoesOn = always({
  name: 'time-goes-on',
  id: 'K1',
  title: 'No fact is recorded earlier than the fact before it',
  source: 'architecture, virtual clock',
  kinds: [],
  judge: () => [],
});

/** No single run can break it: `pushsim run --verify` and the property tests compare two. */
export const sameRunSameDigest = always({
  name: 'same-run-same-digest',
  id: 'I46',
  title: 'The same scenario, seed and switches give the same digest',
  source: 'architecture, determinism',
  kinds: [],
  judge: () => [],
});

export const faultsAreCounted = remembering({
  name: 'faults-are-counted',
  id: 'K2',
  title: 'What is broken is counted: no condition is healed more often than it began',
  source: 'architecture, faults',
  kinds: ['condition-changed'],
  /** How often each condition, with its place, holds. */
  remember: () => new Map<string, number>(),
  judge: ({ facts, memory }) =>
    facts.flatMap(({ condition, begins }) => {
      const key = JSON.stringify(condition);
      const count = (memory.get(key) ?? 0) + (begins ? 1 : -1);
      memory.set(key, count);
      return count < 0
        ? [`${condition.kind} counts ${count}: healed but never begun (${key})`]
        : [];
    }),
});
