/**
 * The operator: marks and unmarks regions, sets the emergency source, kills, rolls forward and back, and makes errors. Every action is
 * carried out or refused with a reason for the operator.
 */

import {
  regionId,
  regionName,
  storeId,
  storeName,
  type VersionAt,
  type VersionName,
} from '../../names.js';
import type { OperatorActionName } from '../../operator/action.js';
import { adminLockWaitMs, lockLeftMs } from '../../queries/remote-calls.js';
import { allRegions, childStore, parentUp, pushJob } from '../../queries/world.js';
import {
  maySingleVersionBeDeleted,
  singleDeletionRule,
} from '../../rules/retention/single-deletion.js';
import type { OperatorEntry } from '../../setup.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { killVersion } from '../commands/kill.js';
import { sendAdmin } from '../commands/parent-commands.js';
import { markDegraded, unmarkDegraded, updateClusterConfig } from '../degraded/registry.js';
import { recordsOf } from '../parent/old-versions.js';
import { serveVersion } from '../region/serving.js';
import { truncateTopic } from '../region/topics.js';
import { armSwapTick } from '../timers.js';
import { rollBackByHand } from './roll-back.js';
import { rollForwardByHand } from './roll-forward.js';
import { registerSchema, updateStore } from './store-update.js';

export const asks = [singleDeletionRule];

type Values = OperatorEntry['values'];

type Act = (world: World, turn: ModelTurn, values: Values) => void;

/** Runs an operator action that is due. While the parent has no leader, calls to it are refused. */
export const onOperatorActionDue: Handler<'operator-action-due'> = (world, { entry }, turn) => {
  const action = world.setup.timeline[entry];
  if (action?.kind !== 'operator') return;
  const act = actions[action.action as OperatorActionName];
  if (offline.has(action.action)) return act(world, turn, action.values);
  if (parentUp(world)) {
    const lockedMs = lockedFor(world, turn, action);
    if (lockedMs === 0) return act(world, turn, action.values);
    const leftMs = adminLockWaitMs - (turn.now - action.at);
    // The holder of the lock ends first, then the calls that wait for it.
    if (leftMs > 0)
      return void turn.schedule(Math.min(lockedMs + 1, leftMs), {
        kind: 'operator-action-due',
        entry,
      });
  }
  const reason = parentUp(world)
    ? 'another call holds the lock of the store and waits for regions; try again'
    : 'no parent controller leads the cluster right now; try again';
  turn.record({
    kind: 'operator-refused',
    action: action.action,
    region: action.values.region === undefined ? -1 : regionOf(world, action.values),
    reason,
  });
};

/** Actions about one store that the parent runs under the store's lock. */
const underLock: ReadonlySet<string> = new Set([
  'kill-push',
  'roll-forward',
  'roll-back',
  'delete-version',
  'set-store',
  'update-store',
  'register-schema',
]);

function lockedFor(world: World, turn: ModelTurn, { action, values }: OperatorEntry): number {
  if (!underLock.has(action)) return 0;
  const push = typeof values.push === 'string' ? world.names.pushes.indexOf(values.push) : -1;
  const store = push < 0 ? storeOf(world, values) : pushJob(world, push).store;
  return lockLeftMs(world, store, turn.now);
}

/** Actions that need no parent controller. */
const offline: ReadonlySet<string> = new Set([
  'set-emergency-source',
  'force-current-version',
  'truncate-topic',
]);

