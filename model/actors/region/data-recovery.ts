/** Starts the copy of a version for a recovery, from the region that the source rules choose. */

import type { EventOf } from '../../events.js';
import { regionId, regionName, storeName } from '../../names.js';
import { statusInRegion } from '../../queries/push-status.js';
import {
  childStore,
  childVersion,
  namesOf,
  parentVersion,
  reachable,
} from '../../queries/world.js';
import { judgeReadiness, readinessRule } from '../../rules/recovery/readiness.js';
import { rebuildVersion, rebuiltVersionRule } from '../../rules/recovery/rebuilt-version.js';
import { parseRegions } from '../../rules/regions/region-lists.js';
import { recoverySourceRule, sourceOfRecovery } from '../../rules/source/recovery-source.js';
import { parentStore, storeSetup } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { createRecoveredVersion } from './creation.js';

export const asks = [rebuiltVersionRule, recoverySourceRule, readinessRule];

type CopyName = Pick<EventOf<'recovery-step-due'>, 'region' | 'store' | 'version'>;

/** Whether a copy has begun: its number and source, or the reason why not. */
export type Copy =
  | { readonly kind: 'started'; readonly number: number; readonly source: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Is a region ready for a copy of the version? Checked before a copy, and by the region itself at its start. */
export function readinessFor(world: World, { region, store, version }: CopyName) {
  const { versions, topics, killRecords } = childStore(world, region, store);
  return judgeReadiness(
    {
      store: storeName(world.names, store),
      version,
      reachable: reachable(world, region),
      storeExists: true,
      migrating: parentStore(world, store).migrating,
      nativeReplication: true,
      versionExists: versions.some(({ number }) => number === version),
      topicExists: topics.has(version),
      pushStatus: statusInRegion(world, { region, store, version }),
      killRecord: killRecords.includes(version),
    },
    world.variant,
  );
}

/** Starts a region's rebuild of a version from a region that holds it, after a second readiness check by the region. */
export function startCopy(world: World, turn: ModelTurn, name: CopyName): Copy {
  const { region, store, version } = name;
  const ready = readinessFor(world, name);
  if (ready.kind !== 'ready') return { kind: 'refused', reason: ready.reason };
  const source = sourceFor(world, name);
  if (source.kind === 'none') return { kind: 'refused', reason: source.reason };
  const sourceRegion = regionId(world.names, source.region);
  const held = childVersion(world, { region: sourceRegion, store, version });
  const setup = storeSetup(world, store);
  const decision = rebuildVersion(
    {
      version,
      destinationCurrent: childStore(world, region, store).current,
      destinationConfigured: true,
      source: source.region,
      destination: regionName(world.names, region),
      sourceVersion:
        held === undefined
          ? undefined
          : {
              number: held.number,
              pushId: `${held.push}`,
              swapDeferred: held.swapDeferred,
              swapRegions: parseRegions(held.targetSwapRegion),
              repush: held.repushSource > 0,
            },
      store: {
        replicas: setup.replicas,
        hybrid: setup.hybrid,
        activeActive: setup.activeActive,
        incremental: setup.incremental,
        writesEnabled: childStore(world, region, store).writesEnabled,
        pushIds: childStore(world, region, store).versions.map(
          ({ push, recovered }) => `${push}${recovered ? 'r' : ''}`,
        ),
      },
      largestUsed: parentStore(world, store).largestUsed,
      nowText: `${turn.now}`,
    },
    world.variant,
  );
  if (decision.kind === 'refused') return { kind: 'refused', reason: decision.reason };
  const { number } = decision.version;
  if (number !== version)
    turn.record({ kind: 'version-number-taken', store, version: number, rule: 'RC-10' });
  createRecoveredVersion(world, turn, region, {
    store,
    version,
    number,
    source: sourceRegion,
    retires: decision.retires,
  });
  return { kind: 'started', number, source: source.region };
}

export function sourceFor(world: World, { region, store, version }: CopyName) {
  const holders = world.javaOrder.filter((one) => {
    const status = childVersion(world, { region: one, store, version })?.status;
    const topic = childStore(world, one, store).topics.get(version);
    return (
      reachable(world, one) &&
      (status === 'ONLINE' || status === 'PUSHED') &&
      topic !== undefined &&
      topic.truncatedAt < 0
    );
  });
  const parent = parentVersion(world, store, version);
  return sourceOfRecovery(
    {
      destination: regionName(world.names, region),
      emergencySource: world.parent.emergencySource,
      storeSource: storeSetup(world, store).sourceFabric,
      clusterSource: world.configuration['native.replication.source.fabric'],
      versionSource:
        parent === undefined || parent.sourceFabric < 0
          ? ''
          : regionName(world.names, parent.sourceFabric),
      holders: namesOf(world, holders),
    },
    world.variant,
  );
}
