/**
 * The life of a version inside one region: created, served, rolled back, killed, retired, deleted, its topic truncated and in the end gone.
 * The child controller and the recovery call these; what decides is in the rules they ask.
 */
import type { AddVersion, RollBack } from '../admin-message.js';
import type { RegionId } from '../names.js';
import { childStore, childVersion } from '../questions.js';
import { postSwapEffect, postSwapEffectRule } from '../rules/hooks/post-swap-effect.js';
import {
  type RetirementMoment,
  retirementRule,
  retireVersions,
} from '../rules/retention/retirement.js';
import { versionsToDeleteRule } from '../rules/retention/versions-to-delete.js';
import { killEffectRule, killInChild } from '../rules/swap/kill-effect.js';
import { rollbackTarget, rollbackTargetRule } from '../rules/swap/rollback-target.js';
import type { Ingestion } from '../world/region.js';
import { linkIndex, type World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { instancesGoBack, regionServes } from './dvc-fleet.js';
import { askHooksOfRegion } from './hook-runner.js';
import { armScan, onReplicaChanged } from './push-monitor.js';
import { scheduleLink, startReplication, type VersionName } from './source-fabric.js';

/** Which versions may go is asked through the rule of retirement. */
export const asks = [
  postSwapEffectRule,
  retirementRule,
  versionsToDeleteRule,
  killEffectRule,
  rollbackTargetRule,
];

/** Creates the version an AddVersion asks for and begins to ingest it. */
export function createVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  admin: AddVersion,
): void {
  const { store, version, source, push, repush } = admin;
  const before = childStore(world, region, store).current;
  turn.record({
    kind: 'version-created',
    region,
    store,
    version,
    admin,
    status: 'STARTED',
    recovered: false,
    content: push,
    ingestion: ingestionFrom(source, version),
    dvcTracked: isDvcTracked(world, admin),
    dvcHeld: admin.dvcHeld.includes(region),
    rule: 'DM-3',
  });
  const { configuration } = world;
  const moment = {
    kind: 'push-start',
    repush,
    backupStrategy: 'DELETE_ON_NEW_PUSH_START',
    earlyDeleteEnabled: configuration['controller.early.delete.backup.enabled'] === true,
  } as const;
  retire(world, turn, region, { store, moment, spare: before });
  begin(world, turn, region, admin);
}

/** A version that a recovery rebuilds: its bytes come from a region that holds them. */
export interface RecoveredVersion {
  readonly store: number;
  /** The version that is copied. */
  readonly version: number;
  /** The number it gets here. */
  readonly number: number;
  readonly source: RegionId;
  readonly retires: boolean;
}

/** Creates a version that is copied from another region. It inherits the swap settings of the copy it is made from. */
export function createRecoveredVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  recovered: RecoveredVersion,
): void {
  const { store, number, source } = recovered;
  const held = childVersion(world, source, store, recovered.version);
  if (held === undefined) return;
  const targets = held.targetSwapRegion === '' ? [] : held.targetSwapRegion.split(',');
  const admin: AddVersion = {
    kind: 'AddVersion',
    store,
    version: number,
    push: held.push,
    bytes: held.bytes,
    source,
    targeted: targets.length > 0,
    targets: targets.map((name) => world.names.regions.indexOf(name)),
    swapDeferred: held.swapDeferred,
    degraded: [],
    hookGated: held.hookGated,
    converted: held.converted,
    deferredByUser: held.deferredByUser,
    excluded: held.excluded,
    dvcHeld: [],
    repush: held.repush,
  };
  const before = childStore(world, region, store).current;
  turn.record({
    kind: 'version-created',
    region,
    store,
    version: number,
    admin,
    status: 'STARTED',
    recovered: true,
    content: held.content,
    ingestion: ingestionFrom(source, recovered.version),
    dvcTracked: isDvcTracked(world, admin),
    dvcHeld: false,
    rule: 'RC-10',
  });
  if (recovered.retires)
    retire(world, turn, region, { store, moment: { kind: 'recovery-start' }, spare: before });
  begin(world, turn, region, admin);
}

