/**
 * The start and the end of a push job as hooks see them: before it starts, before a new schema is registered, after each, and after its end.
 * What lies between is asked version by version.
 */
import type { HookPoint, Outcome } from '../hooks/hook.js';
import { pushJob } from '../questions.js';
import { isVeto } from '../rules/hooks/outcome-chain.js';
import { type HookErrand, jobAsks, parentAsks } from '../world/hooks.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { askHooks } from './hook-calls.js';
import { callsAt, runner } from './hook-registry.js';
import { entryOf } from './parent-admission.js';
import { requestVersion } from './parent-controller.js';
import { endPush } from './push-end.js';

export const asks = [];

/** A push job is about to start: hooks first, then the schema, then the version. */
export function startJob(world: World, turn: ModelTurn, push: number): void {
  if (!askAbout(world, turn, push, 'preStartOfPushJob')) afterStart(world, turn, push);
}

/** The hooks before the start, or before the registration of a schema, have answered. */
export function startAnswered(
  world: World,
  turn: ModelTurn,
  { point, push, store }: HookErrand,
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

/** The job has ended: whoever watches ends of jobs is told, however it ended. */
export function tellEnd(world: World, turn: ModelTurn, push: number, ending: string): void {
  askAbout(world, turn, push, 'postEndOfPushJob', ending);
}

/** In the engines in which regions ask, the region that was written in is asked whether a finished job may end. */
export function askBeforeEnd(world: World, turn: ModelTurn, push: number): boolean {
  return runner(world) === 'child' && askAbout(world, turn, push, 'preEndOfPushJob');
}

function afterStart(world: World, turn: ModelTurn, push: number): void {
  askAbout(world, turn, push, 'postStartOfPushJob');
  if (entryOf(world, push).newSchema !== true) return requestVersion(world, turn, push);
  if (!askAbout(world, turn, push, 'preSchemaRegistration')) register(world, turn, push);
}

function register(world: World, turn: ModelTurn, push: number): void {
  turn.record({ kind: 'schema-registered', push, store: pushJob(world, push).store });
  askAbout(world, turn, push, 'postSchemaRegistration');
  requestVersion(world, turn, push);
}

function askAbout(
  world: World,
  turn: ModelTurn,
  push: number,
  point: HookPoint,
  ending = '',
): boolean {
  const { store, version: known, mode } = pushJob(world, push);
  // The proposal is about full pushes only.
  if (mode === 'incremental') return false;
  if (!callsAt(world, store, point)) return false;
  const isEnd = point === 'postEndOfPushJob' || point === 'preEndOfPushJob';
  const version = isEnd ? known : 0;
  const asker = askerOf(world, push);
  return askHooks(world, turn, { point, push, store, version, region: -1, asker, ending });
}

/** Who asks about a whole job: the parent, the job itself, or in the children's engines the region that the push is written in. */
export function askerOf(world: World, push: number): number {
  const kind = runner(world);
  if (kind === 'parent') return parentAsks;
  return kind === 'push-job' ? jobAsks(push) : Math.max(0, pushJob(world, push).writesIn);
}
