/**
 * Da Vinci instances: each finds its store's versions at a metadata refresh, ingests one from the region's topic, and swaps to it.
 * With the switch `dvc-serves-first` (VIP-4) instances swap as soon as they are ready and the servers follow; as built they follow the
 * servers. The duration of an ingestion is computed in reading.ts.
 */

import { clockAt } from '../../clock.js';
import { clientTrouble } from '../../failures.js';
import { type RegionId, regionName, type StoreAt, storeName, type VersionAt } from '../../names.js';
import { rolloutOrderOf } from '../../queries/configuration.js';
import { childStore, numbered } from '../../queries/world.js';
import { instanceSwap, instanceSwapRule } from '../../rules/davinci/instance-swap.js';
import { maySubscribe, nextVersion, subscriptionRule } from '../../rules/davinci/subscription.js';
import { numberAt, regionAt } from '../../world/entries.js';
import type { World, WorldChildStore, WorldChildVersion, WorldDvcFleet } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { dueOnClock, isPaused, paused } from './reading.js';

export const asks = [subscriptionRule, instanceSwapRule];

/** The region's record of a store has changed: schedules a metadata refresh for every instance that is affected. */
export function noticeStore(world: World, turn: ModelTurn, { region, store }: StoreAt): void {
  const { dvc } = childStore(world, region, store);
  if (dvc === undefined || !regionAt(world, region).clientClock.running) return;
  const place = `${regionName(world.names, region)}/${storeName(world.names, store)}`;
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    if (nextStep(world, { region, store }, instance).kind === 'nothing') continue;
    const event = { kind: 'dvc-refresh-due', region, store, instance } as const;
    scheduleAfter(world, turn, { name: 'metadataRefresh', place }, event);
  }
}

/** A version's topic is complete in the region: schedules the end of ingestion of the instances that ingest it. */
export function topicIsComplete(world: World, turn: ModelTurn, at: VersionAt): void {
  const { dvc } = childStore(world, at.region, at.store);
  if (dvc === undefined) return;
  const instances: number[] = [];
  const due: number[] = [];
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    const reads = dvc.future[instance] === at.version && dvc.ready[instance] === 0;
    if (!reads || dvc.failed[instance] !== 0 || dvc.lost[instance] !== 0) continue;
    if (isPaused(dvc, instance)) continue;
    instances.push(instance);
    due.push(dueOnClock(world, turn, at, numberAt(dvc.beganOnClock, instance)));
  }
  if (instances.length === 0) return;
  turn.record({ kind: 'dvc-scheduled', ...at, instances, dueOnClock: due });
  resumeReading(world, turn, at);
}

/** Clients of the region work again: resumes ingestion and schedules metadata refreshes. */
export function resumeInstances(world: World, turn: ModelTurn, region: RegionId): void {
  if (!regionAt(world, region).clientClock.running) return;
  for (const store of regionAt(world, region).stores.keys()) {
    resumeReading(world, turn, { region, store });
    noticeStore(world, turn, { region, store });
  }
}

/** Schedules the end of ingestion of every instance for which it is known. */
export function resumeReading(world: World, turn: ModelTurn, { region, store }: StoreAt): void {
  const { dvc } = childStore(world, region, store);
  const clock = regionAt(world, region).clientClock;
  if (dvc === undefined || !clock.running) return;
  const clockNow = clockAt(clock, turn.now);
  for (let instance = 0; instance < dvc.instances; instance += 1) {
    const version = numberAt(dvc.future, instance);
    const due = numberAt(dvc.dueOnClock, instance);
    if (version === 0 || due === 0 || dvc.ready[instance] === 1) continue;
    const event = { kind: 'dvc-due', region, store, version, instance } as const;
    turn.schedule(Math.max(0, due - clockNow), event);
  }
}

/** An instance has completed its ingestion, unless its clock stood still meanwhile. */
export const onDvcDue: Handler<'dvc-due'> = (world, event, turn) => {
  const { region, store, version, instance } = event;
  const { dvc } = childStore(world, region, store);
  const clock = regionAt(world, region).clientClock;
  if (dvc === undefined || !clock.running) return;
  if (dvc.future[instance] !== version || dvc.ready[instance] === 1) return;
  if (dvc.lost[instance] !== 0 || dvc.failed[instance] !== 0) return;
  const due = numberAt(dvc.dueOnClock, instance);
  if (due === 0) return;
  const left = due - clockAt(clock, turn.now);
  if (left > 0) {
    turn.schedule(left, event);
    return;
  }
  const at = { region, store, version };
  const error = clientTrouble(world, at, instance);
  if (error !== 'none') {
    turn.record({ kind: 'dvc-failed', ...at, instances: [instance], error, rule: 'DV-5' });
    return;
  }
  turn.record({ kind: 'dvc-ready', ...at, instance });
  advance(world, turn, at, instance);
};

/** An instance has refreshed the store's metadata: swaps, subscribes or does nothing. */
export const onDvcRefreshDue: Handler<'dvc-refresh-due'> = (world, event, turn) => {
  if (regionAt(world, event.region).clientClock.running)
    advance(world, turn, event, event.instance);
};

