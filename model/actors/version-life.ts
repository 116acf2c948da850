/**
 * The life of a version inside one region once it is there: served, rolled back, killed, retired, deleted. The
 * child controller and the recovery call these; what decides is in the rules they ask.
 */
import type { RollBack } from '../admin-message.js';
import type { RegionId } from '../names.js';
import { childStore, childVersion } from '../questions.js';
import {
  type RetirementMoment,
  retirementRule,
  retireVersions,
} from '../rules/retention/retirement.js';
import { versionsToDeleteRule } from '../rules/retention/versions-to-delete.js';
import type { RuleId } from '../rules/rule.js';
import { killEffectRule, killInChild } from '../rules/swap/kill-effect.js';
import { rollbackTarget, rollbackTargetRule } from '../rules/swap/rollback-target.js';
import { linkIndex, type World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { askAfterSwap } from './after-swap.js';
import { armCleanup } from './backup-cleanup.js';
import { armSwapTick } from './deferred-swap.js';
import { instancesGoBack, regionServes } from './dvc-fleet.js';
import { onReplicaChanged } from './push-monitor.js';
import { scheduleLink, spareServers, type VersionName } from './source-fabric.js';
import { truncateTopic } from './version-topics.js';

/** Which versions may go is asked through the rule of retirement. */
export const asks = [retirementRule, versionsToDeleteRule, killEffectRule, rollbackTargetRule];

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
  if (because === 'rolled-forward' || because === 'forced')
    armCleanup(world, turn, region, name.store);
  if (because !== 'forced')
    askAfterSwap(world, turn, region, {
      ...name,
      cause: because === 'rolled-forward' ? 'roll-forward' : 'completion',
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
  const { current, previous, versions, writesEnabled } = childStore(world, region, admin.store);
  const verdict = rollbackTarget(
    {
      region: world.names.regions[region] ?? '',
      filter: admin.regions.map((id) => world.names.regions[id] ?? ''),
      writesEnabled,
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
  armCleanup(world, turn, region, admin.store);
  armSwapTick(world, turn);
  const { store } = admin;
  askAfterSwap(world, turn, region, { store, version: verdict.to, cause: 'roll-back' });
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
  spareServers(world, turn, region, name);
  if (record?.replicas !== undefined && record.serverStatus === 'STARTED') {
    turn.record({ kind: 'replicas-killed', region, store: name.store, version: name.version });
    onReplicaChanged(world, turn, region, name);
  }
  instancesGoBack(world, turn, region, name.store);
  armCleanup(world, turn, region, name.store);
}

/** Why a version goes, by which rule; whether the push monitor keeps its record. */
export interface Deletion {
  readonly because: string;
  readonly keepRecord?: boolean;
  readonly rule?: RuleId;
}

/** Removes a version from a region. Its topic is truncated now and deleted by the next clean-up. */
export function deleteVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  { because, keepRecord = false, rule }: Deletion,
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
  spareServers(world, turn, region, name);
  turn.record({
    kind: 'version-deleted',
    region,
    store: name.store,
    version: name.version,
    because,
    keepRecord,
    ...(rule === undefined ? {} : { rule }),
  });
  instancesGoBack(world, turn, region, name.store);
  // Another cluster may still read it.
  if (world.parent.stores[name.store]?.migrating !== true) truncateTopic(world, turn, region, name);
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
        migrating: world.parent.stores[store]?.migrating ?? false,
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
    deleteVersion(world, turn, region, { store, version }, { because: 'it has been retired' });
  }
}
