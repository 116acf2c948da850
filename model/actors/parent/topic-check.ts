/**
 * The parent periodically checks pushes whose topics it still has, so that a push whose job has died is ended: first after
 * `controller.terminal.state.topic.check.delay.ms`, then with doubled pauses. Pushes of stores that take increments are left out.
 */

import type { StoreId, VersionName, VersionNumber } from '../../names.js';
import { parentUp, parentVersion } from '../../queries/world.js';
import { isTerminal } from '../../statuses.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { nextTick } from '../timers.js';
import { checkPush } from './job-status.js';

const maxBackOffMs = 6 * 3_600_000;

/** Schedules the first check of a version's topic, at the next round. */
export function armTopicCheck(world: World, turn: ModelTurn, name: VersionName): void {
  if (storeSetup(world, name.store).incremental || !isOpen(world, name)) return;
  schedule(world, turn, name, { notBefore: turn.now + 1, backOffMs: 0 });
}

/** A new leader schedules a check of every existing topic. */
export function armTopicChecks(world: World, turn: ModelTurn): void {
  for (const [store, { topics }] of world.parent.stores.entries())
    for (const version of topics.keys()) armTopicCheck(world, turn, { store, version });
}

/** One check. None follows after the end of a push; each check of a running push doubles the pause. */
export const onTopicCheckTickDue: Handler<'topic-check-tick-due'> = (world, event, turn) => {
  const { store, version, epoch } = event;
  const name = { store, version };
  if (epoch !== world.parent.epoch || !parentUp(world) || !isOpen(world, name)) return;
  const outcome = checkPush(world, turn, name);
  if (outcome.kind === 'answered' && isTerminal(outcome.status)) return;
  const backOffMs =
    outcome.kind === 'failed'
      ? event.backOffMs
      : Math.min(maxBackOffMs, event.backOffMs === 0 ? periodMs(world) : event.backOffMs * 2);
  schedule(world, turn, name, { notBefore: turn.now + Math.max(1, backOffMs), backOffMs });
};

function schedule(
  world: World,
  turn: ModelTurn,
  { store, version }: VersionName,
  next: { readonly notBefore: number; readonly backOffMs: number },
): void {
  const at = nextTick(world, next.notBefore - 1, periodMs(world));
  const { epoch } = world.parent;
  const { backOffMs } = next;
  const event = { kind: 'topic-check-tick-due', store, version, epoch, backOffMs } as const;
  turn.schedule(at - turn.now, event, !isAwaited(world, turn, store, version));
}

/** True if the version has a topic in the parent that is not truncated. */
function isOpen(world: World, { store, version }: VersionName): boolean {
  const topic = parentStore(world, store).topics.get(version);
  return topic !== undefined && topic.truncatedAt < 0;
}

/** Its job has died after writing, less than a day (the limit of a push) ago: only this check can end it, so it keeps the run alive. */
function isAwaited(world: World, turn: ModelTurn, store: StoreId, version: VersionNumber): boolean {
  const record = parentVersion(world, store, version);
  if (record === undefined || turn.now - record.createdAt > 24 * 3_600_000) return false;
  const job = world.pushes[record.push];
  const topic = world.regions[record.sourceFabric]?.stores[store]?.topics.get(version);
  return job?.state === 'died' && topic?.endOfPush === true;
}

function periodMs(world: World): number {
  return world.configuration['controller.terminal.state.topic.check.delay.ms'];
}
