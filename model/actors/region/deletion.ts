/** Retirement and deletion of versions in one region. */

import type { StoreAt, VersionAt } from '../../names.js';
import { childStore } from '../../queries/world.js';
import {
  type RetirementMoment,
  retirementRule,
  retireVersions,
} from '../../rules/retention/retirement.js';
import { versionsToDeleteRule } from '../../rules/retention/versions-to-delete.js';
import type { RuleId } from '../../rules/rule.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { noticeStore } from '../clients/davinci-fleet.js';
import { releaseServerLoad, stopCopying } from './links.js';
import { truncateTopic } from './topics.js';

export const asks = [retirementRule, versionsToDeleteRule];

/** Why and by which rule a version is deleted; whether the push monitor keeps its record. */
export interface Deletion {
  readonly because: string;
  readonly keepRecord?: boolean;
  readonly rule?: RuleId;
}

/** Deletes a version in a region. Its topic is truncated now and deleted by the next topic clean-up. */
export function deleteVersion(
  world: World,
  turn: ModelTurn,
  at: VersionAt,
  { because, keepRecord = false, rule }: Deletion,
): void {
  stopCopying(world, turn, at);
  releaseServerLoad(world, turn, at);
  turn.record({
    kind: 'version-deleted',
    ...at,
    because,
    keepRecord,
    ...(rule === undefined ? {} : { rule }),
  });
  noticeStore(world, turn, at);
  // Another cluster may still read it.
  if (parentStore(world, at.store).migrating !== true) truncateTopic(world, turn, at);
}

/** A region serves a newer version: the unfinished copies of older ones by a recovery are of no use any more. */
export function dropOlderCopies(world: World, turn: ModelTurn, at: VersionAt): void {
  if (!world.variant.recoveryKeepsBackup) return;
  for (const { number, recovered, status } of childStore(world, at.region, at.store).versions) {
    if (!recovered || status !== 'STARTED' || number >= at.version) continue;
    const because = `v${at.version} is served`;
    deleteVersion(world, turn, { ...at, version: number }, { because, rule: 'RT-7' });
  }
}

/** Retires expired versions; `spare` is never retired. */
export function retire(
  world: World,
  turn: ModelTurn,
  at: StoreAt,
  moment: RetirementMoment,
  spare = 0,
): void {
  const { region, store } = at;
  const { configuration } = world;
  const { switches } = world.setup.venice;
  const { versions, current, promotedAt } = childStore(world, at.region, at.store);
  const retirement = retireVersions(
    {
      nowMs: turn.now,
      moment,
      store: {
        versions,
        currentVersion: current,
        storeVersionsToPreserve: 0,
        migrating: parentStore(world, store).migrating,
      },
      latestPromoteToCurrentMs: promotedAt,
      spare: switches['keep-backup'] ? spare : 0,
      copies: versions
        .filter((one) => one.recovered && one.status === 'STARTED' && one.number > current)
        .map(({ number }) => number),
      minVersionsToPreserve: configuration['min.number.of.store.versions.to.preserve'],
      rolledBackRetentionMs: configuration['controller.rolled.back.version.retention.ms'],
      minCleanupDelayMs: configuration['controller.backup.version.min.cleanup.delay.ms'],
    },
    world.variant,
  );
  if (retirement.kind !== 'retire') return;
  for (const version of retirement.versions) {
    deleteVersion(world, turn, { region, store, version }, { because: 'it has been retired' });
  }
}
