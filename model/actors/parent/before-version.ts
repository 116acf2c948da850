/**
 * The steps of a push job before the parent creates its version: job checks, start hooks, schema, compression dictionary, and the
 * request itself.
 */

import type { Outcome } from '../../hooks/hook.js';
import { entryOf } from '../../queries/push-request.js';
import { jobCallPolicy, pauseAfter } from '../../queries/remote-calls.js';
import { parentUp, pushJob } from '../../queries/world.js';
import { isVeto } from '../../rules/hooks/outcome-chain.js';
import { type JobCheck, jobChecksRule } from '../../rules/push-job/job-checks.js';
import { storeSetup } from '../../world/entries.js';
import type { HookInvocation } from '../../world/hooks.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { askAbout, endPush } from '../commands/end-push.js';
import { checkOfRegularPush, checkOfRepush } from './job-checks-view.js';
import { requestVersion } from './request.js';
import { answer, hasVersion } from './version-answer.js';

/** A push job starts: runs the job checks, then the hooks, then the schema step, then the request for a version. */
function startJob(world: World, turn: ModelTurn, push: number): void {
  if (!passes(world, turn, push, checkOfRepush(world, push))) return;
  if (!askAbout(world, turn, push, 'preStartOfPushJob')) afterStart(world, turn, push);
}

/** The hooks before the start, or before a schema registration, have returned. */
export function startAnswered(
  world: World,
  turn: ModelTurn,
  { point, push, store }: HookInvocation,
  outcome: Outcome,
): void {
  if (isVeto(outcome)) {
    const reason = `a hook said ${outcome} at ${point}`;
    turn.record({ kind: 'push-refused', push, store, reason, rule: 'LH-7' });
    return endPush(world, turn, push, { outcome: 'refused', reason, rule: 'LH-7' });
  }
  if (point === 'preStartOfPushJob') return afterStart(world, turn, push);
  register(world, turn, push);
}

/** A step has completed or failed: schedules the next one. */
export const onPushStepDue: Handler<'push-step-due'> = (world, event, turn) => {
  const { push, step, attempt } = event;
  const { state, store } = pushJob(world, push);
  if (state !== 'running') return;
  if (entryOf(world, push).failsAt === step) return failStep(world, turn, push, step);
  if (!parentUp(world)) {
    const pauseMs = pauseAfter(jobCallPolicy(world, 'request'), attempt);
    if (pauseMs !== undefined) turn.schedule(pauseMs, { ...event, attempt: attempt + 1 });
    else endPush(world, turn, push, { outcome: 'failed', reason: 'no parent controller answered' });
    return;
  }
  if (step === 'dictionary') {
    turn.record({ kind: 'dictionary-built', push, store });
    return ask(world, turn, push);
  }
  turn.record({ kind: 'schema-registered', push, store });
  askAbout(world, turn, push, 'postSchemaRegistration');
  buildDictionary(world, turn, push);
};

function afterStart(world: World, turn: ModelTurn, push: number): void {
  askAbout(world, turn, push, 'postStartOfPushJob');
  const { newSchema, failsAt } = entryOf(world, push);
  if (newSchema !== true) {
    if (failsAt === 'schema') return failStep(world, turn, push, failsAt);
    return buildDictionary(world, turn, push);
  }
  if (!askAbout(world, turn, push, 'preSchemaRegistration')) register(world, turn, push);
}

function register(world: World, turn: ModelTurn, push: number): void {
  const event = { kind: 'push-step-due', push, step: 'schema', attempt: 1 } as const;
  scheduleAfter(world, turn, { name: 'schemaRegistration', place: 'push-job' }, event);
}

/** Skipped if the store has no dictionary, or if the job has no records of its own to sample. */
function buildDictionary(world: World, turn: ModelTurn, push: number): void {
  const { store, mode } = pushJob(world, push);
  const samples = mode !== 'empty' && mode !== 'incremental' && mode !== 'repush';
  if (storeSetup(world, store).dictionary !== true || !samples) return ask(world, turn, push);
  turn.record({ kind: 'dictionary-begun', push, store });
  const event = { kind: 'push-step-due', push, step: 'dictionary', attempt: 1 } as const;
  scheduleAfter(world, turn, { name: 'dictionaryBuild', place: 'push-job' }, event);
}

/** All steps are done; the last check of the store decides whether the job requests a version. */
function ask(world: World, turn: ModelTurn, push: number): void {
  if (passes(world, turn, push, checkOfRegularPush(world, push))) requestVersion(world, turn, push);
}

/** Refuses a push that fails a check of its own job. */
function passes(world: World, turn: ModelTurn, push: number, check: JobCheck): boolean {
  if (check.kind === 'passes') return true;
  const { reason } = check;
  const rule = jobChecksRule.id;
  turn.record({ kind: 'push-refused', push, store: pushJob(world, push).store, reason, rule });
  endPush(world, turn, push, { outcome: 'refused', reason, rule });
  return false;
}

function failStep(
  world: World,
  turn: ModelTurn,
  push: number,
  step: 'schema' | 'dictionary',
): void {
  const { newSchema = false } = entryOf(world, push);
  const { reason, checkpoint } = failures[step];
  const why = newSchema && step === 'schema' ? 'its new schema fits no older one' : reason;
  endPush(world, turn, push, { outcome: 'failed', reason: why, checkpoint });
}

const failures = {
  schema: {
    reason: 'its records have a schema that the store does not know',
    checkpoint: 'INPUT_DATA_SCHEMA_VALIDATION_FAILED',
  },
  dictionary: {
    reason: 'no compression dictionary could be built from its records',
    checkpoint: 'ZSTD_DICTIONARY_CREATION_FAILED',
  },
} as const;

/** A push job requests a version. */
export const onVersionRequestArrived: Handler<'version-request-arrived'> = (world, event, turn) => {
  const { push, attempt } = event;
  const { state } = pushJob(world, push);
  if (state !== 'running') return;
  if (!parentUp(world)) {
    const pauseMs = pauseAfter(jobCallPolicy(world, 'request'), attempt);
    if (pauseMs !== undefined) turn.schedule(pauseMs, { ...event, attempt: attempt + 1 });
    else answer(world, turn, push, { kind: 'refused', reason: 'no parent controller answered' });
    return;
  }
  // A job that repeats its request has passed the steps before.
  if (hasVersion(world, push)) requestVersion(world, turn, push);
  else startJob(world, turn, push);
};
