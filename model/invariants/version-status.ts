/** The parent's status of a version is consistent with the regions. */
import { memoryKey } from '../hooks/memory-keys.js';
import { type RegionId, type StoreId, storeName } from '../names.js';
import { asBuiltHookNames } from '../queries/registered-hooks.js';
import { childStore, childVersion } from '../queries/world.js';
import { parentStore, storeSetup } from '../world/entries.js';
import type { World } from '../world.js';
import { inTime } from './in-time.js';
import { always, atRest } from './invariant.js';
import {
  currents,
  isForSomeRegions,
  isHealed,
  isWhole,
  overParentVersions,
  type ParentVersionView,
  regionsFor,
  regionWords,
  repushedFrom,
  targetsOf,
  versionWords,
} from './words.js';

export const partialIsPartial = atRest({
  name: 'partial-is-partial',
  id: 'I15',
  title:
    'A PARTIALLY_ONLINE version is served by some region; one that left degraded regions out has some region behind it',
  source: 'degraded-mode design, step 5 and step 8',
  judge: (world) =>
    overParentVersions(world, (store, { number, status, rolledBackBy, excluded }) => {
      if (status !== 'PARTIALLY_ONLINE' || rolledBackBy !== '') return [];
      const served = currents(world, store);
      const name = `${versionWords(world, store, number)} is PARTIALLY_ONLINE`;
      if (served.every((current) => current < number)) return [`${name}, but no region serves it`];
      // A version with a newer successor is not recovered.
      const isNewest = parentStore(world, store).versions.at(-1)?.number === number;
      const isDone = served.includes(number) && served.every((current) => current >= number);
      return isNewest && isDone && excluded.length > 0
        ? [`${name}, but every region serves it or a newer version`]
        : [];
    }),
});

export const onlineIsEverywhere = atRest({
  name: 'online-is-everywhere',
  id: 'I16',
  title:
    'An ONLINE version is served, or has been passed or rolled back, in every region it is for',
  source: 'degraded-mode design, step 8.2',
  judge: (world) =>
    overParentVersions(world, (store, { number, status, targets }) => {
      if (status !== 'ONLINE') return [];
      const meant = targets.length === 0 ? world.regions.map((_, region) => region) : targets;
      const behind = meant.filter(
        (region) =>
          childStore(world, region, store).current < number &&
          !isRolledBack(world, region, store, number),
      );
      return behind.length === 0
        ? []
        : [
            `${versionWords(world, store, number)} is ONLINE, but ${regionWords(world, behind)} serves an older version`,
          ];
    }),
});

/** True if the region has rolled back the version, or a repush with the same content. */
function isRolledBack(world: World, region: RegionId, store: StoreId, number: number): boolean {
  if (childVersion(world, { region, store, version: number })?.status === 'ROLLED_BACK')
    return true;
  return parentStore(world, store).versions.some(
    (later) =>
      repushedFrom(world, store, later.number) === number &&
      isRolledBack(world, region, store, later.number),
  );
}

export const pushedNotPremature = always({
  name: 'pushed-not-premature',
  id: 'I17',
  title: 'A version is PUSHED only when every region it is for has completed its push',
  source: 'VeniceParentHelixAdmin#getOffLineJobStatus',
  kinds: ['parent-version-status-set'],
  judge: (world, facts) =>
    facts.flatMap(({ store, version, status }) => {
      if (status !== 'PUSHED') return [];
      const unfinished = targetsOf(world, store, version).filter((region) => {
        const record = childStore(world, region, store).pushRecords.get(version);
        return record?.push.status !== 'COMPLETED';
      });
      return unfinished.length === 0
        ? []
        : [
            `${versionWords(world, store, version)} is PUSHED before ${regionWords(world, unfinished)} completed it`,
          ];
    }),
});

const minuteMs = 60_000;

/** Ticks of the swap service after which it gives a region up, one that writes the status, and two polls of the push job. */
const stuckMs = (5 + 1) * minuteMs + 2 * 5 * minuteMs;

export const noStuckPush = inTime({
  name: 'no-stuck-push',
  id: 'I41',
  title:
    'A version whose regions have all ended their push leaves STARTED and PUSHED within 16 minutes and the waits between its regions, unless its swap waits for a person or a hook',
  source: 'degraded-mode design, deferred version swap; DeferredVersionSwapService',
  kinds: [
    'push-status-set',
    'parent-version-status-set',
    'parent-version-deleted',
    'push-ended',
    'hook-answered',
  ],
  disturbing: [
    'condition-changed',
    'degraded-marked',
    'degraded-unmarked',
    'registry-written',
    'parent-leader-lost',
    'parent-leader-elected',
  ],
  withinMs: () => stuckMs,
  premise: isHealed,
  undisturbed: isWhole,
  debts: (world, store) =>
    parentStore(world, store).versions.flatMap((version) =>
      isStuck(world, store, version)
        ? [
            {
              key: `${version.number}`,
              words: stuckWords(world, store, version),
              costMs: storeSetup(world, store).swapWaitMinutes * world.regions.length * minuteMs,
            },
          ]
        : [],
    ),
});

function isStuck(world: World, store: number, version: ParentVersionView): boolean {
  const { number, status, hookGated, deferredByUser, swapDeferred, targetSwapRegion } = version;
  if (status !== 'STARTED' && status !== 'PUSHED') return false;
  const waitsForPerson = deferredByUser || (swapDeferred && targetSwapRegion === '');
  // A targeted push of a hybrid store has no second phase; its user continues manually.
  const isLeft = isForSomeRegions(world, version) && storeSetup(world, store).hybrid === true;
  if (hookGated || waitsForPerson || isLeft || waitsForHook(world, store, number)) return false;
  return regionsFor(world, store, number).every((region) => {
    const ended = childStore(world, region, store).pushRecords.get(number)?.push.status;
    return ended === 'COMPLETED' || ended === 'ERROR';
  });
}

/** True if a hook of the as-built swap service last returned WAIT. */
function waitsForHook(world: World, store: StoreId, version: number): boolean {
  if (asBuiltHookNames(world, store).length === 0) return false;
  const point = 'preStoreVersionSwap';
  return world.setup.hooks.some((_, place) =>
    world.regions.some((__, region) => {
      const key = memoryKey({ place, store, version, region, point });
      return world.hookBook.asked.get(key)?.last === 'WAIT';
    }),
  );
}

function stuckWords(world: World, store: number, { number, status }: ParentVersionView): string {
  return `${versionWords(world, store, number)} is still ${status} although every region has ended its push`;
}

export const parentCurrentSound = atRest({
  name: 'parent-current-sound',
  id: 'I45',
  title:
    "The parent's current version is served by some region and is called ONLINE or PARTIALLY_ONLINE",
  source: 'degraded-mode design, parent version status',
  judge: (world) =>
    world.parent.stores.flatMap(({ current, versions }, store) => {
      if (current === 0) return [];
      const name = `the parent's current version of ${storeName(world.names, store)} is v${current}`;
      const highest = Math.max(...currents(world, store));
      if (current > highest) return [`${name}, but the highest served is v${highest}`];
      const status = versions.find(({ number }) => number === current)?.status;
      return status === undefined || status === 'ONLINE' || status === 'PARTIALLY_ONLINE'
        ? []
        : [`${name}, which is ${status}`];
    }),
});
