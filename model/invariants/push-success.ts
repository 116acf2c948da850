/** A successful push is served by every region that it did not leave out. */
import { pushName, storeName } from '../names.js';
import { childStore } from '../queries/world.js';
import { parentStore } from '../world/entries.js';
import { always } from './invariant.js';

export const successMeansServing = always({
  name: 'success-means-serving',
  id: 'I12',
  title:
    'When a push job succeeds, every region that was not degraded serves its version or a newer one',
  source: 'degraded-mode design, industry alignment: success criteria',
  kinds: ['push-ended'],
  judge: (world, facts) =>
    facts.flatMap((fact) => {
      if (fact.outcome !== 'succeeded') return [];
      const { store, version, mode } = world.pushes[fact.push] ?? {
        store: 0,
        version: 0,
        mode: 'full',
      };
      const record = parentStore(world, store).versions.find(({ number }) => number === version);
      if (record === undefined || mode === 'deferred' || mode === 'targeted') return [];
      // Under hooks a targeted version never reaches regions outside its targets.
      const isForSome = record.hookGated && record.targets.length > 0;
      const behind = world.names.regions.filter((_, region) => {
        const { current } = childStore(world, region, store);
        return (
          !record.excluded.includes(region) &&
          (!isForSome || record.targets.includes(region)) &&
          !record.degradedSnapshot.includes(region) &&
          current < version
        );
      });
      if (behind.length === 0) return [];
      const name = `${pushName(world.names, fact.push)} succeeded with v${version} of ${storeName(world.names, store)}`;
      return [
        `${name}, which ${behind.join(', ')} ${behind.length === 1 ? 'does' : 'do'} not serve`,
      ];
    }),
});
