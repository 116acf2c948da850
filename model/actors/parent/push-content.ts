/**
 * What a push writes: bytes of its own, nothing, or for a repush those of a version that its source fabric holds. And what the id of a
 * push does to its store. It decides nothing about regions.
 */
import {
  type PushId,
  pushName,
  type RegionId,
  regionName,
  storeName,
  type VersionNumber,
} from '../../names.js';
import { bytesOf, entryOf } from '../../queries/push-request.js';
import { allRegions, childStore, pushJob, servedVersion } from '../../queries/world.js';
import { pushIdsRule, ttlFlagChange } from '../../rules/push-job/push-ids.js';
import { parentStore } from '../../world/entries.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

export const asks = [pushIdsRule];

/** `of`: the version it is made from anew, 0 = none. `content`: the push that produced the bytes. */
export type Content =
  | {
      readonly kind: 'known';
      readonly bytes: number;
      readonly of: VersionNumber;
      readonly content: PushId;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** What a push will write in its source fabric. A repush reads the highest version that a region serves. */
export function contentOf(world: World, push: number, source: RegionId): Content {
  const entry = entryOf(world, push);
  if (entry.mode !== 'repush')
    return { kind: 'known', bytes: bytesOf(world, push), of: 0, content: push };
  const { store } = pushJob(world, push);
  const served = allRegions(world).map((region) => servedVersion(world, region, store));
  const of = entry.of ?? Math.max(0, ...served);
  const name = storeName(world.names, store);
  if (of === 0)
    return { kind: 'refused', reason: `${name} serves nothing that could be pushed again` };
  const topic = childStore(world, source, store).topics.get(of);
  if (topic === undefined || topic.truncatedAt >= 0 || !topic.endOfPush) {
    const where = regionName(world.names, source);
    const reason = `v${of} of ${name}, which is to be pushed again, is not whole in source fabric ${where}`;
    return { kind: 'refused', reason };
  }
  // A defect of the repush itself spoils what it reads.
  const content = entry.defect === undefined ? topic.content : push;
  return { kind: 'known', bytes: entry.bytes ?? topic.bytes, of, content };
}

/** A repush by time to live switches the store's flag on, the next regular push of such a store off again. */
export function noteTtl(world: World, turn: ModelTurn, push: number): void {
  const { store } = pushJob(world, push);
  const before = parentStore(world, store).ttlRepush;
  const change = ttlFlagChange(pushName(world.names, push), before);
  if (change === 'unchanged') return;
  turn.record({ kind: 'store-ttl-set', store, on: change === 'switch-on', rule: 'PJ-3' });
}
