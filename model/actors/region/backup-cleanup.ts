/**
 * A region's periodic cleanup of backups: every five minutes the child controller checks which versions of a store have expired. Only
 * rounds that delete something are scheduled, as background work, so that a store without such a version costs nothing. The rule decides
 * what is deleted; deletion.ts retires versions at a push.
 */

import type { Instant } from '../../../sim/index.js';
import type { StoreAt } from '../../names.js';
import { childStore, controllerUp } from '../../queries/world.js';
import {
  type BackupCleanup,
  backupCleanupRule,
  type CleanupQuestion,
  cleanUpBackups,
  repushRetentionMs,
} from '../../rules/retention/backup-cleanup.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { nextTick } from '../timers.js';
import { deleteVersion } from './deletion.js';

export const asks = [backupCleanupRule];

/** Schedules the next round that deletes a version of the store. Called when the current version or a version's status has changed. */
export function armCleanup(world: World, turn: ModelTurn, at: StoreAt): void {
  const { region, store } = at;
  const due = nextDeletion(world, turn.now, at);
  if (due !== undefined)
    turn.schedule(due - turn.now, { kind: 'cleanup-tick-due', region, store }, true);
}

/** One round for one store. While the region has no leader, the next round repeats the check. */
export const onCleanupTickDue: Handler<'cleanup-tick-due'> = (world, event, turn) => {
  const { region, store } = event;
  if (!controllerUp(world, region)) {
    turn.schedule(periodMs(world), event, true);
    return;
  }
  const { rolledBack, backups } = cleanup(world, turn.now, event);
  const rule = backupCleanupRule.id;
  for (const version of rolledBack) {
    const because = 'it was rolled back and its retention is over';
    deleteVersion(world, turn, { region, store, version }, { because, rule });
  }
  for (const version of backups) {
    const because = 'its time as a backup is over';
    deleteVersion(world, turn, { region, store, version }, { because, rule });
  }
  if (rolledBack.length + backups.length > 0) armCleanup(world, turn, event);
};

/** The first round, from the next one on, at which a store would lose a version if nothing else happened; undefined: none. */
function nextDeletion(world: World, now: Instant, at: StoreAt): Instant | undefined {
  const { versions, promotedAt } = childStore(world, at.region, at.store);
  const isOn = world.configuration['controller.backup.version.retention.based.cleanup.enabled'];
  if (!isOn || versions.length < 2) return undefined;
  const limits = [0, ...limitsOf(world)].map((ms) => Math.max(now, promotedAt + ms));
  const rounds = limits
    .map((limit) => nextTick(world, limit, periodMs(world)))
    .sort((a, b) => a - b);
  return rounds.find((round) => deletesSomething(cleanup(world, round, at)));
}

function deletesSomething({ rolledBack, backups }: BackupCleanup): boolean {
  return rolledBack.length + backups.length > 0;
}

/** Times after a promotion at which the result can change, in milliseconds. */
function limitsOf({ configuration }: World): readonly number[] {
  const keys = [
    'controller.backup.version.default.retention.ms',
    'controller.backup.version.min.cleanup.delay.ms',
    'controller.rolled.back.version.retention.ms',
  ] as const;
  return [repushRetentionMs, ...keys.map((key) => configuration[key])];
}

function periodMs({ configuration }: World): number {
  return configuration['controller.backup.version.deletion.sleep.ms'];
}

function cleanup(world: World, nowMs: Instant, at: StoreAt): BackupCleanup {
  const { configuration } = world;
  const records = childStore(world, at.region, at.store);
  const question: CleanupQuestion = {
    nowMs,
    versions: records.versions.map((version) => ({
      number: version.number,
      status: version.status,
      repushSourceVersion: version.repushSource,
    })),
    currentVersion: records.current,
    latestPromoteToCurrentMs: records.promotedAt,
    storeBackupRetentionMs: -1,
    defaultRetentionMs: configuration['controller.backup.version.default.retention.ms'],
    minCleanupDelayMs: configuration['controller.backup.version.min.cleanup.delay.ms'],
    rolledBackRetentionMs: configuration['controller.rolled.back.version.retention.ms'],
    replicaReductionEnabled: false,
    // Servers and routers get their region's current version at once; those that are down are not checked.
    fleetOnCurrentVersion: true,
  };
  return cleanUpBackups(question, world.variant);
}
