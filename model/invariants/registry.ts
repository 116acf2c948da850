/** The registry of degraded regions matches the acknowledged marks and unmarks. */
import type { Instant } from '../../sim/index.js';
import { pushName, type RegionId, regionName } from '../names.js';
import type { World } from '../world.js';
import { always, eventually, remembering } from './invariant.js';
import { regionWords, versionWords } from './words.js';

/** Applies an acknowledged mark or unmark to the set of acknowledged marks. */
function told(memory: Set<RegionId>, fact: { kind: string; region: RegionId }): void {
  if (fact.kind === 'degraded-marked') memory.add(fact.region);
  else memory.delete(fact.region);
}

export const noLostRegistryUpdate = eventually({
  name: 'no-lost-registry-update',
  id: 'I28',
  title: 'The registry holds exactly the regions that accepted marks and unmarks leave marked',
  source: 'degraded-mode design, step 1: versioned compare-and-swap',
  kinds: ['degraded-marked', 'degraded-unmarked'],
  withinMs: 0,
  remember: () => new Set<RegionId>(),
  note: ({ facts, memory }) => {
    for (const fact of facts) told(memory, fact);
  },
  judge: (world, marked) => {
    const stored = world.parent.registry.stored.map(({ region }) => region);
    const lost = [...marked].filter((region) => !stored.includes(region));
    const left = stored.filter((region) => !marked.has(region));
    return [
      ...lost.map(
        (region) => `the mark of ${regionName(world.names, region)} was accepted and is lost`,
      ),
      ...left.map(
        (region) => `the unmark of ${regionName(world.names, region)} was accepted and is lost`,
      ),
    ];
  },
});

export const readYourMark = remembering({
  name: 'read-your-mark',
  id: 'I29',
  title: 'A push admitted after a mark was acknowledged sees the mark',
  source: 'degraded-mode design, step 1',
  kinds: ['degraded-marked', 'degraded-unmarked', 'parent-version-created'],
  remember: () => new Set<RegionId>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind !== 'parent-version-created') {
        told(memory, fact);
        return [];
      }
      const unseen = [...memory].filter((region) => !fact.record.degradedSnapshot.includes(region));
      if (unseen.length === 0 || !knowsDegradedRegions(world)) return [];
      const name = `${versionWords(world, fact.store, fact.version)} is created`;
      return [`${name} without reading the mark of ${regionWords(world, unseen)}`];
    }),
});

/** True if degraded mode exists and is on, including the operator's last setting. */
function knowsDegradedRegions(world: World): boolean {
  return world.setup.venice.profile !== 'baseline' && world.parent.registry.enabled;
}

export const minHealthy = always({
  name: 'min-healthy',
  id: 'I30',
  title: 'At least two regions are not marked degraded as long as one is',
  source: 'degraded-mode design, step 1 validations',
  kinds: ['registry-written'],
  judge: (world, facts) =>
    facts.flatMap(({ marks }) => {
      const healthy = world.regions.length - marks.length;
      return marks.length === 0 || healthy >= 2
        ? []
        : [`${marks.length} regions are marked degraded, which leaves ${healthy}`];
    }),
});

export const flagGate = always({
  name: 'flag-gate',
  id: 'I31',
  title: 'While degraded mode is switched off nothing is marked, converted or blocked by it',
  source: 'degraded-mode design, feature flag',
  kinds: ['degraded-marked', 'push-converted'],
  judge: (world, facts) =>
    world.parent.registry.enabled
      ? []
      : facts.map((fact) =>
          fact.kind === 'degraded-marked'
            ? `${regionName(world.names, fact.region)} is marked although degraded.mode.enabled is false`
            : `${pushName(world.names, fact.push)} is converted although degraded.mode.enabled is false`,
        ),
});

export const registrySurvivesFailover = remembering({
  name: 'registry-survives-failover',
  id: 'I32',
  title: 'A new leader of the parent reads exactly the marks that were acknowledged to operators',
  source: 'degraded-mode design, step 1: stored in the coordination service',
  kinds: ['degraded-marked', 'degraded-unmarked', 'parent-leader-elected'],
  remember: () => new Set<RegionId>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      if (fact.kind !== 'parent-leader-elected') {
        told(memory, fact);
        return [];
      }
      const known = world.parent.registry.cached.map(({ region }) => region);
      const lost = [...memory].filter((region) => !known.includes(region));
      const left = known.filter((region) => !memory.has(region));
      return [
        ...lost.map(
          (region) =>
            `leader ${fact.epoch} does not read the mark of ${regionName(world.names, region)}`,
        ),
        ...left.map(
          (region) => `leader ${fact.epoch} finds ${regionName(world.names, region)} marked again`,
        ),
      ];
    }),
});

const minuteMs = 60_000;

export const overdueAlerted = eventually({
  name: 'overdue-is-alerted',
  id: 'I43',
  title: 'A region that stays marked longer than announced raises an alert within two minutes',
  source: 'degraded-mode design, step 9; DegradedDcMonitor',
  kinds: [
    'degraded-marked',
    'degraded-unmarked',
    'mark-overdue',
    'parent-leader-lost',
    'operator-acted',
  ],
  withinMs: 0,
  /** Deadline of each mark without an alert; messages about late alerts. */
  remember: () => ({ due: new Map<RegionId, Instant>(), late: [] as string[] }),
  note: ({ world, facts, now, memory: { due, late } }) => {
    for (const fact of facts) {
      if (fact.kind === 'degraded-marked')
        due.set(fact.region, now + fact.timeoutMinutes * minuteMs);
      // A lost leader loses the timer; while the mode is off a mark has no effect.
      else if (fact.kind === 'parent-leader-lost' || !world.parent.registry.enabled) due.clear();
      else if (fact.kind !== 'operator-acted') {
        late.push(...lateWords(world, due, fact.region, now));
        due.delete(fact.region);
      }
    }
  },
  judge: (world, { due, late }, { now }) => [
    ...late,
    ...[...due.keys()].flatMap((region) => lateWords(world, due, region, now)),
  ],
});

function lateWords(
  world: World,
  due: ReadonlyMap<RegionId, Instant>,
  region: RegionId,
  now: Instant,
): string[] {
  const lateMs = now - (due.get(region) ?? now);
  if (lateMs <= 2 * minuteMs) return [];
  const name = world.names.regions[region];
  return [`${name} was marked ${Math.floor(lateMs / minuteMs)} min too long without an alert`];
}
