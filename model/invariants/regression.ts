/** A region's served version never decreases, except by a rollback; and a version number has one content. */
import { type PushId, pushName, regionName, storeName, type VersionNumber } from '../names.js';
import { childVersion, parentVersion } from '../queries/world.js';
import { storeSetup } from '../world/entries.js';
import type { World } from '../world.js';
import { always, remembering } from './invariant.js';
import { placeKey, versionWords } from './words.js';

export const currentMonotonic = always({
  name: 'current-monotonic',
  id: 'I7',
  title: 'The number of the version a region serves decreases only by a rollback',
  source: 'degraded-mode design, step 5',
  kinds: ['version-swapped'],
  judge: (world, facts) =>
    facts.flatMap(({ region, store, version, from }) =>
      version < from
        ? [
            `${regionName(world.names, region)} swaps ${storeName(world.names, store)} from v${from} to v${version}`,
          ]
        : [],
    ),
});

export const noDataRegression = remembering({
  name: 'no-data-regression',
  id: 'I22',
  title:
    "What a region serves is never replaced by an older push's content, except by a rollback or a repush that names its version",
  source: 'degraded-mode design, recovery while pushes continue',
  kinds: ['version-swapped', 'version-rolled-back'],
  /** The number of the push whose content each region serves. */
  remember: () => new Map<string, VersionNumber>(),
  judge: ({ world, facts, memory }) =>
    facts.flatMap((fact) => {
      const key = placeKey(fact);
      const before = memory.get(key) ?? 0;
      const serves = fact.kind === 'version-swapped' ? fact.version : fact.to;
      const content = contentNumber(world, fact.region, fact.store, serves);
      memory.set(key, content);
      if (fact.kind === 'version-rolled-back' || content >= before) return [];
      if (isNamedRepush(world, fact.store, serves)) return [];
      const name = `${regionName(world.names, fact.region)} serves ${versionWords(world, fact.store, serves)}`;
      return [`${name} with the content of v${content} in place of the content of v${before}`];
    }),
});

/** True if its job was to rebuild an older version, or it is a repush of such a version, which the region may have missed. */
function isNamedRepush(world: World, store: number, version: VersionNumber): boolean {
  const record = parentVersion(world, store, version);
  if (record === undefined) return false;
  if (world.entries[record.push]?.of !== undefined) return true;
  return record.repushOf > 0 && isNamedRepush(world, store, record.repushOf);
}

/** The number under which a version's content was first pushed. */
function contentNumber(
  world: World,
  region: number,
  store: number,
  version: VersionNumber,
): VersionNumber {
  const content = childVersion(world, { region, store, version })?.content ?? -1;
  return world.pushes[content]?.version ?? Math.min(version, storeSetup(world, store).startsWith);
}

export const numberNamesOneContent = remembering({
  name: 'number-names-one-content',
  id: 'I23',
  title:
    'The same number holds the same content in every region, and the parent made a version of it',
  source: 'DataRecoveryManager#initiateDataRecovery',
  kinds: ['version-created', 'parent-version-created'],
  /** The content of each number, by store and version; numbers that the parent made a version of. */
  remember: () => ({ contents: new Map<string, PushId>(), made: new Set<string>() }),
  judge: ({ world, facts, memory: { contents, made } }) =>
    facts.flatMap((fact) => {
      const { store, version } = fact;
      const key = `${store}/${version}`;
      if (fact.kind === 'parent-version-created') {
        made.add(key);
        return [];
      }
      const { region, content } = fact;
      const known = contents.get(key) ?? content;
      contents.set(key, known);
      const isMade = made.has(key) || version <= storeSetup(world, store).startsWith;
      const name = `${regionName(world.names, region)} creates ${versionWords(world, store, version)}`;
      return [
        ...(known === content
          ? []
          : [
              `${name} with ${contentWords(world, content)}, but elsewhere that number has ${contentWords(world, known)}`,
            ]),
        ...(isMade
          ? []
          : [`${name} with ${contentWords(world, content)}, but the parent has no such version`]),
      ];
    }),
});

function contentWords(world: World, content: PushId): string {
  return content < 0 ? 'what it began with' : `the content of ${pushName(world.names, content)}`;
}
