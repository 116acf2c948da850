/** Applies facts about incremental pushes in regions. */
import type { Instant } from '../../sim/index.js';
import { clockAt } from '../clock.js';
import type { IncrementFact } from '../facts/increments.js';
import type { FactOf } from '../facts.js';
import { linkAt, numberAt, regionAt, storeIn } from '../world/entries.js';
import { type Increment, type IncrementReader, replicaPlaces } from '../world/increment.js';
import { linkIndex, type WritableWorld } from '../world.js';
import { join } from './ingestion.js';

/** Applies one fact of this area. */
export function applyIncrementFact(world: WritableWorld, fact: IncrementFact, now: Instant): void {
  if (fact.kind === 'increment-sent') return send(world, fact, now);
  const store = storeIn(regionAt(world, fact.region), fact.store);
  const increment = store.increments.find(({ push }) => push === fact.push);
  if (increment === undefined) return;
  switch (fact.kind) {
    case 'increment-arrived':
      increment.begun = true;
      increment.transfer = -1;
      return;
    case 'increment-loaded':
      increment.load = -1;
      return;
    case 'increment-written':
      increment.written = true;
      return;
    case 'increment-read':
      increment.phase = 'reading';
      increment.dvcDueOnClock = fact.dvcDueOnClock;
      increment.readers.push({
        version: fact.version,
        incarnation: fact.incarnation,
        dueOnClock: [...fact.dueOnClock],
        done: false,
      });
      return;
    default:
      return change(increment, fact);
  }
}

type ReaderFact = Extract<
  IncrementFact,
  { kind: 'increment-rescheduled' | 'increment-failed' | 'increment-taken-in' }
>;

function change(increment: Increment, fact: ReaderFact): void {
  const reader = increment.readers.find(({ version }) => version === fact.version);
  if (reader === undefined) return;
  switch (fact.kind) {
    case 'increment-rescheduled':
      for (const [index, place] of fact.places.entries())
        reader.dueOnClock[place] = numberAt(fact.dueOnClock, index);
      return;
    case 'increment-failed':
      for (const place of fact.places) reader.dueOnClock[place] = replicaPlaces.failed;
      return;
    case 'increment-taken-in':
      return end(increment, reader);
  }
}

function end(increment: Increment, reader: IncrementReader): void {
  reader.done = true;
  reader.dueOnClock = [];
  if (increment.readers.every(({ done }) => done)) increment.phase = 'done';
}

function send(world: WritableWorld, fact: FactOf<'increment-sent'>, now: Instant): void {
  const region = regionAt(world, fact.region);
  const store = storeIn(region, fact.store);
  const { push, from: source, bytes, transfer, load } = fact;
  store.increments.push({
    push,
    source,
    bytes,
    phase: 'copying',
    begun: linkAt(world, fact.link).capacity > 0,
    written: false,
    startedOnClock: clockAt(region.ingestionClock, now),
    clientStartedOnClock: clockAt(region.clientClock, now),
    dvcDueOnClock: 0,
    transfer,
    load,
    readers: [],
  });
  const of = { region: fact.region, store: fact.store, version: 0, incarnation: -1 };
  world.transfers[load] = { ...of, increment: push };
  join(linkAt(world, linkIndex(world, fact.region, fact.region)), load, fact.loadBytes, now);
  if (transfer < 0) return;
  world.transfers[transfer] = { ...of, increment: push };
  join(linkAt(world, fact.link), transfer, bytes, now);
}
