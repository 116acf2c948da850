/**
 * RT-5: what a region's periodic cleanup deletes of one store. Retirement at a push leaves backups and
 * rolled-back versions behind; this rule deletes them after their retention. Whether routers and
 * servers agree on the current version is an input.
 */
import { isDeletable } from '../../statuses.js';
import type { Rule } from '../rule.js';
import type { BackupVariant, VersionRecord } from './versions-to-delete.js';

export const backupCleanupRule: Rule = {
  id: 'RT-5',
  title: 'The backup cleanup of a store',
  source: 'StoreBackupVersionCleanupService#cleanupBackupVersion',
};

/** How long a backup is kept beside a current version that is a repush of it, in milliseconds. */
export const repushRetentionMs = 3_600_000;

/** A version with the number it was repushed from; 0 or less marks a regular push. */
export interface CleanupVersion extends VersionRecord {
  readonly repushSourceVersion: number;
}

/** A store and the keys of its cluster at the instant of a cleanup. */
export interface CleanupQuestion {
  readonly nowMs: number;
  readonly versions: readonly CleanupVersion[];
  /** 0 = nothing is served. */
  readonly currentVersion: number;
  readonly latestPromoteToCurrentMs: number;
  /** The store's own retention; negative = the cluster's default applies. */
  readonly storeBackupRetentionMs: number;
  /** `controller.backup.version.default.retention.ms`. */
  readonly defaultRetentionMs: number;
  /** `controller.backup.version.min.cleanup.delay.ms`. */
  readonly minCleanupDelayMs: number;
  /** `controller.rolled.back.version.retention.ms`; never counts as shorter than the minimum delay. */
  readonly rolledBackRetentionMs: number;
  /** Shrink backups to two replicas while they wait. */
  readonly replicaReductionEnabled: boolean;
  /** Do all live routers and servers report the current version? True also when that is not checked. */
  readonly fleetOnCurrentVersion: boolean;
}

/** The branch of the cleanup. */
type CleanupStage =
  | 'nothing-to-clean'
  | 'not-ready'
  | 'fleet-behind'
  | 'within-min-delay'
  | 'no-candidate'
  | 'deleted';

/** `rolledBack`, then `backups`, are deleted in the order given; `reduced` are shrunk to two replicas. */
export interface BackupCleanup {
  readonly stage: CleanupStage;
  readonly rolledBack: readonly number[];
  readonly backups: readonly number[];
  readonly reduced: readonly number[];
  /** Venice's answer: `false` as soon as the second half finds nothing, even if rolled-back versions went. */
  readonly cleaned: boolean;
}

/** The effects of one cleanup of one store. */
export function cleanUpBackups(question: CleanupQuestion, variant: BackupVariant): BackupCleanup {
  if (question.currentVersion === 0 || question.versions.length < 2)
    return outcome('nothing-to-clean', []);
  const rolledBack = expiredRolledBack(question);
  if (cleanupReadiness(question) === 'not-ready') {
    const reduced = question.replicaReductionEnabled ? numbersOf(belowCurrent(question)) : [];
    return { ...outcome('not-ready', rolledBack), reduced, cleaned: rolledBack.length > 0 };
  }
  if (!question.fleetOnCurrentVersion) return outcome('fleet-behind', rolledBack);
  if (!isPast(question, question.minCleanupDelayMs)) return outcome('within-min-delay', rolledBack);
  const backups = numbersOf(backupsToDelete(question, variant));
  if (backups.length === 0) return outcome('no-candidate', rolledBack);
  return { ...outcome('deleted', rolledBack), backups, cleaned: true };
}

/** Are backups to be checked at all? More than one below the current version is always reason enough. */
export function cleanupReadiness(question: CleanupQuestion): 'ready' | 'not-ready' {
  if (belowCurrent(question).filter(isNotRolledBack).length > 1) return 'ready';
  return isPast(question, retentionMs(question)) ? 'ready' : 'not-ready';
}

/** Failed versions first and alone; only when there are none are backups deleted. */
function backupsToDelete(
  question: CleanupQuestion,
  variant: BackupVariant,
): readonly CleanupVersion[] {
  const failed = question.versions.filter(({ status }) => isDeletable(status));
  if (failed.length > 0) return failed;
  const candidates = backupCandidates(question);
  if (candidates.length < 2 || !variant.keepBackup) return candidates;
  // The newest backup stays; under a repush the newest carry the same content as the current version, and
  // the oldest stays.
  return currentIsRepush(question) ? candidates.slice(0, -1) : candidates.slice(1);
}

/** Backups that retention no longer protects, newest first. */
function backupCandidates(question: CleanupQuestion): readonly CleanupVersion[] {
  const backups = belowCurrent(question)
    .filter(isNotRolledBack)
    .toSorted((a, b) => b.number - a.number);
  if (!currentIsRepush(question) || isPast(question, question.defaultRetentionMs)) return backups;
  const chain = repushChain(question);
  const inChain = backups.filter(({ number }) => chain.has(number));
  return inChain.length > 0 ? inChain : backups.filter(isRepush);
}

/**
 * Numbers that some version below or at the newest was repushed from. Venice collects them from the
 * newest version down, rolled-back ones left out, so that a source counts only for versions visited after
 * it.
 */
function repushChain({ versions }: CleanupQuestion): ReadonlySet<number> {
  const sources = versions
    .filter(isNotRolledBack)
    .filter((version) => isRepush(version) && version.repushSourceVersion <= version.number);
  return new Set(sources.map(({ repushSourceVersion }) => repushSourceVersion));
}

function expiredRolledBack(question: CleanupQuestion): readonly number[] {
  const retention = Math.max(question.rolledBackRetentionMs, question.minCleanupDelayMs);
  if (!isPast(question, retention)) return [];
  return numbersOf(question.versions.filter((version) => !isNotRolledBack(version)));
}

/** The retention after a repush, one hour, is not raised to the minimum delay; every other retention is. */
function retentionMs(question: CleanupQuestion): number {
  if (currentIsRepush(question)) return repushRetentionMs;
  const own = question.storeBackupRetentionMs;
  return Math.max(own < 0 ? question.defaultRetentionMs : own, question.minCleanupDelayMs);
}

/** Has more than this time passed since the current version became current? */
function isPast({ nowMs, latestPromoteToCurrentMs }: CleanupQuestion, sinceMs: number): boolean {
  return nowMs > latestPromoteToCurrentMs + sinceMs;
}

function belowCurrent({ versions, currentVersion }: CleanupQuestion): readonly CleanupVersion[] {
  return versions.filter(({ number }) => number < currentVersion);
}

function currentIsRepush({ versions, currentVersion }: CleanupQuestion): boolean {
  return versions.some((version) => version.number === currentVersion && isRepush(version));
}

function isRepush({ repushSourceVersion }: CleanupVersion): boolean {
  return repushSourceVersion > 0;
}

function isNotRolledBack({ status }: VersionRecord): boolean {
  return status !== 'ROLLED_BACK';
}

function numbersOf(versions: readonly VersionRecord[]): readonly number[] {
  return versions.map(({ number }) => number);
}

function outcome(stage: CleanupStage, rolledBack: readonly number[]): BackupCleanup {
  return { stage, rolledBack, backups: [], reduced: [], cleaned: false };
}
