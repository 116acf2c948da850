/** Begins and ends physical conditions, and updates dependent state: the clocks of a region and the capacity of its links. */

import type { Instant } from '../../sim/index.js';
import type { Condition } from '../conditions.js';
import { regionId } from '../names.js';
import { linkAt, regionAt } from '../world/entries.js';
import type { Region, RegionClock, RegionConditions } from '../world/region.js';
import { linkIndex, type WritableWorld } from '../world.js';
import { applyBreakage } from './breakage.js';
import { refreshLink } from './links.js';

const counters = {
  'controller-down': 'controllerDown',
  'controller-silent': 'controllerSilent',
  'store-reads-down': 'storeReadsDown',
  'controller-failover': 'controllerDown',
  'brokers-down': 'brokersDown',
  'servers-down': 'serversDown',
  'clients-down': 'clientsDown',
  'network-cut': 'networkCut',
  'copies-lose-records': 'copiesLoseRecords',
} as const satisfies Record<string, keyof RegionConditions>;

/** Increments or decrements a condition and updates clocks and links. */
export function applyCondition(
  world: WritableWorld,
  condition: Condition,
  begins: boolean,
  now: Instant,
): void {
  const step = begins ? 1 : -1;
  switch (condition.kind) {
    case 'parent-storage-down':
      world.parent.storageDown += step;
      return;
    case 'parent-listing-down':
      world.parent.listingDown += step;
      return;
    case 'parent-answers-lost':
      world.parent.answersLost += step;
      return;
    case 'parent-answers-late':
      world.parent.answersLateMs += step * condition.byMs;
      return;
    case 'parent-down':
      if (begins) world.parent.deadUpTo = world.parent.epoch;
      world.parent.down += step;
      return;
    case 'parent-failover':
      world.parent.down += step;
      return;
    case 'host-down': {
      const region = regionId(world.names, condition.region);
      applyBreakage(world, condition, begins, now);
      return refreshLink(world, region, region, now);
    }
    case 'disk-full':
    case 'replica-error':
    case 'straggler':
    case 'clients-lost':
    case 'client-error':
    case 'admin-failing':
      return applyBreakage(world, condition, begins, now);
    case 'link-cut':
    case 'link-slow':
      return changeLink(world, condition, begins, now);
    default: {
      const id = regionId(world.names, condition.region);
      const region = regionAt(world, id);
      region.conditions[counters[condition.kind]] += step;
      if (condition.kind === 'clients-down') setInstancesDead(region, now);
      runClocks(region, now);
      refreshLinksOf(world, id, now);
    }
  }
}

type LinkCondition = Extract<Condition, { kind: 'link-cut' | 'link-slow' }>;

function changeLink(
  world: WritableWorld,
  condition: LinkCondition,
  begins: boolean,
  now: Instant,
): void {
  const from = regionId(world.names, condition.from);
  const to = regionId(world.names, condition.to);
  const state = linkAt(world, linkIndex(world, from, to));
  if (condition.kind === 'link-cut') state.cut += begins ? 1 : -1;
  else if (begins) state.slowdowns.push(condition.factor);
  else state.slowdowns.splice(state.slowdowns.indexOf(condition.factor), 1);
  refreshLink(world, from, to, now);
}

function refreshLinksOf(world: WritableWorld, region: number, now: Instant): void {
  for (let other = 0; other < world.regions.length; other += 1) {
    refreshLink(world, region, other, now);
    refreshLink(world, other, region, now);
  }
}

function runClocks(region: Region, now: Instant): void {
  const { brokersDown, serversDown, networkCut, clientsDown } = region.conditions;
  runClock(region.ingestionClock, brokersDown + serversDown === 0, now);
  runClock(region.writerClock, brokersDown + networkCut === 0, now);
  runClock(region.clientClock, brokersDown + clientsDown === 0, now);
}

function runClock(clock: RegionClock, running: boolean, now: Instant): void {
  if (clock.running === running) return;
  if (clock.running) clock.accrued += now - clock.since;
  clock.running = running;
  clock.since = now;
}

/** Instances send no heartbeat while their hosts are down. */
function setInstancesDead(region: Region, now: Instant): void {
  const deadSince = region.conditions.clientsDown > 0 ? now : -1;
  for (const { dvc } of region.stores) {
    if (dvc === undefined) continue;
    for (let instance = 0; instance < dvc.instances; instance += 1)
      if (dvc.lost[instance] === 0) dvc.deadSince[instance] = deadSince;
  }
}
