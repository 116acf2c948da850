/**
 * Commands of the parent controller to versions: writes their status, sends admin messages, rolls forward and back. Callers decide when
 * and why.
 */

import type { AddVersion, AdminMessage } from '../../admin-message.js';
import {
  type RegionId,
  regionId,
  regionName,
  type StoreId,
  type VersionName,
} from '../../names.js';
import { topicDeletionDelay } from '../../queries/configuration.js';
import {
  allRegions,
  childStore,
  childVersion,
  namesOf,
  parentVersion,
  reachable,
  storesReadable,
} from '../../queries/world.js';
import { javaHashOrder } from '../../rules/regions/java-order.js';
import type { RuleId } from '../../rules/rule.js';
import {
  rollbackCompletion,
  rollbackCompletionRule,
  rollbackIsConfirmed,
  versionToPoll,
} from '../../rules/swap/rollback-completion.js';
import { rollbackTarget, rollbackTargetRule } from '../../rules/swap/rollback-target.js';
import type { VersionStatus } from '../../statuses.js';
import { numberAt, parentStore } from '../../world/entries.js';
import type { ParentVersion } from '../../world/parent.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { rollForward } from '../region/roll-forward.js';
import { armMonitor } from '../timers.js';

export const asks = [rollbackCompletionRule, rollbackTargetRule];

/** Appends a message to the admin channel and schedules its delivery to every region. */
export function sendAdmin(world: World, turn: ModelTurn, admin: AdminMessage): void {
  const sequence = world.adminChannel.length;
  turn.record({ kind: 'admin-message-sent', sequence, admin });
  for (const region of allRegions(world)) {
    const place = regionName(world.names, region);
    scheduleAfter(
      world,
      turn,
      { name: 'adminChannel', place },
      { kind: 'admin-message-due', region, sequence },
    );
  }
}

/** Writes a version's status in the parent, if it changes. */
export function setStatus(
  world: World,
  turn: ModelTurn,
  name: VersionName,
  status: VersionStatus,
  rule: RuleId,
): void {
  if (parentVersion(world, name.store, name.version)?.status === status) return;
  turn.record({
    kind: 'parent-version-status-set',
    store: name.store,
    version: name.version,
    status,
    rule,
  });
  if (status === 'PARTIALLY_ONLINE') armMonitor(world, turn);
}

/** Makes a version the parent's current one. */
export function setParentCurrent(world: World, turn: ModelTurn, name: VersionName): void {
  if (parentStore(world, name.store).current !== name.version)
    turn.record({ kind: 'parent-current-set', store: name.store, version: name.version });
}

/** Truncates the parent's own topic of a version; it is deleted later. */
export function truncateParentTopic(
  world: World,
  turn: ModelTurn,
  name: VersionName,
  rule?: RuleId,
): void {
  const topic = parentStore(world, name.store).topics.get(name.version);
  if (topic === undefined || topic.truncatedAt >= 0) return;
  const fact = {
    kind: 'parent-topic-truncated',
    store: name.store,
    version: name.version,
  } as const;
  turn.record(rule === undefined ? fact : { ...fact, rule });
  const event = {
    kind: 'topic-deletion-due',
    region: -1,
    store: name.store,
    version: name.version,
    truncatedAt: turn.now,
  } as const;
  turn.schedule(topicDeletionDelay(world, turn.now), event, true);
}

/**
 * Calls regions to serve their finished future version, one after the other in the order of the parent's client map. As built every
 * region is called, and the first that does not answer ends it.
 */
export function callRollForward(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  regions: readonly RegionId[],
): RollForwardCall {
  for (const name of javaHashOrder(namesOf(world, calledRegions(world, store, regions)))) {
    const region = regionId(world.names, name);
    const admin = { kind: 'RollForward', store, version: 0, regions } as const;
    if (!reachable(world, region)) return { outcome: 'failed', reason: `${name} did not answer` };
    const why = rollForward(world, turn, region, admin);
    if (why !== '') return { outcome: 'failed', reason: `${name} did not roll forward: ${why}` };
  }
  return { outcome: 'succeeded', reason: '' };
}

/** Result of a roll-forward of several regions: the region that ended it, and why. */
interface RollForwardCall {
  readonly outcome: 'succeeded' | 'failed';
  readonly reason: string;
}

/**
 * The regions that a roll-forward calls: as designed those of its filter, or all but the ones that the newest version left out as
 * degraded and that do not have it; as built all, whatever its filter.
 */
export function calledRegions(
  world: World,
  store: StoreId,
  meant: readonly RegionId[],
): readonly RegionId[] {
  if (!world.variant.filteredRollForward) return allRegions(world);
  if (meant.length > 0) return meant;
  const newest = parentStore(world, store).versions.at(-1);
  return allRegions(world).filter((region) => {
    const version = newest?.number ?? 0;
    const has = childVersion(world, { region, store, version }) !== undefined;
    return has || newest?.excluded.includes(region) !== true;
  });
}

