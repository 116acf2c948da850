/** Turns facts into World: with the files of `apply/` the only place that writes to it. Which area writes a fact is decided by its kind. */
import type { Instant } from '../sim/index.js';
import { applyHookFact } from './apply/hooks.js';
import { applyIngestionFact } from './apply/ingestion.js';
import { applyParentFact } from './apply/parent.js';
import { applyPushFact } from './apply/push.js';
import { applyRecoveryFact } from './apply/recovery.js';
import { applyRegionFact } from './apply/region.js';
import { type HookFact, hookSheets } from './facts/hooks.js';
import { type IngestionFact, ingestionSheets } from './facts/ingestion.js';
import { type ParentFact, parentSheets } from './facts/parent.js';
import { type PushFact, pushSheets } from './facts/push.js';
import { type RecoveryFact, recoverySheets } from './facts/recovery.js';
import type { Fact } from './facts.js';
import type { WritableWorld } from './world.js';

/** Writes one fact into the World. */
export function apply(world: WritableWorld, fact: Fact, now: Instant): void {
  if (isPushFact(fact)) applyPushFact(world, fact, now);
  else if (isParentFact(fact)) applyParentFact(world, fact, now);
  else if (isIngestionFact(fact)) applyIngestionFact(world, fact, now);
  else if (isRecoveryFact(fact)) applyRecoveryFact(world, fact, now);
  else if (isHookFact(fact)) applyHookFact(world, fact, now);
  else applyRegionFact(world, fact, now);
}

function isPushFact(fact: Fact): fact is PushFact {
  return fact.kind in pushSheets;
}

function isParentFact(fact: Fact): fact is ParentFact {
  return fact.kind in parentSheets;
}

function isIngestionFact(fact: Fact): fact is IngestionFact {
  return fact.kind in ingestionSheets;
}

function isRecoveryFact(fact: Fact): fact is RecoveryFact {
  return fact.kind in recoverySheets;
}

function isHookFact(fact: Fact): fact is HookFact {
  return fact.kind in hookSheets;
}
