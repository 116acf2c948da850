/**
 * Read traffic: reads per second of every region's servers of a store and of its Da Vinci fleet. Defaults are equal in all regions, so that
 * shares of traffic equal shares of regions unless a scenario sets others. Computed from the setup only.
 */

import type { WorldSetup } from '../setup.js';
import { regionAt, storeSetup } from '../world/entries.js';

/** Default reads per second of a store's servers, and of a Da Vinci fleet, in a region. */
export const defaultReads = 1_000;

/** Read traffic of one store in one region. */
export interface Traffic {
  readonly servers: number;
  readonly daVinci: number;
}

/** Reads per second of a store in a region. */
export function trafficOf(setup: WorldSetup, region: number, store: number): Traffic {
  const place = regionAt(setup, region);
  const what = storeSetup({ setup }, store);
  const factor = place.traffic ?? 1;
  const fleet = what.daVinci;
  const here = fleet?.regions === undefined || fleet.regions.includes(place.name);
  const instances = here ? (fleet?.instances ?? 0) : 0;
  return {
    servers: factor * (what.reads ?? defaultReads),
    daVinci: instances === 0 ? 0 : factor * (fleet?.reads ?? defaultReads),
  };
}

/** Reads per second of all stores in all regions. */
export function allTraffic(setup: WorldSetup): number {
  let sum = 0;
  for (const region of setup.regions.keys()) {
    for (const store of setup.stores.keys()) {
      const { servers, daVinci } = trafficOf(setup, region, store);
      sum += servers + daVinci;
    }
  }
  return sum;
}