const actions: { readonly [A in OperatorActionName]: Act } = {
  'mark-degraded': (world, turn, values) =>
    markDegraded(world, turn, {
      region: regionOf(world, values),
      timeoutMinutes: Number(values.timeout) / 60_000,
      operator: String(values.by),
    }),
  'unmark-degraded': (world, turn, values) => unmarkDegraded(world, turn, regionOf(world, values)),
  'set-emergency-source': (_world, turn, values) =>
    turn.record({
      kind: 'emergency-source-set',
      operator: 'operator',
      region: typeof values.region === 'string' ? values.region : '',
    }),
  'update-cluster-config': (world, turn, values) =>
    updateClusterConfig(world, turn, values.degradedMode === true),
  'set-store': (world, turn, values) => setStore(world, turn, values),
  'update-store': (world, turn, values) =>
    updateStore(world, turn, {
      store: storeOf(world, values),
      ...(Array.isArray(values.hooks) ? { hooks: values.hooks.map(String) } : {}),
      ...(isTexts(values.hookConfig) ? { hookConfig: values.hookConfig } : {}),
    }),
  'register-schema': (world, turn, values) => registerSchema(world, turn, storeOf(world, values)),
  'kill-push': (world, turn, values) => {
    const job = pushJob(world, world.names.pushes.indexOf(String(values.push)));
    acted(turn, 'kill-push', `kills ${String(values.push)}`);
    if (job.version > 0) killVersion(world, turn, { store: job.store, version: job.version });
  },
  'roll-forward': (world, turn, values) =>
    rollForwardByHand(world, turn, storeOf(world, values), regionsOf(world, values)),
  'roll-back': (world, turn, values) =>
    rollBackByHand(world, turn, storeOf(world, values), regionsOf(world, values)),
  'delete-version': (world, turn, values) =>
    deleteByHand(world, turn, { store: storeOf(world, values), version: Number(values.version) }),
  'force-current-version': (world, turn, values) =>
    forceCurrentVersion(world, turn, {
      region: regionOf(world, values),
      store: storeOf(world, values),
      version: Number(values.version),
    }),
  'truncate-topic': (world, turn, values) =>
    truncateTopicByHand(world, turn, {
      region: regionOf(world, values),
      store: storeOf(world, values),
      version: Number(values.version),
    }),
};

/** Writes settings of a store; if regions are named, only in these. */
function setStore(world: World, turn: ModelTurn, values: Values): void {
  const store = storeOf(world, values);
  const regions = regionsOf(world, values);
  const { migrating = false, writesEnabled = true } = parentStore(world, store);
  const writes = typeof values.writes === 'boolean' ? values.writes : undefined;
  if (regions.length === 0 || typeof values.migrating === 'boolean')
    turn.record({
      kind: 'store-changed',
      store,
      migrating: typeof values.migrating === 'boolean' ? values.migrating : migrating,
      writesEnabled: regions.length === 0 ? (writes ?? writesEnabled) : writesEnabled,
    });
  if (writes === undefined) return;
  for (const region of regions.length === 0 ? allRegions(world) : regions)
    if (childStore(world, region, store).writesEnabled !== writes)
      turn.record({ kind: 'store-writes-set', region, store, on: writes });
}

/** Records an action that was carried out. */
export function acted(turn: ModelTurn, action: string, text: string, region = -1): void {
  turn.record({ kind: 'operator-acted', action, region, text });
}

function regionOf(world: World, values: Values): number {
  return regionId(world.names, String(values.region));
}

function storeOf(world: World, values: Values): number {
  return storeId(world.names, String(values.store));
}

function regionsOf(world: World, values: Values): number[] {
  const names = Array.isArray(values.regions) ? values.regions : [];
  return names.map((name) => world.names.regions.indexOf(String(name)));
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deletes one version in all regions. The parent refuses its own current version; a region keeps the version that it serves. */
export function deleteByHand(world: World, turn: ModelTurn, name: VersionName): void {
  const { store, version } = name;
  const currentVersion = parentStore(world, store).current;
  const system = storeSetup(world, store).system;
  const text = `v${version} of ${storeName(world.names, store)}`;
  const said = { action: 'delete-version', region: -1, rule: singleDeletionRule.id } as const;
  if (maySingleVersionBeDeleted({ system, currentVersion }, version) !== 'allowed') {
    const reason = `${text} is the current version; roll back or push another one first`;
    turn.record({ kind: 'operator-refused', ...said, reason });
    return;
  }
  turn.record({ kind: 'operator-acted', ...said, text: `deletes ${text} in every region` });
  sendAdmin(world, turn, { kind: 'DeleteVersion', store, version });
  if (recordsOf(world, store).some(({ number }) => number === version))
    turn.record({ kind: 'parent-version-deleted', store, version, rule: singleDeletionRule.id });
}

/** Operator error: a region serves a version, whatever its status. */
export function forceCurrentVersion(world: World, turn: ModelTurn, at: VersionAt): void {
  const text = `forces ${regionName(world.names, at.region)} to serve v${at.version} of ${storeName(world.names, at.store)}`;
  turn.record({ kind: 'operator-acted', action: 'force-current-version', region: at.region, text });
  serveVersion(world, turn, at, 'forced');
  armSwapTick(world, turn);
}

/** Operator error: a topic is truncated while its version may be in use. */
export function truncateTopicByHand(world: World, turn: ModelTurn, at: VersionAt): void {
  const text = `truncates the topic of ${storeName(world.names, at.store)} v${at.version} in ${regionName(world.names, at.region)}`;
  turn.record({ kind: 'operator-acted', action: 'truncate-topic', region: at.region, text });
  truncateTopic(world, turn, at);
}
