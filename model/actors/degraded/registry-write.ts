/**
 * Writes of the live cluster configuration, marks included, to the coordination service: as designed by compare-and-set on the value just
 * read, as built by overwriting it with a changed copy of the leader's cache. Failed writes are retried with back-off.
 */

import { regionId, regionName } from '../../names.js';
import { marksSeen } from '../../queries/world.js';
import {
  afterFailedRegistryWrite,
  type DegradedMark,
  type RegistryOperation,
  registryWriteRule,
  type VersionedDocument,
  writeRegistry,
} from '../../rules/degraded/registry-write.js';
import type { RegistryCall, DegradedMark as StoredMark } from '../../world/parent.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';

export const asks = [registryWriteRule];

/** Result of one attempt to write. */
export type WriteOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'gave-up'; readonly reason: string };

/** The document that a change is computed from: the stored one, or as built the controller's copy. */
export function readDocument(world: World): VersionedDocument {
  return world.variant.registryCas ? storedDocument(world) : cachedDocument(world);
}

/** One attempt to write what was computed from `read`. */
export function writeDocument(
  world: World,
  turn: ModelTurn,
  call: RegistryCall,
  read: VersionedDocument,
): WriteOutcome {
  if (world.parent.storageDown > 0)
    return afterFailure(turn, call, 'the coordination service cannot be written');
  const registryCas = world.variant.registryCas;
  const operation = operationOf(world, call);
  const result = writeRegistry(storedDocument(world), read, operation, { registryCas });
  if (result.kind === 'unchanged') return { kind: 'unchanged' };
  if (result.kind === 'conflict') return afterFailure(turn, call, result.reason);
  const { document } = result.stored;
  const lost = result.changedUnasked.map((name) => regionId(world.names, name));
  turn.record({
    kind: 'registry-written',
    marks: document.marks.map(interned(world)),
    enabled: document.enabled,
    lost,
    rule: 'DM-7',
  });
  watch(world, turn);
  return { kind: 'written' };
}

/** Regions marked in a document. */
export function regionsIn({ document }: VersionedDocument): string[] {
  return document.marks.map(({ region }) => region);
}

/** The number of marked regions in the controller's view of the registry. */
export function activeMarks(world: World): number {
  return marksSeen(world).length;
}

function afterFailure(turn: ModelTurn, call: RegistryCall, reason: string): WriteOutcome {
  const next = afterFailedRegistryWrite(call.attempt);
  const region = call.region;
  if (next.kind === 'gave-up') return { kind: 'gave-up', reason: `${next.reason}: ${reason}` };
  turn.record({ kind: 'registry-write-failed', region, reason, rule: 'DM-7' });
  return { kind: 'again', afterMs: next.afterMs };
}

/** The watch delivers the write to the leader's copy, at once if there is no delay. */
function watch(world: World, turn: ModelTurn): void {
  const { version, stored: marks, enabled } = world.parent.registry;
  const delay = turn.draw(world.setup.latencies.registryWatch, 'registryWatch/parent');
  if (delay === 0) turn.record({ kind: 'registry-cached', version, marks, enabled });
  else turn.schedule(delay, { kind: 'registry-watch-due', version, marks, enabled });
}

function operationOf(world: World, call: RegistryCall): RegistryOperation {
  const { operation, enabled, timeoutMinutes, operator, calledAt: markedAtMs } = call;
  if (operation === 'update') return { kind: 'set-enabled', enabled };
  const region = regionName(world.names, call.region);
  return operation === 'unmark'
    ? { kind: 'unmark', region }
    : { kind: 'mark', region, markedAtMs, timeoutMinutes, operator };
}

function storedDocument(world: World): VersionedDocument {
  const { stored, version, enabled } = world.parent.registry;
  return { document: { enabled, marks: stored.map(named(world)) }, documentVersion: version };
}

function cachedDocument(world: World): VersionedDocument {
  const { cached, cachedVersion, cachedEnabled: enabled } = world.parent.registry;
  return { document: { enabled, marks: cached.map(named(world)) }, documentVersion: cachedVersion };
}

function named(world: World): (mark: StoredMark) => DegradedMark {
  return ({ region, since, timeoutMinutes, operator }) => ({
    region: regionName(world.names, region),
    markedAtMs: since,
    timeoutMinutes,
    operator,
  });
}

function interned(world: World): (mark: DegradedMark) => StoredMark {
  return ({ region, markedAtMs, timeoutMinutes, operator }) => ({
    region: regionId(world.names, region),
    since: markedAtMs,
    timeoutMinutes,
    operator,
  });
}
