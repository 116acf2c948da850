/**
 * Monitoring signals of a region's clients: the only source from which hooks learn how a version behaves. Reads what is served and
 * since when; random numbers are drawn only for a region whose signals are read.
 */

import type { RegionSignals } from '../../hooks/view.js';
import type { Defect } from '../../monitoring/defects.js';
import {
  defaultMonitoring,
  type Noise,
  type Readers,
  shownSignals,
} from '../../monitoring/signals.js';
import { trafficOf } from '../../monitoring/traffic.js';
import { type RegionId, regionName, type StoreId, storeName } from '../../names.js';
import { childStore } from '../../queries/world.js';
import { regionAt } from '../../world/entries.js';
import type { World, WorldChildStore } from '../../world.js';
import type { ModelTurn } from '../actor.js';

/** The signals of one region for one store now. */
export function signalsOf(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  store: StoreId,
): RegionSignals {
  const usual = world.setup.monitoring ?? defaultMonitoring;
  const name = regionName(world.names, region);
  const scene = {
    region: name,
    readers: readersOf(world, region, store, turn.now),
    serversDown: regionAt(world, region).conditions.serversDown > 0,
  };
  const stream = `monitoring/${name}/${storeName(world.names, store)}`;
  return shownSignals(scene, usual, usual.noise === 0 ? silence : noiseFrom(turn, stream));
}

const silence: Noise = { errors: 0, latency: 0, capacity: 0 };

const parts = 1_000_000;

function noiseFrom(turn: ModelTurn, stream: string): Noise {
  const next = () => turn.draw({ kind: 'uniform', min: 0, max: parts }, stream) / parts;
  return { errors: next(), latency: next(), capacity: next() };
}

function readersOf(world: World, region: RegionId, store: StoreId, now: number): Readers[] {
  const home = childStore(world, region, store);
  const { servers, daVinci } = trafficOf(world.setup, region, store);
  const felt = activeDefect(world, home, home.current, now);
  const readers: Readers[] = [{ reads: servers, defect: felt, onServers: true }];
  const fleet = home.dvc;
  if (fleet === undefined || fleet.instances === 0) return readers;
  const serving = new Map<number, number>();
  for (const version of fleet.serves) serving.set(version, (serving.get(version) ?? 0) + 1);
  for (const [version, instances] of serving) {
    const reads = (daVinci * instances) / fleet.instances;
    readers.push({ reads, defect: activeDefect(world, home, version, now), onServers: false });
  }
  return readers;
}

/** The defect of a version once it is active: a delay after the region began to serve it, or, before that, to hold it. */
function activeDefect(
  world: World,
  { versions, current, promotedAt }: WorldChildStore,
  number: number,
  now: number,
): Defect | undefined {
  const version = versions.find((one) => one.number === number);
  const defect = version === undefined ? undefined : world.entries[version.content]?.defect;
  if (version === undefined || defect === undefined) return undefined;
  const since = number === current ? promotedAt : version.createdAt;
  return now >= since + defect.showsAfterMs ? defect : undefined;
}
