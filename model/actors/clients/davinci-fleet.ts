/**
 * Da Vinci instances: each discovers a version for itself, ingests it from the region's topic, and moves its reads. As VIP-4 draws it they
 * serve as soon as they are ready and the servers follow; as built they follow the servers (`dvc-serves-first`).
 */

import { clientTrouble } from '../../breakage.js';
import { clockAt } from '../../clock.js';
import { type RegionId, regionName, type StoreAt, storeName, type VersionAt } from '../../names.js';
import { childStore, childVersion } from '../../queries/world.js';
import {
  instanceGoesBack,
  instanceSwap,
  instanceSwapRule,
} from '../../rules/davinci/instance-swap.js';
import { maySubscribe, subscriptionRule } from '../../rules/davinci/subscription.js';
import { regionAt } from '../../world/entries.js';
import type { DvcFleet } from '../../world/region.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';

export const asks = [subscriptionRule, instanceSwapRule];

/** A version is there to be read, or is no longer held back: instances that may subscribe to it do. */
export function instancesMayBegin(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region } = at;
  const version = childVersion(world, at);
  const { dvc, current } = childStore(world, at.region, at.store);
  if (version === undefined || dvc === undefined || version.dvcHeld) return;
  if (version.ingestion.phase !== 'ingesting' && version.ingestion.phase !== 'done') return;
  const subscribes = maySubscribe(
    {
      region: regionName(world.names, region),
      current,
      version: {
        number: at.version,
        status: version.status,
        targetSwapRegion: version.targetSwapRegion,
      },
    },
    world.variant,
  );
  if (subscribes !== 'subscribe') return;
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    const behind = (dvc.serves[instance] ?? 0) < at.version;
    if (dvc.lost[instance] !== 0) continue;
    if (behind && dvc.future[instance] !== at.version) {
      subscribe(world, turn, at, instance);
    }
  }
}

/** The region's servers serve another version now: instances follow, forward or back. */
export function regionServes(world: World, turn: ModelTurn, at: VersionAt): void {
  const { dvc } = childStore(world, at.region, at.store);
  if (dvc === undefined) return;
  instancesMayBegin(world, turn, at);
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    if (dvc.future[instance] === at.version && dvc.ready[instance] === 1)
      refresh(world, turn, at, instance);
  }
}

/** A version is condemned in the region: instances that serve it take the region's own version up again. */
export function instancesGoBack(world: World, turn: ModelTurn, at: StoreAt): void {
  const { region, store } = at;
  const { dvc, current } = childStore(world, at.region, at.store);
  const { variant } = world;
  for (let instance = 0; instance < (dvc?.instances ?? 0); instance += 1) {
    const serves = dvc?.serves[instance] ?? 0;
    const servedStatus = childVersion(world, { region, store, version: serves })?.status;
    const verdict = instanceGoesBack({ serves, servedStatus, regionCurrent: current }, variant);
    if (
      verdict.kind === 'go-back' &&
      verdict.ingest > 0 &&
      dvc?.future[instance] !== verdict.ingest
    ) {
      subscribe(world, turn, { region, store, version: verdict.ingest }, instance);
    }
  }
}

/** Clients of the region work again. */
export function resumeInstances(world: World, turn: ModelTurn, region: RegionId): void {
  const clock = regionAt(world, region).clientClock;
  if (!clock.running) return;
  for (const [store, { dvc }] of regionAt(world, region).stores.entries()) {
    for (let instance = 0; instance < (dvc?.instances ?? 0); instance += 1) {
      const version = dvc?.future[instance] ?? 0;
      if (version === 0) continue;
      const left = (dvc?.dueOnClock[instance] ?? 0) - clockAt(clock, turn.now);
      turn.schedule(Math.max(0, left), { kind: 'dvc-due', region, store, version, instance });
    }
  }
}

