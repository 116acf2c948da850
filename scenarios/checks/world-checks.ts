/**
 * Contradictions in the world that a file describes: more replicas of a partition than servers to hold them, expectations of Da Vinci
 * instances that no store has, expectations of actions that are not in the timeline. Reads the unvalidated values.
 */
import { defaultServers, defaultStore } from '../../model/index.js';
import { type Diagnostic, flawAt, foundText } from '../diagnostic.js';
import { entries, numberAt, part, replicaFactorOf, storeOf, textAt } from '../document-parts.js';

/** All such diagnostics of the file. */
export function worldChecks(file: unknown): Diagnostic[] {
  return [
    ...(entries(file, 'stores') ?? []).flatMap((store, index) => [
      ...tooFewServers(file, store, index),
      ...backupAbove(store, index),
    ]),
    ...(entries(file, 'expect') ?? []).flatMap((entry, index) => [
      ...missingInstances(file, entry, index),
      ...missingAction(file, entry, index),
    ]),
  ];
}

/** A backup is older than what is served. */
function backupAbove(store: unknown, index: number): Diagnostic[] {
  const backup = numberAt(store, 'backup');
  const first = numberAt(store, 'startsWith') ?? defaultStore.startsWith;
  if (backup === undefined || backup < first) return [];
  return flawAt(['stores', index, 'backup'], {
    message: `v${backup} is no backup of v${first}`,
    expected: 'a version below the one that is served at the start',
    found: String(backup),
    hint: `say what is served, such as startsWith: ${backup + 1}`,
  });
}

/** Helix puts no two replicas of a partition on one server. */
function tooFewServers(file: unknown, store: unknown, index: number): Diagnostic[] {
  const replicas = numberAt(store, 'replicas') ?? replicaFactorOf(file);
  const small = (entries(file, 'regions') ?? []).find(
    (region) => (numberAt(region, 'servers') ?? defaultServers) < replicas,
  );
  if (small === undefined) return [];
  const servers = numberAt(small, 'servers') ?? defaultServers;
  const region = typeof small === 'string' ? small : textAt(small, 'name');
  const key = part(store, 'replicas') === undefined ? 'name' : 'replicas';
  return flawAt(['stores', index, key], {
    message: `${region} has ${servers} servers, too few for ${replicas} replicas of a partition`,
    expected: `at most ${servers} replicas`,
    found: String(replicas),
    hint: `give the store fewer replicas, or the region more: { name: ${region}, servers: ${replicas} }`,
  });
}

function missingInstances(file: unknown, entry: unknown, index: number): Diagnostic[] {
  if (part(entry, 'daVinciServes') === undefined) return [];
  const name = textAt(entry, 'store');
  const store = storeOf(file, entry);
  const daVinci = part(store, 'daVinci');
  const region = textAt(entry, 'region');
  const regions = entries(daVinci, 'regions');
  const instances = daVinci === undefined ? 0 : numberAt(daVinci, 'instances');
  if (store === undefined || region === undefined || instances === undefined) return [];
  const there = regions === undefined || regions.includes(region) ? instances : 0;
  const wanted = numberAt(entry, 'instances');
  if (there > 0 && (wanted === undefined || wanted <= there)) return [];
  return flawAt(['expect', index, there === 0 ? 'store' : 'instances'], {
    message:
      there === 0
        ? `no Da Vinci instances read ${name} in ${region}, so none can serve it`
        : `${name} has ${there} Da Vinci instances in ${region}`,
    expected: there === 0 ? 'a store with daVinci instances in that region' : `at most ${there}`,
    found: foundText(there === 0 ? name : wanted),
    hint: 'give the store instances: daVinci: { instances: 4 }',
  });
}

/** The detector may also set and remove marks. */
function missingAction(file: unknown, entry: unknown, index: number): Diagnostic[] {
  const action = textAt(entry, 'operator');
  if (action === undefined || action.endsWith('-degraded')) return [];
  const timeline = entries(file, 'timeline') ?? [];
  if (timeline.some((each) => textAt(each, 'operator') === action)) return [];
  return flawAt(['expect', index, 'operator'], {
    message: `no operator does ${foundText(action)} in the timeline`,
    expected: 'an action of the timeline',
    found: foundText(action),
    hint: `add - { at: 1h, operator: ${action}, … } to the timeline`,
  });
}
