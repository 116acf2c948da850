/** Hooks: at most one call per store, no swap without approval, the interval after WAIT is kept, a rollback is final. */
import type { Instant } from '../../sim/index.js';
import type { Fact, FactOf } from '../facts.js';
import { hookOf } from '../hooks/index.js';
import { type RegionId, regionName, type StoreId, type VersionNumber } from '../names.js';
import { allRegions, childStore, childVersion, hooksOf, numbered } from '../queries/world.js';
import { parentAsks } from '../world/hooks.js';
import type { World } from '../world.js';
import { always, eventually, remembering } from './invariant.js';
import { regionWords, versionWords } from './words.js';

export const oneHookAtATime = remembering({
  name: 'one-hook-at-a-time',
  id: 'I38',
  title: 'A store has at most one running hook call',
  source: 'VIP-4, hook execution; DeferredVersionSwapService',
  kinds: ['hook-started', 'hook-returned', 'hook-calls-lost', 'parent-leader-lost'],
  /** The running call of each caller for each store. */
  remember: () => new Map<string, string>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind === 'parent-leader-lost' || fact.kind === 'hook-calls-lost') {
        const asker = fact.kind === 'hook-calls-lost' ? fact.asker : parentAsks;
        for (const key of [...memory.keys()]) if (key.startsWith(`${asker}/`)) memory.delete(key);
        return [];
      }
      const { asker, point } = fact.invocation;
      const key = `${asker}/${fact.store}`;
      const open = memory.get(key);
      if (fact.kind === 'hook-returned') memory.delete(key);
      else memory.set(key, point);
      if (fact.kind === 'hook-returned' || open === undefined) return [];
      const store = world.names.stores[fact.store];
      return [`${store} calls a hook at ${point} while ${open} is still running`];
    }),
});

export const hooksNotBypassed = remembering({
  name: 'hooks-not-bypassed',
  id: 'I39',
  title:
    'Where hooks are called before a swap, no region but the first serves a version without their PROCEED',
  source: 'VIP-4, rollout; degraded-mode design, conversion',
  kinds: ['hook-answered', 'version-swapped', 'operator-acted'],
  /** Regions that a hook has let swap, by store, version and region; and versions that some region has served. */
  remember: () => ({ let: new Set<string>(), served: new Set<string>() }),
  judge: ({ world, facts, memory }) => {
    // An operator's manual swap bypasses hooks.
    const isByHand = facts.some(({ kind }) => kind === 'operator-acted');
    return facts.flatMap((fact) => {
      if (fact.kind === 'operator-acted') return [];
      const version = `${fact.store}/${fact.version}`;
      if (fact.kind === 'hook-answered') {
        if (fact.point === 'preStoreVersionSwap' && fact.outcome === 'PROCEED')
          memory.let.add(`${version}/${fact.region}`);
        return [];
      }
      const isFirst = !memory.served.has(version);
      memory.served.add(version);
      if (isByHand || isFirst || fact.because === 'forced' || fact.because === 'recovered')
        return [];
      if (!asksBeforeSwap(world, fact.store) || memory.let.has(`${version}/${fact.region}`))
        return [];
      if (
        numbered(childStore(world, fact.region, fact.store).versions, fact.version)?.recovered ===
        true
      )
        return [];
      const name = `${regionName(world.names, fact.region)} serves ${versionWords(world, fact.store, fact.version)}`;
      return [`${name} before any hook returned PROCEED`];
    });
  },
});

/** True if a hook of the store implements the point before a swap. */
function asksBeforeSwap(world: World, store: StoreId): boolean {
  return hooksOf(world, store).some((setup) => {
    const kind = hookOf(setup);
    if (kind?.points.preStoreVersionSwap === undefined) return false;
    return kind.answers?.('preStoreVersionSwap', setup.values as never) ?? true;
  });
}

export const manualDeferHonoured = always({
  name: 'manual-defer-honoured',
  id: 'I40',
  title: 'Where a user defers the swap by hand, no region swaps by itself',
  source: 'degraded-mode design, conversion; VenicePushJob defer.version.swap',
  kinds: ['version-swapped'],
  judge: (world, facts) =>
    facts.flatMap(({ region, store, version, because }) => {
      const found = childVersion(world, { region, store, version });
      if (because !== 'completed' || found === undefined || found.recovered) return [];
      if (world.pushes[found.push]?.mode !== 'deferred') return [];
      return [
        `${regionName(world.names, region)} serves ${versionWords(world, store, version)} by itself, although its user deferred the swap`,
      ];
    }),
});