/** The next step of an instance. `swap` and `subscribe` name the version. */
type Step =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'swap' | 'subscribe' | 'subscribe-paused'; readonly version: number };

const nothing: Step = { kind: 'nothing' };

function advance(
  world: World,
  turn: ModelTurn,
  { region, store }: StoreAt,
  instance: number,
): void {
  for (;;) {
    const step = nextStep(world, { region, store }, instance);
    if (step.kind === 'nothing') return;
    const at = { region, store, version: step.version };
    if (step.kind !== 'swap') return subscribe(world, turn, at, { instance, step: step.kind });
    swap(world, turn, at, instance);
  }
}

/** Follows Venice's client: a version in progress is swapped to or kept while it is valid; another one is subscribed only without one. */
function nextStep(world: World, at: StoreAt, instance: number): Step {
  const home = childStore(world, at.region, at.store);
  const { dvc, current, versions } = home;
  if (dvc === undefined || dvc.lost[instance] !== 0) return nothing;
  const future = numberAt(dvc.future, instance);
  const failed = dvc.failed[instance] !== 0;
  const faulty = failed ? future : numberAt(dvc.faulty, instance);
  if (future > 0 && !failed) {
    const verdict = instanceSwap(
      {
        future,
        ready: dvc.ready[instance] === 1,
        futureStatus: numbered(versions, future)?.status,
        faulty: future === faulty && future !== current,
        regionCurrent: current,
      },
      world.variant,
    );
    if (verdict === 'swap') return { kind: 'swap', version: future };
    if (verdict !== 'version-unfit')
      return isPaused(dvc, instance) ? resumption(world, at, home, future) : nothing;
  }
  return toSubscribe(world, at, home, { serves: numberAt(dvc.serves, instance), faulty });
}

function toSubscribe(
  world: World,
  { region }: StoreAt,
  { current, versions }: WorldChildStore,
  instance: { readonly serves: number; readonly faulty: number },
): Step {
  const shown = versions.filter(({ dvcHeld }) => !dvcHeld);
  const number = nextVersion({ ...instance, current, versions: shown }, world.variant);
  const version = numbered(shown, number);
  if (version === undefined) return nothing;
  const verdict = subscription(world, region, { current, version });
  return verdict === 'subscribe' || verdict === 'subscribe-paused'
    ? { kind: verdict, version: number }
    : nothing;
}

/** What a paused instance does: it reads on once the target regions are done, or the region serves the version. */
function resumption(
  world: World,
  { region }: StoreAt,
  { current, versions }: WorldChildStore,
  future: number,
): Step {
  const version = numbered(versions, future);
  if (version === undefined || version.dvcHeld) return nothing;
  const verdict = subscription(world, region, { current, version });
  return verdict === 'subscribe' ? { kind: verdict, version: future } : nothing;
}

function subscription(
  world: World,
  region: RegionId,
  { current, version }: { readonly current: number; readonly version: WorldChildVersion },
) {
  return maySubscribe(
    {
      region: regionName(world.names, region),
      current,
      version,
      rolloutOrder: rolloutOrderOf(world),
      pausedStart: world.configuration['davinci.paused.sit.enabled'],
      targetRegionPromoted: version.targetRegionPromoted,
    },
    world.variant,
  );
}

function swap(world: World, turn: ModelTurn, at: VersionAt, instance: number): void {
  const { dvc } = childStore(world, at.region, at.store);
  if (dvc === undefined) return;
  let others = 0;
  for (let one = 0; one < dvc.instances; one += 1) {
    const lives = numberAt(dvc.deadSince, one) < 0;
    if (one !== instance && dvc.serves[one] !== at.version && lives) others += 1;
  }
  turn.record({ kind: 'dvc-swapped', ...at, instance, last: others === 0, rule: 'DV-7' });
}

/** An instance subscribes to a version. It does not return by itself to a version it rolled back from or failed to ingest. */
function subscribe(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  {
    instance,
    step,
  }: { readonly instance: number; readonly step: 'subscribe' | 'subscribe-paused' },
): void {
  const { dvc, current } = childStore(world, at.region, at.store);
  const clock = regionAt(world, at.region).clientClock;
  if (dvc === undefined) return;
  const beganOnClock = step === 'subscribe' ? clockAt(clock, turn.now) : paused;
  const due = dueOnClock(world, turn, at, beganOnClock);
  const faulty = faultyAfter(dvc, instance, { version: at.version, current });
  turn.record({
    kind: 'dvc-subscribed',
    ...at,
    instance,
    beganOnClock,
    dueOnClock: due,
    faulty,
    rule: 'DV-6',
  });
  if (due > 0) turn.schedule(due - beganOnClock, { kind: 'dvc-due', ...at, instance });
}

function faultyAfter(
  dvc: WorldDvcFleet,
  instance: number,
  { version, current }: { readonly version: number; readonly current: number },
): number {
  const serves = numberAt(dvc.serves, instance);
  if (version === current && serves > current) return serves;
  const known = numberAt(dvc.failed[instance] === 0 ? dvc.faulty : dvc.future, instance);
  return known === version ? 0 : known;
}
