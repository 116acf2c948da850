/**
 * Checks across entries: names declared twice, connections named twice, regions in Venice's own
 * keys, totals, versions that no push creates. Reads the unvalidated values, so that these
 * problems are reported together with all others.
 */

import { type DeclaredNames, isPush } from '../declared-names.js';
import { type Diagnostic, foundText, type PathStep } from '../diagnostic.js';
import { entries, part, replicaFactorOf, textAt } from '../document-parts.js';
import { limits } from '../limits.js';
import { didYouMean, nameList } from '../near-miss.js';
import { faultChecks } from './fault-checks.js';
import { operatorChecks } from './operator-checks.js';
import { pushChecks } from './push-checks.js';
import { versionChecks } from './version-checks.js';
import { worldChecks } from './world-checks.js';

/** All diagnostics that concern more than one place of the file. */
export function crossChecks(file: unknown, known: DeclaredNames): Diagnostic[] {
  return [
    ...duplicates(namesUnder(file, 'regions'), 'region'),
    ...duplicates(namesUnder(file, 'stores'), 'store'),
    ...duplicates(pushes(file), 'push'),
    ...duplicates(linkEnds(file), 'link'),
    ...loops(file),
    ...repeats(file),
    ...regionsInKeys(file, known),
    ...totals(file),
    ...versionChecks(file),
    ...faultChecks(file, known),
    ...operatorChecks(file, known),
    ...pushChecks(file),
    ...worldChecks(file),
  ];
}

interface Named {
  readonly name: string;
  readonly path: readonly PathStep[];
}

function duplicates(named: readonly Named[], what: string): Diagnostic[] {
  const first = new Map<string, Named>();
  return named.flatMap((each) => {
    const before = first.get(each.name);
    if (before === undefined) first.set(each.name, each);
    return before === undefined ? [] : [twice(each, what)];
  });
}

function twice({ name, path }: Named, what: string): Diagnostic {
  return {
    where: { kind: 'value', path },
    message: `the ${what} ${name} is declared twice`,
    expected: `each ${what} once`,
    found: foundText(name),
    hint: `remove or rename one of the two`,
  };
}

function namesUnder(file: unknown, section: string): Named[] {
  return (entries(file, section) ?? []).flatMap((entry, index) => {
    if (typeof entry === 'string') return [{ name: entry, path: [section, index] }];
    const name = textAt(entry, 'name');
    return name === undefined ? [] : [{ name, path: [section, index, 'name'] }];
  });
}

function pushes(file: unknown): Named[] {
  return (entries(file, 'timeline') ?? []).flatMap((entry, index) => {
    const name = isPush(entry) ? textAt(entry, 'push') : undefined;
    return name === undefined ? [] : [{ name, path: ['timeline', index, 'push'] }];
  });
}

function linkEnds(file: unknown): Named[] {
  return (entries(file, 'links') ?? []).flatMap((entry, index) => {
    const [from, to] = [textAt(entry, 'from'), textAt(entry, 'to')];
    return from === undefined || to === undefined
      ? []
      : [{ name: `${from} to ${to}`, path: ['links', index] }];
  });
}

/** Connections, and faults of connections, from a region to itself. */
function loops(file: unknown): Diagnostic[] {
  return ['links', 'timeline'].flatMap((section) =>
    (entries(file, section) ?? []).flatMap((entry, index): Diagnostic[] => {
      const [from, to] = [textAt(entry, 'from'), textAt(entry, 'to')];
      if (from === undefined || from !== to) return [];
      const words = {
        message: 'a connection leads from a region to itself',
        expected: 'two different regions',
      };
      return [
        { where: { kind: 'value', path: [section, index, 'to'] }, ...words, found: foundText(to) },
      ];
    }),
  );
}

/** Lists of names inside entries: target regions, a hook's stores, an action's regions. */
function repeats(file: unknown): Diagnostic[] {
  return ['timeline', 'hooks'].flatMap((section) =>
    (entries(file, section) ?? []).flatMap((entry, index) =>
      ['targets', 'regions', 'stores'].flatMap((key) => {
        const names = (entries(entry, key) ?? []).flatMap((name, place) =>
          typeof name === 'string' ? [{ name, path: [section, index, key, place] }] : [],
        );
        return duplicates(names, key === 'stores' ? 'store' : 'region');
      }),
    ),
  );
}

/** Venice's keys whose values are region names, one or several with commas. */
const regionKeys = [
  'deferred.version.swap.region.roll.forward.order',
  'emergency.source.region',
  'native.replication.source.fabric',
  'native.replication.source.fabric.as.default.for.batch.only.stores',
  'native.replication.source.fabric.as.default.for.hybrid.stores',
  'degraded.datacenters',
];

function regionsInKeys(file: unknown, { regions }: DeclaredNames): Diagnostic[] {
  const config = part(part(file, 'venice'), 'config');
  if (regions === undefined) return [];
  return regionKeys.flatMap((key) => {
    const names = (textAt(config, key) ?? '').split(',').map((name) => name.trim());
    const unknown = names.filter((name) => name !== '' && !regions.includes(name));
    return unknown.map((name) => unknownRegion(name, regions, ['venice', 'config', key]));
  });
}

function unknownRegion(
  name: string,
  regions: readonly string[],
  path: readonly PathStep[],
): Diagnostic {
  const hint = didYouMean(name, regions);
  return {
    where: { kind: 'value', path },
    message: `${foundText(name)} is not a known region`,
    expected: `known regions, separated by commas: ${nameList(regions)}`,
    found: foundText(name),
    hint,
  };
}

function totals(file: unknown): Diagnostic[] {
  const stores = entries(file, 'stores') ?? [];
  const regions = entries(file, 'regions')?.length ?? 1;
  const factor = replicaFactorOf(file);
  const replicas = sum(stores, (store) => replicasOf(store, factor));
  const instances = sum(stores, (store) => {
    return sensible(part(part(store, 'daVinci'), 'instances'), limits.dvcInstancesOfOneStore) ?? 0;
  });
  return [
    ...tooMany(replicas * regions, limits.replicasInAll, 'replicas of all stores in all regions'),
    ...tooMany(instances * regions, limits.dvcInstancesInAll, 'Da Vinci instances in all regions'),
  ];
}

function tooMany(found: number, most: number, what: string): Diagnostic[] {
  if (found <= most) return [];
  const words = { message: `too many ${what}`, expected: `at most ${most}`, found: String(found) };
  return [
    {
      where: { kind: 'key', path: ['stores'] },
      ...words,
      hint: 'use fewer partitions, replicas or stores',
    },
  ];
}

function sum(stores: readonly unknown[], of: (store: unknown) => number): number {
  return stores.reduce<number>((total, store) => total + of(store), 0);
}

/** Per region; numbers that the schema rejects count as the defaults. */
function replicasOf(store: unknown, factor: number): number {
  const partitions = sensible(part(store, 'partitions'), limits.partitionsOfOneStore) ?? 16;
  const replicas = sensible(part(store, 'replicas'), limits.replicasOfOnePartition) ?? factor;
  return partitions * replicas;
}

function sensible(found: unknown, most: number): number | undefined {
  return typeof found === 'number' && found > 0 && found <= most ? found : undefined;
}
