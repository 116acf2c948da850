/** Invariants of the simulation itself, independent of Venice. */
import type { Instant } from '../../sim/index.js';
import { childVersion } from '../queries/world.js';
import { always, remembering } from './invariant.js';
import { versionWords } from './words.js';

/** Checked by the watch for every fact; this is only the declaration. */
export const timeGoesOn = always({
  name: 'time-goes-on',
  id: 'K1',
  title: 'No fact is recorded earlier than the fact before it',
  source: 'architecture, virtual clock',
  kinds: [],
  judge: () => [],
});

/** A single run cannot violate it: `pushsim run --verify` and the property tests compare two runs. */
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
  title: 'Conditions are counted: no condition is healed more often than it began',
  source: 'architecture, faults',
  kinds: ['condition-changed'],
  /** Count of each condition, by kind and place. */
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

export const instancesReadAtTheirRate = remembering({
  name: 'instances-read-at-their-rate',
  id: 'K3',
  title: 'A Da Vinci instance reads a version no faster than its rate, from the moment it begins',
  source: 'architecture, physics; VersionBackend#subscribe',
  kinds: ['dvc-subscribed', 'dvc-resumed', 'dvc-ready'],
  /** When each instance began to read its future version. */
  remember: () => new Map<string, Instant>(),
  judge: ({ world, facts, now, memory }) =>
    facts.flatMap((fact) => {
      const { region, store, instance } = fact;
      const key = `${region}/${store}/${instance}`;
      if (fact.kind === 'dvc-subscribed' || (fact.kind === 'dvc-resumed' && fact.reread))
        memory.set(key, now);
      const began = memory.get(key);
      if (fact.kind !== 'dvc-ready' || began === undefined) return [];
      const bytes = childVersion(world, fact)?.bytes ?? 0;
      if ((now - began) * world.setup.physics.dvcRate >= bytes * 1_000) return [];
      const name = `Da Vinci instance ${instance} of ${world.names.regions[region]}`;
      return [
        `${name} has read ${bytes} bytes of ${versionWords(world, store, fact.version)} in ${now - began} ms`,
      ];
    }),
});
