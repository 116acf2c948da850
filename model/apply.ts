/** Applies facts to the World: with the files of `apply/` the only code that writes to it. Dispatches each fact by kind to the area's writer. */
import type { Instant } from '../sim/index.js';
import { applyBreakageFact } from './apply/breakage.js';
import { applyHookFact } from './apply/hooks.js';
import { applyIncrementFact } from './apply/increments.js';
import { applyIngestionFact } from './apply/ingestion.js';
import { applyParentFact } from './apply/parent.js';
import { applyPolicyFact } from './apply/policy.js';
import { applyPushFact } from './apply/push.js';
import { applyRecoveryFact } from './apply/recovery.js';
import { applyRegionFact } from './apply/region.js';
import { breakageSheets } from './facts/breakage.js';
import { hookSheets } from './facts/hooks.js';
import { incrementSheets } from './facts/increments.js';
import { ingestionSheets } from './facts/ingestion.js';
import { parentSheets } from './facts/parent.js';
import { policySheets } from './facts/policy.js';
import { pushSheets } from './facts/push.js';
import { recoverySheets } from './facts/recovery.js';
import { regionSheets } from './facts/region.js';
import type { Fact, FactKind } from './facts.js';
import type { WritableWorld } from './world.js';

type Writer = (world: WritableWorld, fact: never, now: Instant) => void;

/** Lookup by kind is O(1) in the number of areas; an area that is missing here is a compile error. */
const table: Readonly<Record<FactKind, Writer>> = {
  ...written(pushSheets, applyPushFact),
  ...written(parentSheets, applyParentFact),
  ...written(regionSheets, applyRegionFact),
  ...written(ingestionSheets, applyIngestionFact),
  ...written(incrementSheets, applyIncrementFact),
  ...written(recoverySheets, applyRecoveryFact),
  ...written(hookSheets, applyHookFact),
  ...written(breakageSheets, applyBreakageFact),
  ...written(policySheets, applyPolicyFact),
};

/**
 * Frequent kinds that affect neither the status a push job polls nor the state the deferred swap checks: progress of copies, replicas and
 * instances, internal bookkeeping of services, the admin channel before a message is executed. All others count as changes.
 */
const quietKinds: ReadonlySet<string> = new Set<FactKind>([
  'replication-started',
  'replication-arrived',
  'replication-ended',
  'servers-caught-up',
  'replicas-scheduled',
  'replica-completed',
  'dvc-subscribed',
  'dvc-ready',
  'dvc-swapped',
  'dvc-scanned',
  'scan-armed',
  'link-settled',
  'push-polled',
  'write-checked',
  'swap-remembered',
  'tick-armed',
  'mark-measured',
  'store-recovery-changed',
  'admin-message-sent',
]);

interface Entry {
  readonly write: Writer;
  readonly isQuiet: boolean;
}

/** A Map: its lookup is faster than that of an object with as many keys. */
const writers: ReadonlyMap<string, Entry> = new Map(
  Object.entries(table).map(([kind, write]) => [kind, { write, isQuiet: quietKinds.has(kind) }]),
);

/** Applies one fact to the World. */
export function apply(world: WritableWorld, fact: Fact, now: Instant): void {
  const entry = writers.get(fact.kind);
  if (entry === undefined) return;
  // Safe: the table is made from the sheets whose kinds the writer takes.
  entry.write(world, fact as never, now);
  if (!entry.isQuiet) count(world, fact);
}

function count({ changes }: WritableWorld, fact: Fact): void {
  const store = 'store' in fact ? fact.store : undefined;
  if (store === undefined) changes.common += 1;
  else changes.stores[store]! += 1;
}

function written<Kind extends FactKind>(
  sheets: Readonly<Record<Kind, unknown>>,
  writer: Writer,
): Record<Kind, Writer> {
  const pairs = Object.keys(sheets).map((kind) => [kind, writer]);
  return Object.fromEntries(pairs) as Record<Kind, Writer>;
}