export const waitHonoured = remembering({
  name: 'wait-honoured',
  id: 'H1',
  title:
    'After a WAIT the same hook is not called again at the same point before the interval is over',
  source: 'VIP-4, WAIT; venice.store.lifecycle.hooks.wait.interval.seconds',
  kinds: ['hook-answered', 'hook-calls-lost', 'parent-leader-elected'],
  /** When each hook last returned WAIT, by point, version and region. */
  remember: () => new Map<string, Instant>(),
  judge: ({ world, facts, now, memory }) =>
    facts.flatMap((fact) => {
      // A caller that lost its memory repeats the call.
      if (fact.kind !== 'hook-answered') {
        memory.clear();
        return [];
      }
      const { store, version, region, point, place, asker, outcome } = fact;
      const key = `${asker}/${place}/${store}/${version}/${region}/${point}`;
      const waitedMs = now - (memory.get(key) ?? Number.NEGATIVE_INFINITY);
      if (outcome === 'WAIT') memory.set(key, now);
      else memory.delete(key);
      const intervalMs =
        1_000 * world.configuration['venice.store.lifecycle.hooks.wait.interval.seconds'];
      if (waitedMs >= intervalMs) return [];
      return [
        `${point} of ${versionWords(world, store, version)} is called again ${waitedMs} ms after a WAIT, before ${intervalMs} ms are over`,
      ];
    }),
});

export const rolledBackNotServed = eventually({
  name: 'rolled-back-not-served',
  id: 'H2',
  title:
    'In the end no region serves a version that a hook rolled back, unless it was the first one that the region had',
  source: 'VIP-4, ROLLBACK; accepted design',
  kinds: ['hook-answered', 'operator-acted', 'version-swapped', 'version-rolled-back'],
  withinMs: 0,
  /** Versions that hooks rolled back, and versions that took the place of nothing, by store and number (and region). */
  remember: () => ({ vetoed: new Map<string, VersionName>(), firsts: new Set<string>() }),
  note: ({ facts, memory }) => {
    const isByHand = facts.some(({ kind }) => kind === 'operator-acted');
    for (const fact of facts) {
      if (fact.kind === 'operator-acted' || fact.kind === 'version-rolled-back') continue;
      const { store, version } = fact;
      const key = `${store}/${version}`;
      if (fact.kind === 'hook-answered') {
        // As built, hooks are also called after a rollback; that outcome is not about a swap.
        const isVeto = fact.outcome === 'ROLLBACK' && version > 0 && !wentBackTo(facts, fact);
        if (isVeto) memory.vetoed.set(key, { store, version });
        continue;
      }
      if (fact.from === 0) memory.firsts.add(`${key}/${fact.region}`);
      // An operator's roll-forward overrides the hook.
      if (isByHand) memory.vetoed.delete(key);
    }
  },
  judge: (world, { vetoed, firsts }) =>
    [...vetoed.values()].flatMap(({ store, version }) => {
      const serving: RegionId[] = allRegions(world).filter(
        (region) =>
          childStore(world, region, store).current === version &&
          !firsts.has(`${store}/${version}/${region}`),
      );
      if (serving.length === 0) return [];
      const verb = serving.length === 1 ? 'serves' : 'serve';
      return [
        `${regionWords(world, serving)} still ${verb} ${versionWords(world, store, version)}, which a hook rolled back`,
      ];
    }),
});

interface VersionName {
  readonly store: StoreId;
  readonly version: VersionNumber;
}

/** True if the region came to serve the version by a rollback in this turn. */
function wentBackTo(facts: readonly Fact[], answer: FactOf<'hook-answered'>): boolean {
  const { store, version, region } = answer;
  return facts.some(
    (fact) =>
      fact.kind === 'version-rolled-back' &&
      fact.store === store &&
      fact.region === region &&
      fact.to === version,
  );
}
