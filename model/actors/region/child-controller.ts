/**
 * A region's child controller: consumes the admin channel in order, store by store. A message that fails blocks only its own store's
 * queue; messages sent while the region was down are processed when it returns.
 */

import type { AddVersion, AdminMessage } from '../../admin-message.js';
import {
  type RegionId,
  regionName,
  type StoreAt,
  type StoreId,
  storeName,
  type VersionAt,
} from '../../names.js';
import { waitMs } from '../../queries/configuration.js';
import { childStore, childVersion, namesOf, reachable } from '../../queries/world.js';
import {
  type AdminFailure,
  adminFailureRule,
  judgeAdminFailure,
} from '../../rules/admin/admin-failure.js';
import { adminOrderRule, judgeAdminOrder } from '../../rules/admin/admin-order.js';
import {
  addVersionAdmissionRule,
  admitAddVersion,
} from '../../rules/degraded/add-version-admission.js';
import { shippedEffect, vetoEffectsRule } from '../../rules/hooks/veto-effects.js';
import {
  maySingleVersionBeDeleted,
  singleDeletionRule,
} from '../../rules/retention/single-deletion.js';
import { adminMessageAt, regionAt, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { noticeStore } from '../clients/davinci-fleet.js';
import { callAsBuiltHooks } from '../hooks/runner.js';
import { createVersion } from './creation.js';
import { deleteVersion } from './deletion.js';
import { askOnCreation, holdsInstances, mayCreate } from './gates.js';
import { endCopy, killInRegion } from './kill.js';
import { failVersion } from './push-monitor.js';
import { rollForward } from './roll-forward.js';
import { rollBackVersion } from './serving.js';

export const asks = [
  adminOrderRule,
  adminFailureRule,
  addVersionAdmissionRule,
  vetoEffectsRule,
  singleDeletionRule,
];

/** Pause before a failed admin message is retried: one cycle of the consumption loop. */
const retryMs = 2_000;

/** A message of the admin channel arrives at a region. */
export const onAdminMessageDue: Handler<'admin-message-due'> = (
  world,
  { region, sequence },
  turn,
) => {
  if (!mayConsume(world, region)) return;
  take(world, turn, region, sequence);
};

/** A blocked queue is retried. */
export const onAdminRetryDue: Handler<'admin-retry-due'> = (world, { region, store }, turn) => {
  if (mayConsume(world, region)) work(world, turn, region, { store, again: true });
};

/** The region consumes again: everything that was sent meanwhile, in order. */
export function drainAdminChannel(world: World, turn: ModelTurn, region: RegionId): void {
  if (!mayConsume(world, region)) return;
  const blocked = [...regionAt(world, region).adminQueues.keys()];
  take(world, turn, region, world.adminChannel.length - 1);
  for (const store of blocked) work(world, turn, region, { store, again: true });
}

/** A store's queue continues: the hooks have decided about its first message. */
export function retryQueue(world: World, turn: ModelTurn, at: StoreAt): void {
  if (mayConsume(world, at.region)) work(world, turn, at.region, { store: at.store, again: true });
}

function mayConsume(world: World, region: RegionId): boolean {
  return reachable(world, region) && regionAt(world, region).conditions.brokersDown === 0;
}

function take(world: World, turn: ModelTurn, region: RegionId, upTo: number): void {
  for (let sequence = regionAt(world, region).adminCursor; sequence <= upTo; sequence += 1) {
    const lastDelegated = sequence === 0 ? undefined : sequence - 1;
    const order = judgeAdminOrder({
      executionId: sequence,
      lastDelegated,
      toldToSkip: false,
      producerContinues: true,
    });
    if (order.kind !== 'in-order') return;
    const { store } = adminMessageAt(world, sequence).admin;
    turn.record({ kind: 'admin-message-taken', region, store, sequence });
    // Behind other messages it waits for the next retry of the first one.
    if (regionAt(world, region).adminQueues.get(store)?.length === 1)
      work(world, turn, region, { store, again: false });
  }
}

/** Processes a store's queue; `again`: its first message has failed before. */
interface Queue {
  readonly store: StoreId;
  readonly again: boolean;
}

function work(world: World, turn: ModelTurn, region: RegionId, queue: Queue): void {
  const { store } = queue;
  for (let again = queue.again; ; again = false) {
    const sequence = regionAt(world, region).adminQueues.get(store)?.[0];
    if (sequence === undefined) return;
    const { admin } = adminMessageAt(world, sequence);
    const left = regionAt(world, region).breakage.adminFailures.get(store) ?? 0;
    const carried = left !== 0 ? 'other' : carryOut(world, turn, region, { admin, again });
    if (carried === 'held') return;
    if (carried === 'other' || carried === 'writes-disabled') {
      const failure = failureOf(world, admin, carried);
      const because = failure.kind === 'done' ? '' : again ? '' : failure.reason;
      turn.record({ kind: 'admin-message-failed', region, store, sequence, because, rule: 'AC-2' });
      // With no recovery in sight a retry does not keep the run alive.
      turn.schedule(retryMs, { kind: 'admin-retry-due', region, store }, left <= 0);
      return;
    }
    if (!carried && blocks(world, admin)) {
      turn.schedule(retryMs, { kind: 'admin-retry-due', region, store });
      return;
    }
    turn.record({ kind: 'admin-message-done', region, store, sequence });
  }
}

function blocks(world: World, admin: AdminMessage): boolean {
  return failureOf(world, admin, 'other').kind === 'blocks';
}

function failureOf(world: World, admin: AdminMessage, cause: AdminFailure['cause']) {
  const store = storeName(world.names, admin.store);
  return judgeAdminFailure({ store, messageKind: admin.kind, cause, retries: 0 });
}

/** One attempt to process a message; `again`: it has failed before. */
interface Attempt<Message extends AdminMessage> {
  readonly admin: Message;
  readonly again: boolean;
}

/** False: it has to be retried. `held`: hooks of the region resume the message. `writes-disabled`: it fails. */
type Carried = boolean | 'held' | 'writes-disabled';

/** Processes one message. */
function carryOut(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { admin, again }: Attempt<AdminMessage>,
): Carried {
  const at = { region, store: admin.store, version: admin.version };
  switch (admin.kind) {
    case 'AddVersion':
      return addVersion(world, turn, region, { admin, again });
    case 'KillPush':
      killInRegion(world, turn, at);
      return true;
    case 'RollForward':
      return rollForward(world, turn, region, admin) === '';
    case 'RollBack':
      if (admin.versioned) endCopy(world, turn, at);
      rollBackVersion(world, turn, region, admin);
      return true;
    case 'ReleaseDvc':
      if (!admin.regions.includes(region)) return true;
      turn.record({ kind: 'dvc-released', ...at, rule: 'LH-9' });
      noticeStore(world, turn, at);
      return true;
    case 'PromoteTargets':
      if (childVersion(world, at) === undefined) return true;
      turn.record({ kind: 'target-promotion-received', ...at, rule: 'VS-6' });
      noticeStore(world, turn, at);
      return true;
    case 'DeleteVersion':
      return deleteOnRequest(world, turn, at);
  }
}

/** The current version of a region is kept: Venice treats such a request as unsupported, and counts it as done. */
function deleteOnRequest(world: World, turn: ModelTurn, at: VersionAt): boolean {
  const { current } = childStore(world, at.region, at.store);
  const system = storeSetup(world, at.store).system;
  const answer = maySingleVersionBeDeleted({ system, currentVersion: current }, at.version);
  const there = childVersion(world, at) !== undefined;
  const rule = singleDeletionRule.id;
  if (answer === 'allowed' && there)
    deleteVersion(world, turn, at, { because: 'the parent asked for it', rule });
  return true;
}

function addVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { admin, again }: Attempt<AddVersion>,
): Carried {
  const { store, version } = admin;
  const at = { region, store, version };
  const decision = admitAddVersion(
    {
      version,
      targets: admin.targeted ? namesOf(world, admin.targets) : null,
      deferred: admin.swapDeferred,
      degradedRegions: admin.degraded.length === 0 ? null : namesOf(world, admin.degraded),
      hookGated: admin.hookGated,
    },
    {
      region: regionName(world.names, region),
      largestUsed: childStore(world, at.region, at.store).largestUsed,
    },
    world.variant,
  );
  if (decision.kind === 'ingest') {
    const gate = mayCreate(world, turn, region, admin);
    if (gate === 'wait') return 'held';
    const said = hooksSay(world, turn, region, { store, version, again });
    if (said !== 'goes-on') return said === 'ask-again' ? 'held' : false;
    if (!childStore(world, region, store).writesEnabled) return 'writes-disabled';
    const dvcHeld = holdsInstances(world, at) ? [region] : admin.dvcHeld;
    createVersion(world, turn, region, { ...admin, dvcHeld });
    if (gate === 'go') askOnCreation(world, turn, at);
    else failVersion(world, turn, at, refusedByHook);
  } else if (decision.kind === 'skip') {
    const because = decision.reason;
    turn.record({ kind: 'add-version-skipped', ...at, because, rule: 'DM-3' });
  }
  return true;
}

const refusedByHook = { status: 'ERROR', details: 'a hook refused the version' } as const;

/** As shipped a region calls its own hooks before it creates a version; a veto blocks the queue, and WAIT may hold it for its interval. */
function hooksSay(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version, again }: { store: StoreId; version: number; again: boolean },
) {
  const question = { store, version, again, point: 'preStoreVersionCreation', region } as const;
  const outcome = callAsBuiltHooks(world, turn, question);
  const effect = shippedEffect('creation-in-child', outcome, world.variant);
  if (effect === 'ask-again')
    turn.schedule(waitMs(world), { kind: 'admin-retry-due', region, store });
  return effect;
}
