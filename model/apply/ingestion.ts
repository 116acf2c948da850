/** Applies facts of the data plane: replication, replicas, Da Vinci instances, physical conditions. */
import { type Instant, joinLink, leaveLink, takeFinished } from '../../sim/index.js';
import { clockAt } from '../clock.js';
import type { IngestionFact } from '../facts/ingestion.js';
import { replicaStatus, setReplicaStatus } from '../replicas/replica-table.js';
import { linkAt, numberAt, regionAt, storeIn } from '../world/entries.js';
import type { ChildStore, ChildVersion } from '../world/region.js';
import { type LinkState, linkIndex, type WritableWorld } from '../world.js';
import { applyCondition } from './conditions.js';
import { noteRecords } from './waiting.js';

/** Applies one fact of this area. */
export function applyIngestionFact(world: WritableWorld, fact: IngestionFact, now: Instant): void {
  switch (fact.kind) {
    case 'fault-began':
    case 'fault-healed':
      return;
    case 'condition-changed':
      return applyCondition(world, fact.condition, fact.begins, now);
    case 'link-settled':
      return settle(linkAt(world, fact.link), now);
    case 'scan-armed': {
      const region = regionAt(world, fact.region);
      region.scanDueAt = fact.at;
      return;
    }
    default:
      return applyStoreFact(world, fact, now);
  }
}

type StoreFact = Extract<IngestionFact, { store: number }>;

function applyStoreFact(world: WritableWorld, fact: StoreFact, now: Instant): void {
  const store = storeIn(regionAt(world, fact.region), fact.store);
  // By far the most frequent fact of all.
  if (fact.kind === 'replica-completed') {
    const table = store.pushRecords.get(fact.version)?.replicas;
    if (table !== undefined) setReplicaStatus(table, fact.partition, fact.replica, 'COMPLETED');
    return;
  }
  const version = store.versions.find(({ number }) => number === fact.version);
  switch (fact.kind) {
    case 'replication-started':
      return startTransfer(world, fact, version, now);
    case 'replicas-killed':
      return killReplicas(store, fact.version);
    case 'dvc-subscribed':
    case 'dvc-scheduled':
    case 'dvc-ready':
    case 'dvc-swapped':
      return applyDvc(store, fact);
    case 'dvc-scanned': {
      const record = store.pushRecords.get(fact.version);
      // Most scans change nothing.
      if (record === undefined || record.collector === fact.collector) return;
      record.collector = fact.collector;
      return noteRecords(world, fact.region, fact.store);
    }
    default:
      if (version !== undefined) applyPhase(world, store, version, fact, now);
  }
}

type PhaseFact = Extract<
  StoreFact,
  {
    kind:
      | 'replication-arrived'
      | 'replication-ended'
      | 'replicas-scheduled'
      | 'replication-cancelled'
      | 'servers-caught-up'
      | 'server-load-released';
  }
>;

function applyPhase(
  world: WritableWorld,
  store: ChildStore,
  version: ChildVersion,
  fact: PhaseFact,
  now: Instant,
): void {
  switch (fact.kind) {
    case 'replication-arrived':
      version.ingestion.phase = 'arrived';
      return;
    case 'replication-ended': {
      version.ingestion.phase = 'ingesting';
      const topic = store.topics.get(fact.version);
      if (topic !== undefined) {
        topic.endOfPush = true;
        // Other regions can now copy it from here.
        topic.written = true;
      }
      return;
    }
    case 'replicas-scheduled':
      version.ingestion.dueOnClock = [...fact.dueOnClock];
      return;
    case 'replication-cancelled':
      return cancelTransfer(world, version, fact.region, now);
    case 'servers-caught-up':
      version.ingestion.load = -1;
      return;
    case 'server-load-released':
      return cancelLoad(world, version, fact.region, now);
  }
}

function startTransfer(
  world: WritableWorld,
  fact: Extract<IngestionFact, { kind: 'replication-started' }>,
  version: ChildVersion | undefined,
  now: Instant,
): void {
  if (version === undefined) return;
  version.ingestion.phase = 'replicating';
  version.ingestion.source = fact.from;
  const clock = regionAt(world, fact.region).ingestionClock;
  version.ingestion.startedOnClock = clockAt(clock, now);
  const { region, store, transfer, load } = fact;
  const { incarnation } = version;
  const name = { region, store, version: fact.version, incarnation, increment: -1 };
  version.ingestion.load = load;
  world.transfers[load] = name;
  join(linkAt(world, linkIndex(world, region, region)), load, fact.loadBytes, now);
  if (transfer < 0) return;
  version.ingestion.transfer = transfer;
  world.transfers[transfer] = name;
  join(linkAt(world, fact.link), transfer, fact.bytes, now);
}

/** Starts a transfer on a link. */
export function join(state: LinkState, transfer: number, bytes: number, now: Instant): void {
  state.generation += 1;
  joinLink(state.link, transfer, bytes, now);
}

function cancelLoad(
  world: WritableWorld,
  version: ChildVersion,
  region: number,
  now: Instant,
): void {
  if (version.ingestion.load < 0) return;
  const state = linkAt(world, linkIndex(world, region, region));
  leaveLink(state.link, version.ingestion.load, now);
  state.generation += 1;
  version.ingestion.load = -1;
}

function cancelTransfer(
  world: WritableWorld,
  version: ChildVersion,
  region: number,
  now: Instant,
): void {
  const { transfer, source } = version.ingestion;
  if (transfer < 0 || version.ingestion.phase !== 'replicating') return;
  const state = linkAt(world, linkIndex(world, source, region));
  leaveLink(state.link, transfer, now);
  state.generation += 1;
  version.ingestion.transfer = -1;
}

function settle(state: LinkState, now: Instant): void {
  state.through = takeFinished(state.link, now);
  state.generation += 1;
}

function killReplicas(store: ChildStore, number: number): void {
  const table = store.pushRecords.get(number)?.replicas;
  if (table === undefined) return;
  for (let partition = 0; partition < table.partitions; partition += 1) {
    for (let replica = 0; replica < table.replicationFactor; replica += 1) {
      const done = replicaStatus(table, partition, replica) === 'COMPLETED';
      if (!done) setReplicaStatus(table, partition, replica, 'ERROR');
    }
  }
}

type DvcFact = Extract<
  IngestionFact,
  { kind: 'dvc-subscribed' | 'dvc-scheduled' | 'dvc-ready' | 'dvc-swapped' }
>;

function applyDvc(store: ChildStore, fact: DvcFact): void {
  const fleet = store.dvc;
  if (fleet === undefined) return;
  if (fact.kind === 'dvc-subscribed') {
    fleet.future[fact.instance] = fact.version;
    fleet.ready[fact.instance] = 0;
    fleet.failed[fact.instance] = 0;
    fleet.beganOnClock[fact.instance] = fact.beganOnClock;
    fleet.dueOnClock[fact.instance] = fact.dueOnClock;
    fleet.faulty[fact.instance] = fact.faulty;
  } else if (fact.kind === 'dvc-scheduled') {
    for (const [index, instance] of fact.instances.entries())
      fleet.dueOnClock[instance] = numberAt(fact.dueOnClock, index);
  } else if (fact.kind === 'dvc-ready') {
    fleet.ready[fact.instance] = 1;
  } else {
    fleet.serves[fact.instance] = fact.version;
    if (fleet.future[fact.instance] === fact.version) {
      fleet.future[fact.instance] = 0;
      fleet.ready[fact.instance] = 0;
    }
  }
}
