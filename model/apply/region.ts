/** Applies facts about a region's control plane. */
import type { Instant } from '../../sim/index.js';
import type { RegionFact } from '../facts/region.js';
import type { FactOf } from '../facts.js';
import { createReplicaTable } from '../replicas/replica-table.js';
import { newPushHistory } from '../rules/aggregation/push-record.js';
import type { PushStrategy } from '../rules/aggregation/tolerance.js';
import { newCollector } from '../rules/davinci/collector.js';
import { regionAt, storeIn, storeSetup } from '../world/entries.js';
import type { ChildStore, ChildVersion, DvcFleet, PushRecord, Region } from '../world/region.js';
import type { WritableWorld } from '../world.js';
import { noteParentStore, noteRecords } from './waiting.js';

/** Applies one fact of this area. */
export function applyRegionFact(world: WritableWorld, fact: RegionFact, now: Instant): void {
  const region = regionAt(world, fact.region);
  const store = storeIn(region, fact.store);
  switch (fact.kind) {
    case 'admin-message-taken':
      return take(region, fact.store, fact.sequence);
    case 'admin-message-done':
      return finish(region, fact.store, fact.sequence);
    case 'add-version-skipped':
    case 'rollback-skipped':
      return;
    case 'version-created':
      create(world, store, fact, now);
      return noteRecords(world, fact.region, fact.store);
    default:
      applyVersionFact(store, fact, now);
      return noteChange(world, fact);
  }
}

/** Updates the sets of waiting stores: the served version affects swaps, the records affect scans. */
function noteChange(world: WritableWorld, fact: VersionFact): void {
  if (fact.kind === 'version-swapped' || fact.kind === 'version-rolled-back')
    noteParentStore(world, fact.store);
  else if (fact.kind === 'version-deleted' || fact.kind === 'push-record-cleared')
    noteRecords(world, fact.region, fact.store);
}

type VersionFact = Exclude<
  RegionFact,
  { kind: `admin-${string}` | `${string}-skipped` | 'version-created' }
>;

function applyVersionFact(store: ChildStore, fact: VersionFact, now: Instant): void {
  const version = store.versions.find(({ number }) => number === fact.version);
  const record = store.pushRecords.get(fact.version);
  const topic = store.topics.get(fact.version);
  switch (fact.kind) {
    case 'version-status-set':
      if (version !== undefined) version.status = fact.status;
      if (fact.status === 'KILLED') store.killRecords.push(fact.version);
      return;
    case 'push-status-set':
      if (record !== undefined) record.push = fact.record;
      return;
    case 'server-status-decided':
      if (record !== undefined) record.serverStatus = fact.status;
      return;
    case 'version-swapped':
      return serve(store, fact.version, now);
    case 'version-rolled-back':
      serve(store, fact.to, now);
      if (version !== undefined) version.status = 'ROLLED_BACK';
      return;
    case 'version-deleted':
      store.versions = store.versions.filter((one) => one !== version);
      if (store.dvc !== undefined) forgetFuture(store.dvc, fact.version);
      if (!fact.keepRecord) store.pushRecords.delete(fact.version);
      else if (record !== undefined) record.replicas = undefined;
      return;
    case 'topic-truncated':
      if (topic !== undefined) topic.truncatedAt = now;
      return;
    case 'topic-deleted':
      store.topics.delete(fact.version);
      return;
    case 'kill-record-cleared':
      store.killRecords = store.killRecords.filter((number) => number !== fact.version);
      return;
    case 'push-record-cleared':
      store.pushRecords.delete(fact.version);
      return;
    case 'source-topic-created':
      store.topics.set(fact.version, {
        bytes: fact.bytes,
        written: false,
        endOfPush: false,
        truncatedAt: -1,
        content: fact.content,
      });
      return;
    case 'dvc-released':
      if (version !== undefined) version.dvcHeld = false;
      return;
    case 'target-promotion-received':
      if (version !== undefined) version.targetRegionPromoted = true;
      return;
  }
}

function take(region: Region, store: number, sequence: number): void {
  region.adminCursor = Math.max(region.adminCursor, sequence + 1);
  const queue = region.adminQueues.get(store) ?? [];
  queue.push(sequence);
  region.adminQueues.set(store, queue);
}

function finish(region: Region, store: number, sequence: number): void {
  const left = (region.adminQueues.get(store) ?? []).filter((one) => one !== sequence);
  if (left.length === 0) region.adminQueues.delete(store);
  else region.adminQueues.set(store, left);
}

function create(
  world: WritableWorld,
  store: ChildStore,
  fact: FactOf<'version-created'>,
  now: Instant,
): void {
  world.incarnations += 1;
  const { admin } = fact;
  const names = (regions: readonly number[]) =>
    regions.map((id) => world.names.regions[id]).join(',');
  const version: ChildVersion = {
    number: fact.version,
    status: fact.status,
    push: admin.push,
    content: fact.content,
    bytes: admin.bytes,
    createdAt: now,
    swapDeferred: admin.swapDeferred,
    targetSwapRegion:
      admin.swapDeferred && admin.targeted && !admin.hookGated ? names(admin.targets) : '',
    hookGated: admin.hookGated,
    converted: admin.converted,
    deferredByUser: admin.deferredByUser,
    excluded: admin.excluded,
    dvcHeld: fact.dvcHeld,
    targetRegionPromoted: false,
    recovered: fact.recovered,
    incomplete: fact.recovered && regionAt(world, fact.region).conditions.copiesLoseRecords > 0,
    repushSource: admin.repushSource,
    incarnation: world.incarnations,
    // A copy: a recorded fact must not change.
    ingestion: { ...fact.ingestion },
  };
  store.versions = [...store.versions, version].sort((one, other) => one.number - other.number);
  store.largestUsed = Math.max(store.largestUsed, fact.version);
  if (!store.topics.has(fact.version)) {
    store.topics.set(fact.version, {
      bytes: admin.bytes,
      written: false,
      endOfPush: false,
      truncatedAt: -1,
      content: fact.content,
    });
  }
  store.pushRecords.set(fact.version, freshRecord(world, fact, now));
}

function freshRecord(
  world: WritableWorld,
  fact: FactOf<'version-created'>,
  now: Instant,
): PushRecord {
  const setup = storeSetup(world, fact.store);
  const replicas = createReplicaTable({
    partitions: setup.partitions,
    replicationFactor: setup.replicas,
    // Safe: the key takes these values only.
    strategy: world.configuration['default.offline.push.strategy'] as PushStrategy,
    replacesLeaders: world.configuration['controller.force.leader.error.replica.fail.over.enabled'],
  });
  return {
    push: newPushHistory(now),
    serverStatus: 'STARTED',
    replicas,
    collector: fact.dvcTracked ? newCollector : undefined,
  };
}

function serve(store: ChildStore, number: number, now: Instant): void {
  store.previous = store.current;
  store.current = number;
  store.promotedAt = now;
}

/** A version is deleted: instances that ingest it lose their future version, and subscribe again if it is recreated. */
function forgetFuture(fleet: DvcFleet, version: number): void {
  for (let instance = 0; instance < fleet.instances; instance += 1) {
    if (fleet.future[instance] !== version) continue;
    fleet.future[instance] = 0;
    fleet.ready[instance] = 0;
    fleet.failed[instance] = 0;
  }
}
