/**
 * The content of a push: its own bytes, none, or for a repush those of a version in its source fabric. Also the effect of a push id on
 * the store. It decides nothing about regions.
 */
import {
  type PushId,
  type RegionId,
  regionName,
  storeName,
  type VersionNumber,
} from '../../names.js';
import { bytesOf, entryOf, pushIdOf } from '../../queries/push-request.js';
import { childStore, pushJob, servedVersion } from '../../queries/world.js';
import {
  pushIdsRule,
  pushOrigin,
  regularPushWithTtlId,
  ttlFlagChange,
} from '../../rules/push-job/push-ids.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

export const asks = [pushIdsRule];

/** `of`: the version that a repush copies, 0 = none. `content`: the push that produced the bytes. */
export type Content =
  | {
      readonly kind: 'known';
      readonly bytes: number;
      readonly of: VersionNumber;
      readonly content: PushId;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * The content of a push in its source fabric. A repush that names no version reads the highest one that a region serves, in that region;
 * one that names a version reads it in the source fabric. Source: VenicePushJob#getSourceTopicNameForKafkaInput.
 */
export function contentOf(world: World, push: number, source: RegionId): Content {
  const entry = entryOf(world, push);
  if (entry.mode !== 'repush')
    return { kind: 'known', bytes: bytesOf(world, push), of: 0, content: push };
  const { store } = pushJob(world, push);
  const found = largestServed(world, store);
  const of = entry.of ?? found.version;
  const name = storeName(world.names, store);
  if (of === 0)
    return { kind: 'refused', reason: `${name} serves nothing that could be pushed again` };
  const read = entry.of === undefined ? found.region : source;
  const topic = childStore(world, read, store).topics.get(of);
  if (topic === undefined || topic.truncatedAt >= 0 || !topic.endOfPush) {
    const reason = `v${of} of ${name}, which is to be pushed again, is not whole in ${regionName(world.names, read)}`;
    return { kind: 'refused', reason };
  }
  // A defect of the repush itself corrupts the data that it reads.
  const content = entry.defect === undefined ? topic.content : push;
  return { kind: 'known', bytes: entry.bytes ?? topic.bytes, of, content };
}

/** The highest version that a region serves, and the first region in the order of the parent's client map that serves it; 0: none does. */
function largestServed(
  world: World,
  store: number,
): { readonly version: VersionNumber; readonly region: RegionId } {
  let largest = { version: 0, region: 0 };
  for (const region of world.javaOrder) {
    const version = servedVersion(world, region, store);
    if (version > largest.version) largest = { version, region };
  }
  return largest;
}

/** Records the source of a plain repush without a named version. Source: VeniceHelixAdmin#addVersion. */
export function recordedSource(world: World, push: number, of: VersionNumber): VersionNumber {
  const isPlain = pushOrigin(pushIdOf(world, push)) === 'repush';
  return isPlain && entryOf(world, push).of === undefined ? of : 0;
}

/** A repush by time to live sets the store's flag; the store's next regular push clears it. */
export function noteTtl(world: World, turn: ModelTurn, push: number): void {
  const { store } = pushJob(world, push);
  const before = parentStore(world, store).ttlRepush;
  const change = ttlFlagChange(idOf(world, push), before);
  if (change === 'unchanged') return;
  turn.record({ kind: 'store-ttl-set', store, on: change === 'switch-on', rule: 'PJ-3' });
}

/** The push id as its job builds it: a prefix marks a push that is allowed beside repushes by time to live. Source: VenicePushJob. */
function idOf(world: World, push: number): string {
  const name = pushIdOf(world, push);
  const isAllowed = world.configuration['allow.regular.push.with.ttl.repush'];
  const isRegular = entryOf(world, push).mode !== 'repush' && pushOrigin(name) === 'user';
  return isAllowed && isRegular ? regularPushWithTtlId(name) : name;
}
