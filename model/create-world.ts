/** Builds the initial World of a setup: every region is healthy, every store serves its initial version. */

import { createLink } from '../sim/index.js';
import { createJob, createParent, listOf, versionsAtStart } from './create-parent.js';
import { defaultServers, type StoreSetup, type WorldSetup } from './setup.js';
import { createChanges } from './world/changes.js';
import { worldConstants } from './world/constants.js';
import { storeNamed } from './world/entries.js';
import { emptyHookBook } from './world/hooks.js';
import type { ChildStore, ChildVersion, DvcFleet, Region, RegionClock } from './world/region.js';
import { createWaiting } from './world/waiting.js';
import { type LinkState, linkIndex, type WritableWorld } from './world.js';

/** The World at the start of a run. */
export function createWorld(setup: WorldSetup): WritableWorld {
  const constants = worldConstants(setup);
  const { names, entries, storeIds, configuration } = constants;
  return {
    setup,
    names,
    configuration,
    entries,
    storeIds,
    javaOrder: constants.javaOrder,
    variant: constants.variant,
    regions: listOf(setup.regions, ({ name }) => createRegion(setup, name)),
    links: createLinks(setup),
    transfers: [],
    adminChannel: [],
    parent: createParent(setup, configuration['degraded.mode.enabled']),
    pushes: listOf(entries, (entry, push) =>
      createJob(push, storeNamed(constants, entry.store), entry.mode),
    ),
    incarnations: 0,
    waiting: createWaiting(names.regions.length, names.stores.length),
    changes: createChanges(names.stores.length),
    hookBook: emptyHookBook(),
    operatorLog: [],
  };
}

function createRegion(setup: WorldSetup, name: string): Region {
  return {
    conditions: {
      controllerDown: 0,
      controllerSilent: 0,
      storeReadsDown: 0,
      brokersDown: 0,
      serversDown: 0,
      clientsDown: 0,
      networkCut: 0,
      copiesLoseRecords: 0,
    },
    breakage: wholeRegion(setup, name),
    ingestionClock: runningClock(setup.start),
    writerClock: runningClock(setup.start),
    clientClock: runningClock(setup.start),
    adminCursor: 0,
    adminQueues: new Map(),
    stores: listOf(setup.stores, (store) => createChildStore(setup, store, name)),
    scanDueAt: 0,
  };
}

function wholeRegion(setup: WorldSetup, region: string): Region['breakage'] {
  const hosts = serversOf(setup, region);
  return {
    hostsDown: new Uint8Array(hosts),
    hostLosses: new Int32Array(hosts),
    disksFull: new Uint8Array(hosts),
    holding: [],
    adminFailures: new Map(),
  };
}

function serversOf(setup: WorldSetup, region: string): number {
  return setup.regions.find(({ name }) => name === region)?.servers ?? defaultServers;
}

/** Clocks do not start at 0, because 0 stands for "not scheduled". */
function runningClock(since: number): RegionClock {
  return { running: true, accrued: 1, since };
}

function createChildStore(setup: WorldSetup, store: StoreSetup, region: string): ChildStore {
  const number = store.startsWith;
  const numbers = versionsAtStart(store);
  const content = -1;
  return {
    current: number,
    promotedAt: setup.start,
    previous: store.backup ?? 0,
    largestUsed: number,
    writesEnabled: true,
    versions: listOf(numbers, (one) => firstVersion(setup, store, one)),
    topics: new Map(
      listOf(numbers, (one) => [
        one,
        { bytes: store.bytes, written: true, endOfPush: true, truncatedAt: -1, content },
      ]),
    ),
    pushRecords: new Map(),
    killRecords: [],
    dvc: createFleet(store, region),
    increments: [],
  };
}

function firstVersion(setup: WorldSetup, store: StoreSetup, number: number): ChildVersion {
  return {
    number,
    status: 'ONLINE',
    push: -1,
    content: -1,
    bytes: store.bytes,
    createdAt: setup.start,
    swapDeferred: false,
    targetSwapRegion: '',
    hookGated: false,
    converted: false,
    deferredByUser: false,
    excluded: [],
    dvcHeld: false,
    targetRegionPromoted: false,
    recovered: false,
    incomplete: false,
    repushSource: 0,
    incarnation: 0,
    ingestion: {
      source: -1,
      sourceVersion: number,
      phase: 'done',
      startedOnClock: 0,
      dueOnClock: [],
      transfer: -1,
      load: -1,
    },
  };
}

function createFleet(store: StoreSetup, region: string): DvcFleet | undefined {
  const { daVinci } = store;
  if (daVinci === undefined || daVinci.instances === 0) return undefined;
  if (daVinci.regions !== undefined && !daVinci.regions.includes(region)) return undefined;
  const { instances } = daVinci;
  return {
    instances,
    serves: new Int32Array(instances).fill(store.startsWith),
    future: new Int32Array(instances),
    ready: new Uint8Array(instances),
    beganOnClock: new Float64Array(instances),
    dueOnClock: new Float64Array(instances),
    faulty: new Int32Array(instances),
    deadSince: new Float64Array(instances).fill(-1),
    lost: new Uint8Array(instances),
    leftOnClock: new Float64Array(instances),
    loadsUntil: new Float64Array(instances),
    failed: new Uint8Array(instances),
  };
}

function createLinks(setup: WorldSetup): LinkState[] {
  const links: LinkState[] = [];
  const names = setup.regions.map(({ name }) => name);
  for (const [from, fromName] of names.entries()) {
    for (const [to, toName] of names.entries()) {
      const own = setup.links.find((link) => link.from === fromName && link.to === toName);
      const bytesPerSecond =
        from === to
          ? serversOf(setup, fromName) * setup.physics.serverRate
          : (own?.bytesPerSecond ?? setup.physics.linkRate);
      const capacity = bytesPerSecond / 1_000;
      const link = createLink(capacity, setup.start);
      const state = {
        link,
        bytesPerSecond,
        capacity,
        cut: 0,
        slowdowns: [],
        generation: 0,
        through: [],
      };
      links[linkIndex({ regions: names }, from, to)] = state;
    }
  }
  return links;
}
