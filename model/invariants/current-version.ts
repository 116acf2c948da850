/** A served version is complete, and its version topic is kept. */
import type { FactOf } from '../facts.js';
import { type RegionId, regionName, type StoreId, storeName } from '../names.js';
import { childStore } from '../queries/world.js';
import { always } from './invariant.js';
import { placeKey } from './words.js';

const serving = [
  'version-swapped',
  'version-rolled-back',
  'version-deleted',
  'version-status-set',
  'topic-truncated',
  'topic-deleted',
] as const;

export const currentHasData = always({
  name: 'current-has-data',
  id: 'I3',
  title: 'The version a region serves exists, is ONLINE and complete',
  source: 'degraded-mode design, step 5',
  kinds: serving,
  judge: (world, facts) =>
    touched(facts).flatMap(([region, store]) => {
      const { current, versions } = childStore(world, region, store);
      if (current === 0) return [];
      const version = versions.find(({ number }) => number === current);
      const name = `${regionName(world.names, region)} serves v${current} of ${storeName(world.names, store)}`;
      if (version === undefined) return [`${name}, which it has deleted`];
      if (version.status !== 'ONLINE') return [`${name}, whose status there is ${version.status}`];
      const { phase } = version.ingestion;
      return phase === 'ingesting' || phase === 'done' ? [] : [`${name}, whose data is incomplete`];
    }),
});

export const currentTopicKept = always({
  name: 'current-topic-kept',
  id: 'I4',
  title: 'The topic of the version a region serves exists there and is not truncated',
  source: 'degraded-mode design, critical issue 2',
  kinds: serving,
  judge: (world, facts) =>
    touched(facts).flatMap(([region, store]) => {
      const { current, topics } = childStore(world, region, store);
      if (current === 0) return [];
      const topic = topics.get(current);
      const name = `${regionName(world.names, region)} serves v${current} of ${storeName(world.names, store)}`;
      if (topic === undefined) return [`${name}, whose topic does not exist`];
      return topic.truncatedAt >= 0 ? [`${name}, whose topic is truncated`] : [];
    }),
});

/** Stores whose served version, versions or topics changed in this turn. */
function touched(
  facts: readonly FactOf<(typeof serving)[number]>[],
): readonly (readonly [RegionId, StoreId])[] {
  const seen = new Map<string, readonly [RegionId, StoreId]>();
  for (const fact of facts) seen.set(placeKey(fact), [fact.region, fact.store]);
  return [...seen.values()];
}