/** A region serves another version from now on. */
export function serveVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  because: 'completed' | 'rolled-forward' | 'recovered' | 'forced',
): void {
  const from = childStore(world, region, name.store).current;
  turn.record({
    kind: 'version-swapped',
    region,
    store: name.store,
    version: name.version,
    from,
    because,
    rule: because === 'rolled-forward' ? 'VS-7' : 'VS-4',
  });
  regionServes(world, turn, region, name);
  if (because !== 'forced')
    askAfterSwap(
      world,
      turn,
      region,
      name,
      because === 'rolled-forward' ? 'roll-forward' : 'completion',
    );
}

/** As shipped the region itself calls the hooks after a swap; what they say counts after a roll-forward only. */
function askAfterSwap(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version }: VersionName,
  cause: 'completion' | 'roll-forward',
): void {
  const { switches } = world.setup.venice;
  const outcome = askHooksOfRegion(world, turn, {
    store,
    version,
    point: 'postStoreVersionSwap',
    region,
  });
  const effect = postSwapEffect(cause, outcome, {
    postSwapOutcomeCounts: switches['post-swap-outcome-counts'],
    abortKeepsSwapped: switches['abort-keeps-swapped'],
    waitAsksAgain: switches['wait-asks-again'],
  });
  if (effect !== 'roll-back-own-region') return;
  rollBackVersion(world, turn, region, {
    kind: 'RollBack',
    store,
    version,
    regions: [region],
    versioned: true,
  });
}

/** Goes back to the version served before, if the command is for this region and there is one. */
export function rollBackVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  admin: RollBack,
): void {
  const { switches } = world.setup.venice;
  const { current, previous, versions } = childStore(world, region, admin.store);
  const verdict = rollbackTarget(
    {
      region: world.names.regions[region] ?? '',
      filter: admin.regions.map((id) => world.names.regions[id] ?? ''),
      writesEnabled: true,
      currentVersion: current,
      previousVersion: previous,
      versions,
      rolledBackVersion: admin.version,
    },
    { versionedRollback: admin.versioned, rollbackToPrevious: switches['rollback-to-previous'] },
  );
  if (verdict.kind !== 'go-back') return;
  turn.record({
    kind: 'version-rolled-back',
    region,
    store: admin.store,
    version: verdict.from,
    to: verdict.to,
    rule: 'VS-8',
  });
  instancesGoBack(world, turn, region, admin.store);
}

/** A kill reaches a region: an unfinished version is condemned and its replicas stop. */
export function killInRegion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const version = childVersion(world, region, name.store, name.version);
  const record = childStore(world, region, name.store).pushRecords.get(name.version);
  const effect = killInChild({ resourceExists: version !== undefined, status: version?.status });
  if (effect !== 'version-killed') return;
  turn.record({
    kind: 'version-status-set',
    region,
    store: name.store,
    version: name.version,
    status: 'KILLED',
    rule: 'VS-11',
  });
  if (record?.replicas !== undefined && record.serverStatus === 'STARTED') {
    turn.record({ kind: 'replicas-killed', region, store: name.store, version: name.version });
    onReplicaChanged(world, turn, region, name);
  }
  instancesGoBack(world, turn, region, name.store);
}

/** Removes a version from a region. Its topic is truncated now and deleted by the next clean-up. */
export function deleteVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  because: string,
  keepRecord = false,
): void {
  const version = childVersion(world, region, name.store, name.version);
  if (version?.ingestion.phase === 'replicating' && version.ingestion.transfer >= 0) {
    turn.record({
      kind: 'replication-cancelled',
      region,
      store: name.store,
      version: name.version,
    });
    scheduleLink(world, turn, linkIndex(world, version.ingestion.source, region));
  }
  turn.record({
    kind: 'version-deleted',
    region,
    store: name.store,
    version: name.version,
    because,
    keepRecord,
  });
  instancesGoBack(world, turn, region, name.store);
  truncateTopic(world, turn, region, name);
}

/** What a retirement is about. `spare` is never retired. */
export interface RetirementCall {
  readonly store: number;
  readonly moment: RetirementMoment;
  readonly spare: number;
}

