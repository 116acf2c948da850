/** The parent's part in a rollback that a region's hooks requested: a call or a flag notifies it, and it rolls every region back. */

import type { RegionId, VersionName } from '../../names.js';
import { allRegions, childStore, controllerUp, parentUp, reachable } from '../../queries/world.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { endPush } from '../commands/end-push.js';
import { sendAdmin, sendRollBack, setStatus } from '../commands/parent-commands.js';
import { goBack } from '../region/hook-answers.js';
import { killInRegion } from '../region/kill.js';

/** Attempts and pause (milliseconds) of a call to a sibling or to the parent. */
const attempts = 10;

const pauseMs = 5_000;

/** A rollback request reaches the parent or a sibling, or is retried. */
export const onVetoCallArrived: Handler<'veto-call-arrived'> = (world, event, turn) => {
  const { from, to, store, version, attempt } = event;
  const name = { store, version };
  const arrives =
    reachable(world, from) &&
    (to < 0 ? parentUp(world) : reachable(world, to) && controllerUp(world, to));
  if (!arrives) {
    if (attempt < attempts) turn.schedule(pauseMs, { ...event, attempt: attempt + 1 });
    return;
  }
  if (to < 0) return rollBackEverywhere(world, turn, name);
  const at = { region: to, store, version };
  if (childStore(world, at.region, at.store).current === version) return goBack(world, turn, at);
  killInRegion(world, turn, at);
};

/** A status answer to the parent carries the rollback flag of a region. */
export function noticeFlags(world: World, turn: ModelTurn, name: VersionName): void {
  if (world.hookBook.gates.size === 0) return;
  for (const gate of world.hookBook.gates.values()) {
    const concerns = gate.store === name.store && gate.version === name.version;
    if (concerns && gate.rollback && reachable(world, gate.region))
      return rollBackEverywhere(world, turn, name);
  }
}

function rollBackEverywhere(world: World, turn: ModelTurn, name: VersionName): void {
  const { store, version } = name;
  const record = parentStore(world, store).versions.find(({ number }) => number === version);
  if (record === undefined || record.rolledBackBy === 'hook') return;
  const status = 'ROLLED_BACK';
  const set = { status, rolledBackBy: 'hook' } as const;
  turn.record({ kind: 'parent-version-status-set', store, version, ...set, rule: 'LH-7' });
  setStatus(world, turn, name, status, 'LH-7');
  sendAdmin(world, turn, { kind: 'KillPush', ...name });
  sendRollBack(world, turn, name, { regions: goingBack(world, name), by: 'hook' });
  const reason = 'a region said ROLLBACK';
  endPush(world, turn, record.push, { outcome: 'failed', reason, rule: 'LH-7' });
}

/** A rollback that names its version may go to all regions; another would undo an older version where this one is not served. */
function goingBack(world: World, { store, version }: VersionName): RegionId[] {
  if (world.variant.versionedRollback) return allRegions(world);
  return allRegions(world).filter((region) => childStore(world, region, store).current === version);
}
