/**
 * Creation of a version in a region: by an AddVersion, or as a recovery's copy from another region. In both cases ingestion begins
 * at once. The callers decide whether the version should exist.
 */

import type { AddVersion } from '../../admin-message.js';
import { type RegionId, regionId, type VersionAt } from '../../names.js';
import { pushIdOf } from '../../queries/push-request.js';
import { childStore, childVersion } from '../../queries/world.js';
import { tracksDavinci } from '../../rules/davinci/collector.js';
import { pushOrigin } from '../../rules/push-job/push-ids.js';
import { storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { noticeStore } from '../clients/davinci-fleet.js';
import { armScan } from '../timers.js';
import { retire } from './deletion.js';
import { startReplication } from './replication.js';

/** Creates the version of an AddVersion and begins to ingest it. */
export function createVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  admin: AddVersion,
): void {
  const { store, version } = admin;
  const before = childStore(world, region, store).current;
  const at = { region, store, version };
  recordCreated(world, turn, at, { admin, recovered: false, sourceVersion: version });
  const { configuration } = world;
  const moment = {
    kind: 'push-start',
    repush: pushOrigin(pushIdOf(world, admin.push)) === 'repush',
    backupStrategy: 'DELETE_ON_NEW_PUSH_START',
    earlyDeleteEnabled: configuration['controller.early.delete.backup.enabled'],
  } as const;
  retire(world, turn, at, moment, before);
  begin(world, turn, at);
}

/** A version that a recovery rebuilds: its bytes come from a region that holds them. */
export interface RecoveredVersion {
  readonly store: number;
  /** The version that is copied. */
  readonly version: number;
  /** Its number in this region. */
  readonly number: number;
  readonly source: RegionId;
  readonly retires: boolean;
}

/** Creates a version that is copied from another region. It inherits the swap settings of its source. */
export function createRecoveredVersion(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  recovered: RecoveredVersion,
): void {
  const { store, number, source } = recovered;
  const held = childVersion(world, { region: source, store, version: recovered.version });
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
    targets: targets.map((name) => regionId(world.names, name)),
    swapDeferred: held.swapDeferred,
    degraded: [],
    hookGated: held.hookGated,
    converted: held.converted,
    deferredByUser: held.deferredByUser,
    excluded: held.excluded,
    dvcHeld: [],
    repushSource: held.repushSource,
    content: held.content,
  };
  const before = childStore(world, region, store).current;
  const at = { region, store, version: number };
  recordCreated(world, turn, at, { admin, recovered: true, sourceVersion: recovered.version });
  if (recovered.retires) retire(world, turn, at, { kind: 'recovery-start' }, before);
  begin(world, turn, at);
}

function begin(world: World, turn: ModelTurn, at: VersionAt): void {
  startReplication(world, turn, at);
  noticeStore(world, turn, at);
  armScan(world, turn, at.region);
}

interface Created {
  readonly admin: AddVersion;
  readonly recovered: boolean;
  /** The number that the version has in its source. */
  readonly sourceVersion: number;
}

function recordCreated(world: World, turn: ModelTurn, at: VersionAt, created: Created): void {
  const { admin, recovered, sourceVersion } = created;
  const { source, content } = admin;
  const ingestion = { source, sourceVersion, phase: 'held', startedOnClock: 0 } as const;
  turn.record({
    kind: 'version-created',
    ...at,
    admin,
    status: 'STARTED',
    recovered,
    content,
    ingestion: { ...ingestion, dueOnClock: [], transfer: -1, load: -1 },
    dvcTracked: isDvcTracked(world, at),
    dvcHeld: admin.dvcHeld.includes(at.region),
    rule: recovered ? 'RC-10' : 'DM-3',
  });
}

function isDvcTracked(world: World, { store, version }: VersionAt): boolean {
  const storeHasPushStatusStore = storeSetup(world, store).daVinci !== undefined;
  const scanEnabled =
    world.configuration['push.status.store.enabled'] &&
    world.configuration['davinci.push.status.scan.enabled'];
  return tracksDavinci({ scanEnabled, storeHasPushStatusStore, version }) === 'tracked';
}