/** Retires the versions that have had their time. */
export function retire(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  call: RetirementCall,
): void {
  const { store, moment, spare } = call;
  const { configuration } = world;
  const { switches } = world.setup.venice;
  const { versions, current, promotedAt } = childStore(world, region, store);
  const retirement = retireVersions(
    {
      nowMs: turn.now,
      moment,
      store: {
        versions,
        currentVersion: current,
        storeVersionsToPreserve: 0,
        migrating: world.setup.stores[store]?.migrating ?? false,
      },
      latestPromoteToCurrentMs: promotedAt,
      spare: switches['keep-backup'] ? spare : 0,
      minVersionsToPreserve: Number(configuration['min.number.of.store.versions.to.preserve']),
      rolledBackRetentionMs: Number(configuration['controller.rolled.back.version.retention.ms']),
      minCleanupDelayMs: Number(configuration['controller.backup.version.min.cleanup.delay.ms']),
    },
    { keepBackup: switches['keep-backup'], recoveryKeepsBackup: switches['recovery-keeps-backup'] },
  );
  if (retirement.kind !== 'retire') return;
  for (const version of retirement.versions) {
    deleteVersion(world, turn, region, { store, version }, 'it has been retired');
  }
}

/** A truncated topic is gone for good some ten minutes later: 21 sightings, 30 s apart. */
export function truncateTopic(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const topic = childStore(world, region, name.store).topics.get(name.version);
  if (topic === undefined || topic.truncatedAt >= 0) return;
  turn.record({ kind: 'topic-truncated', region, store: name.store, version: name.version });
  const event = {
    kind: 'topic-deletion-due',
    region,
    store: name.store,
    version: name.version,
    truncatedAt: turn.now,
  } as const;
  turn.schedule(topicDeletionDelay(world, turn.now), event, true);
}

/** The clean-up has seen a truncated topic often enough. */
export const onTopicDeletionDue: Handler<'topic-deletion-due'> = (world, event, turn) => {
  const { region, store, version, truncatedAt } = event;
  if (region < 0) {
    const topic = world.parent.stores[store]?.topics.get(version);
    if (topic?.truncatedAt === truncatedAt)
      turn.record({ kind: 'parent-topic-deleted', store, version });
    return;
  }
  const topic = childStore(world, region, store).topics.get(version);
  if (topic?.truncatedAt === truncatedAt)
    turn.record({ kind: 'topic-deleted', region, store, version });
};

/** Milliseconds from a truncation to the deletion of the topic. */
export function topicDeletionDelay(world: World, now: number): number {
  const period = 30_000;
  const sightings = 20;
  const toNextListing = period - ((now - world.setup.start) % period);
  return toNextListing + sightings * period;
}

/** An operator's mistake: a region serves a version, whatever its state. */
export function forceCurrentVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const text = `forces ${world.names.regions[region]} to serve v${name.version} of ${world.names.stores[name.store]}`;
  turn.record({ kind: 'operator-acted', action: 'force-current-version', region, text });
  serveVersion(world, turn, region, name, 'forced');
}

/** An operator's mistake: a topic is truncated while its version may be in use. */
export function truncateTopicByHand(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
): void {
  const text = `truncates the topic of ${world.names.stores[name.store]} v${name.version} in ${world.names.regions[region]}`;
  turn.record({ kind: 'operator-acted', action: 'truncate-topic', region, text });
  truncateTopic(world, turn, region, name);
}

function begin(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  { store, version }: AddVersion,
): void {
  startReplication(world, turn, region, { store, version });
  armScan(world, turn, region);
}

function ingestionFrom(source: RegionId, sourceVersion: number): Ingestion {
  return { source, sourceVersion, phase: 'held', startedOnClock: 0, dueOnClock: [], transfer: -1 };
}

/** The first version of a store never waits for Da Vinci instances. */
function isDvcTracked(world: World, { store, version }: AddVersion): boolean {
  return world.setup.stores[store]?.daVinci !== undefined && version > 1;
}