/** Sends a rollback and starts to poll its completion in the regions. */
export function sendRollBack(
  world: World,
  turn: ModelTurn,
  name: VersionName,
  { regions, by }: { readonly regions: readonly RegionId[]; readonly by: 'operator' | 'hook' },
): void {
  const versioned = world.variant.versionedRollback;
  sendAdmin(world, turn, {
    kind: 'RollBack',
    store: name.store,
    version: name.version,
    regions,
    versioned,
  });
  const polled = versionToPoll(parentStore(world, name.store).current, name.version, {
    versionedRollback: versioned,
  });
  if (polled === 0) return;
  if (regions.length === 0 && !versioned) rollBackParent(world, turn, name.store, by);
  const event = {
    kind: 'rollback-poll-due',
    store: name.store,
    version: polled,
    regions,
    polls: 0,
    by,
    epoch: world.parent.epoch,
  } as const;
  turn.schedule(numberAt(pollDelays, 0), event);
}

/**
 * As built the parent also applies a rollback without a filter to itself, as every region does; the result of the polls then moves its
 * current version a second time.
 */
function rollBackParent(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  by: 'operator' | 'hook',
): void {
  const { current, versions, writesEnabled } = parentStore(world, store);
  const verdict = rollbackTarget(
    {
      region: 'parent',
      filter: [],
      writesEnabled: writesEnabled !== false,
      currentVersion: current,
      previousVersion: 0,
      versions,
      rolledBackVersion: current,
    },
    { versionedRollback: false, rollbackToPrevious: false },
  );
  if (verdict.kind !== 'go-back') return;
  const { from, to } = verdict;
  setParentCurrent(world, turn, { store, version: to });
  turn.record({
    kind: 'parent-version-status-set',
    store,
    version: from,
    status: 'ROLLED_BACK',
    rolledBackBy: by,
    rule: rollbackTargetRule.id,
  });
}

/** Pauses between the polls of a rollback, in milliseconds. */
const pollDelays = [1_000, 2_000, 4_000, 8_000, 8_000];

/** Polls the regions: has each one rolled back? */
export const onRollbackPollDue: Handler<'rollback-poll-due'> = (world, event, turn) => {
  if (event.epoch !== world.parent.epoch) return;
  const { store, version, regions, polls, by } = event;
  const { variant } = world;
  const parent = parentStore(world, store);
  const view = {
    regions: allRegions(world).map((region) => ({
      region: regionName(world.names, region),
      reachable: storesReadable(world, region),
      versionStatus: childVersion(world, { region, store, version })?.status,
      currentVersion: childStore(world, region, store).current,
    })),
    filter: regions.length === 0 ? undefined : namesOf(world, regions),
    rolledBackVersion: version,
    versions: parent.versions,
    currentVersion: parent.current,
  };
  const pause = pollDelays[polls + 1];
  if (!rollbackIsConfirmed(view, variant) && pause !== undefined) {
    turn.schedule(pause, { ...event, polls: polls + 1 });
    return;
  }
  const { actions } = rollbackCompletion(view, variant);
  if (parentVersion(world, store, version)?.rollbackSent === true && actions.length === 0)
    turn.record({ kind: 'rollback-unconfirmed', store, version, rule: 'VS-9' });
  for (const action of actions) {
    if (action.kind === 'set-current-version')
      setParentCurrent(world, turn, { store, version: action.version });
    else {
      const { status } = action;
      // The swap service writes ROLLED_BACK after its call, so its status is final; so is that of the kill that follows.
      const before = parentVersion(world, store, version)?.status;
      if (by === 'hook' && (before === 'KILLED' || before === 'ROLLED_BACK')) continue;
      turn.record({
        kind: 'parent-version-status-set',
        store,
        version,
        status,
        rolledBackBy: by,
        rule: 'VS-9',
      });
    }
  }
};

/** Fields that the record does not have. */
export interface Addressed {
  readonly targeted: boolean;
  readonly targets: readonly RegionId[];
  readonly dvcHeld: readonly RegionId[];
}

/** Builds the admin message. */
export function addVersionOf(
  store: StoreId,
  record: Readonly<ParentVersion>,
  addressed: Addressed,
): AddVersion {
  return {
    kind: 'AddVersion',
    store,
    version: record.number,
    push: record.push,
    bytes: record.bytes,
    source: record.sourceFabric,
    swapDeferred: record.swapDeferred,
    degraded: record.degradedSnapshot,
    hookGated: record.hookGated,
    converted: record.converted,
    deferredByUser: record.deferredByUser,
    excluded: record.excluded,
    repushSource: record.repushSource,
    content: record.content,
    ...addressed,
  };
}
