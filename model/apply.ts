/** Turns facts into World: with the files of `apply/` the only place that writes to it. Which area writes a fact is decided by its kind. */
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

/** Looked up by kind, so that the number of areas costs nothing; an area that is missing here does not compile. */
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

/** A map finds a kind faster than an object with as many names does. */
const writers: ReadonlyMap<string, Writer> = new Map(Object.entries(table));

/** Writes one fact into the World. */
export function apply(world: WritableWorld, fact: Fact, now: Instant): void {
  // Safe: the table is made from the sheets whose kinds the writer takes.
  writers.get(fact.kind)?.(world, fact as never, now);
}

function written<Kind extends FactKind>(
  sheets: Readonly<Record<Kind, unknown>>,
  writer: Writer,
): Record<Kind, Writer> {
  const pairs = Object.keys(sheets).map((kind) => [kind, writer]);
  return Object.fromEntries(pairs) as Record<Kind, Writer>;
}
