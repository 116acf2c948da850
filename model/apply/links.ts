/** Updates a link's capacity after failures at its ends or on the connection. */
import { type Instant, setLinkCapacity } from '../../sim/index.js';
import { linkAt, regionAt } from '../world/entries.js';
import { linkIndex, type WritableWorld } from '../world.js';

/** The current capacity of a link in bytes per millisecond: 0 while it or one of its ends is cut, otherwise divided by every slowdown. */
export function refreshLink(world: WritableWorld, from: number, to: number, now: Instant): void {
  const state = linkAt(world, linkIndex(world, from, to));
  const up =
    from === to
      ? serversWork(world, to)
      : state.cut === 0 && readable(world, from) && writable(world, to);
  const base = (state.bytesPerSecond / 1_000) * (from === to ? shareOfServers(world, to) : 1);
  const capacity = up ? state.slowdowns.reduce((left, factor) => left / factor, base) : 0;
  if (capacity === state.capacity) return;
  state.capacity = capacity;
  state.generation += 1;
  setLinkCapacity(state.link, capacity, now);
}

function serversWork(world: WritableWorld, region: number): boolean {
  const conditions = regionAt(world, region).conditions;
  return conditions.brokersDown + conditions.serversDown === 0;
}

/** A lost server has no ingestion capacity. */
function shareOfServers(world: WritableWorld, region: number): number {
  const hosts = regionAt(world, region).breakage.hostsDown;
  return hosts.reduce((working, down) => working + (down === 0 ? 1 : 0), 0) / hosts.length;
}

function readable(world: WritableWorld, region: number): boolean {
  const conditions = regionAt(world, region).conditions;
  return conditions.brokersDown === 0 && conditions.networkCut === 0;
}

function writable(world: WritableWorld, region: number): boolean {
  return readable(world, region) && regionAt(world, region).conditions.serversDown === 0;
}
