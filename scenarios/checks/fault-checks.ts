/**
 * Faults of things that do not exist: a server beyond a region's servers, a partition, replica or Da Vinci instance that the store
 * does not have, two faults where there can be one. Reads the unvalidated values; what the schema rejects is skipped.
 */
import { defaultServers, defaultStore } from '../../model/index.js';
import { parseDuration } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { type Diagnostic, flawAt, foundText } from '../diagnostic.js';
import {
  entries,
  instantAt,
  numberAt,
  part,
  replicaFactorOf,
  storeOf,
  textAt,
} from '../document-parts.js';

/** Every fault of the timeline that could not happen in the world the file describes. */
export function faultChecks(file: unknown, known: DeclaredNames): Diagnostic[] {
  const faults = (entries(file, 'timeline') ?? []).flatMap((entry, index): Entry[] => {
    const fault = textAt(entry, 'fault');
    return fault === undefined ? [] : [{ entry, index, fault }];
  });
  return [
    ...faults.flatMap((each) => [
      ...beyondServers(file, each),
      ...beyondReplicas(file, each),
      ...beyondInstances(file, each),
    ]),
    ...overlaps(faults, known),
  ];
}

interface Entry {
  readonly entry: unknown;
  readonly index: number;
  readonly fault: string;
}

function beyondServers(file: unknown, { entry, index }: Entry): Diagnostic[] {
  const host = part(entry, 'host');
  const name = textAt(entry, 'region');
  const region = (entries(file, 'regions') ?? []).find(
    (each) => each === name || textAt(each, 'name') === name,
  );
  if (name === undefined || region === undefined) return [];
  const servers = numberAt(region, 'servers') ?? defaultServers;
  if (typeof host !== 'number' || host < servers) return [];
  return flawAt(['timeline', index, 'host'], {
    message: `${name} has no server ${host}`,
    expected: `a server from 0 to ${servers - 1}`,
    found: String(host),
    hint: `servers are counted from 0; a region has ${defaultServers} unless it says servers: more`,
  });
}

function beyondReplicas(file: unknown, { entry, index }: Entry): Diagnostic[] {
  const store = storeOf(file, entry);
  if (store === undefined) return [];
  const most = {
    partition: numberAt(store, 'partitions') ?? defaultStore.partitions,
    replica: numberAt(store, 'replicas') ?? replicaFactorOf(file),
  };
  return (['partition', 'replica'] as const).flatMap((key): Diagnostic[] => {
    const found = part(entry, key);
    if (typeof found !== 'number' || found < most[key]) return [];
    return flawAt(['timeline', index, key], {
      message: `${textAt(store, 'name')} has no ${key} ${found}`,
      expected: `a ${key} from 0 to ${most[key] - 1}`,
      found: String(found),
      hint: `${key}s are counted from 0; give the store more ${key}s or name another one`,
    });
  });
}

/** Faults of Da Vinci instances: the store has some, in this region, and so many. */
function beyondInstances(file: unknown, { entry, index, fault }: Entry): Diagnostic[] {
  const store = storeOf(file, entry);
  if (!fault.startsWith('client-') || store === undefined) return [];
  const name = textAt(store, 'name');
  const daVinci = part(store, 'daVinci');
  const instances = daVinci === undefined ? 0 : numberAt(daVinci, 'instances');
  const region = textAt(entry, 'region');
  const regions = entries(daVinci, 'regions');
  // The schema reports missing keys.
  if (instances === undefined || region === undefined) return [];
  if (instances === 0 || (regions !== undefined && !regions.includes(region))) {
    const where = instances === 0 ? '' : ` in ${region}`;
    return flawAt(['timeline', index, 'store'], {
      message: `no Da Vinci instances read ${name}${where}, so none can fail`,
      expected: 'a store with daVinci instances in the region of the fault',
      found: foundText(name),
      hint: 'give the store instances: daVinci: { instances: 4 }',
    });
  }
  const first = numberAt(entry, 'first') ?? 0;
  const count = numberAt(entry, 'instances') ?? 1;
  if (first + count <= instances) return [];
  const key = part(entry, 'instances') === undefined ? 'first' : 'instances';
  return flawAt(['timeline', index, key], {
    message: `${name} has no Da Vinci instance ${first + count - 1}`,
    expected: `instances from 0 to ${instances - 1}`,
    found: `${count} from ${first} on`,
    hint: 'instances are counted from 0 in each region',
  });
}

interface Window extends Entry {
  readonly place: string;
  readonly from: number;
  readonly to: number;
}

/** A store's queue in a region is blocked by one message at a time, so of two such faults at once, the end of one would end both. */
function overlaps(faults: readonly Entry[], known: DeclaredNames): Diagnostic[] {
  const windows = faults
    .filter(({ fault }) => fault === 'admin-message-failure')
    .flatMap((each) => windowOf(each, known))
    .sort((one, other) => one.from - other.from || one.index - other.index);
  const busyUntil = new Map<string, number>();
  return windows.flatMap(({ place, from, to, index }): Diagnostic[] => {
    const busy = busyUntil.get(place);
    busyUntil.set(place, Math.max(busy ?? 0, to));
    if (busy === undefined || from >= busy) return [];
    return flawAt(['timeline', index, 'at'], {
      message: `admin messages of ${place} fail already at that time`,
      expected: 'one admin-message-failure at a time for a store in a region',
      hint: 'let the earlier one end first with for:, or make one of both',
    });
  });
}

function windowOf(each: Entry, known: DeclaredNames): Window[] {
  const [store, region] = [textAt(each.entry, 'store'), textAt(each.entry, 'region')];
  if (store === undefined || region === undefined) return [];
  const from = instantAt(each.entry, known.start);
  const lasts = textAt(each.entry, 'for');
  const length = lasts === undefined ? Number.POSITIVE_INFINITY : parseDuration(lasts);
  if (from === undefined || length === undefined) return [];
  return [{ ...each, place: `${store} in ${region}`, from, to: from + length }];
}