/** An instance has read everything, unless its clock stood still meanwhile. */
export const onDvcDue: Handler<'dvc-due'> = (world, event, turn) => {
  const { region, store, version, instance } = event;
  const at = { region, store, version };
  const { dvc } = childStore(world, at.region, at.store);
  const clock = regionAt(world, region).clientClock;
  if (dvc === undefined || !clock.running) return;
  if (dvc.future[instance] !== version || dvc.ready[instance] === 1) return;
  if (dvc.lost[instance] !== 0 || dvc.failed[instance] !== 0) return;
  const left = (dvc.dueOnClock[instance] ?? 0) - clockAt(clock, turn.now);
  if (left > 0) {
    turn.schedule(left, event);
    return;
  }
  const error = clientTrouble(world, at, instance);
  if (error !== 'none') {
    turn.record({ kind: 'dvc-failed', ...at, instances: [instance], error, rule: 'DV-5' });
    return;
  }
  turn.record({ kind: 'dvc-ready', region, store, version, instance });
  trySwap(world, turn, at, instance);
};

/** An instance has refreshed the store's metadata and may have learned what the region serves. */
export const onDvcRefreshDue: Handler<'dvc-refresh-due'> = (world, event, turn) => {
  if (regionAt(world, event.region).clientClock.running)
    trySwap(world, turn, event, event.instance);
};

function trySwap(
  world: World,
  turn: ModelTurn,
  { region, store }: StoreAt,
  instance: number,
): void {
  const { dvc, current } = childStore(world, region, store);
  const version = dvc?.future[instance] ?? 0;
  const at = { region, store, version };
  if (dvc === undefined || version === 0 || dvc.lost[instance] !== 0) return;
  const verdict = instanceSwap(
    {
      future: version,
      ready: dvc.ready[instance] === 1,
      futureStatus: childVersion(world, at)?.status,
      regionCurrent: current,
    },
    world.variant,
  );
  if (verdict === 'swap') swap(turn, at, dvc, instance);
}

function swap(turn: ModelTurn, at: VersionAt, dvc: Readonly<DvcFleet>, instance: number): void {
  let others = 0;
  for (let one = 0; one < dvc.instances; one += 1) {
    if (one !== instance && dvc.serves[one] !== at.version && (dvc.deadSince[one] ?? -1) < 0)
      others += 1;
  }
  turn.record({ kind: 'dvc-swapped', ...at, instance, last: others === 0, rule: 'DV-7' });
}

/** An instance learns of the version at its next metadata refresh and reads it; it cannot be through before the region's topic is. */
function subscribe(world: World, turn: ModelTurn, at: VersionAt, instance: number): void {
  const { region, store } = at;
  const record = childVersion(world, at);
  const clock = regionAt(world, region).clientClock;
  if (record === undefined) return;
  const { metadataRefresh, ingestionTail } = world.setup.latencies;
  const place = `${regionName(world.names, region)}/${storeName(world.names, store)}`;
  const refreshMs = turn.draw(metadataRefresh, `metadataRefresh/${place}`);
  const tailMs = turn.draw(ingestionTail, `ingestionTail/dvc/${place}`);
  const readMs = Math.ceil((record.bytes / world.setup.physics.dvcRate) * 1_000);
  const sinceCreation = turn.now - record.createdAt;
  const waitMs = Math.max(refreshMs + readMs - sinceCreation, tailMs);
  const dueOnClock = clockAt(clock, turn.now) + waitMs;
  turn.record({ kind: 'dvc-subscribed', ...at, instance, dueOnClock, rule: 'DV-6' });
  if (clock.running) turn.schedule(waitMs, { kind: 'dvc-due', ...at, instance });
}

function refresh(
  world: World,
  turn: ModelTurn,
  { region, store }: StoreAt,
  instance: number,
): void {
  const place = `${regionName(world.names, region)}/${storeName(world.names, store)}`;
  const event = { kind: 'dvc-refresh-due', region, store, instance } as const;
  scheduleAfter(world, turn, { name: 'metadataRefresh', place }, event);
}
