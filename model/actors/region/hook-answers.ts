/**
 * What a hook's answer does in the region that invoked it: the step continues, is repeated later, or is vetoed. A rollback reaches the
 * other regions by a flag on the job status, by a call to the parent, or by calls to the siblings.
 */

import type { Outcome } from '../../hooks/hook.js';
import { type RegionId, regionName, type VersionAt, type VersionName } from '../../names.js';
import { waitMs } from '../../queries/configuration.js';
import { statusInRegion } from '../../queries/push-status.js';
import { allRegions, childStore, childVersion, controllerUp } from '../../queries/world.js';
import { isVeto, type Veto } from '../../rules/hooks/outcome-chain.js';
import type { GateQuestion, HookInvocation } from '../../world/hooks.js';
import type { World } from '../../world.js';
import { type Handler, type ModelTurn, scheduleAfter } from '../actor.js';
import { noticeStore } from '../clients/davinci-fleet.js';
import { retryQueue } from './child-controller.js';
import { ask, gateOf, passes, pointOf, questions, set } from './gates.js';
import {
  completeVersion,
  failVersion,
  finishCompletion,
  reviewPushes,
  setPushStatus,
} from './push-monitor.js';
import { rollBackVersion } from './serving.js';

/** The hooks of a region have returned. */
export function childAnswered(
  world: World,
  turn: ModelTurn,
  invocation: HookInvocation,
  outcome: Outcome,
): void {
  const { region, store, version, point } = invocation;
  const question = questions.find((one) => pointOf[one] === point);
  if (question === undefined) return;
  const at = { region, store, version };
  if (outcome === 'WAIT') {
    set(turn, at, question, 'waiting');
    return void turn.schedule(waitMs(world), { kind: 'gate-due', ...at, question });
  }
  set(turn, at, question, isVeto(outcome) ? 'refused' : 'passed');
  if (isVeto(outcome)) regionVetoes(world, turn, invocation, outcome);
  resumeStep(world, turn, at, question);
}

/** The controller leads again: reads the stored state of its push monitor, and repeats the invocations that it had not finished. */
export function controllerReturns(world: World, turn: ModelTurn, region: RegionId): void {
  reviewPushes(world, turn, region);
  if (!world.hookBook.pools.has(region)) return;
  turn.record({ kind: 'hook-calls-lost', asker: region });
  for (const gate of world.hookBook.gates.values()) {
    if (gate.region !== region) continue;
    for (const question of questions)
      if (gate[question] === 'asking') askAgain(world, turn, placeOf(gate), question);
  }
}

/** The interval of a WAIT is over. */
export const onGateDue: Handler<'gate-due'> = (world, event, turn) => {
  const at = placeOf(event);
  if (gateOf(world, at)[event.question] !== 'waiting' || !controllerUp(world, at.region)) return;
  askAgain(world, turn, at, event.question);
};

/** Repeats a call; a list of hooks that no longer has one for it lets the step continue. */
function askAgain(world: World, turn: ModelTurn, at: VersionAt, question: GateQuestion): void {
  if (!ask(world, turn, at, question)) resumeStep(world, turn, at, question);
}

function placeOf({ region, store, version }: VersionAt): VersionAt {
  return { region, store, version };
}

function resumeStep(world: World, turn: ModelTurn, at: VersionAt, question: GateQuestion): void {
  const gate = gateOf(world, at);
  if (question === 'creation') return retryQueue(world, turn, at);
  if (gate[question] === 'refused' || childVersion(world, at) === undefined) return;
  if (question === 'postSwap') {
    if (statusInRegion(world, at) !== 'COMPLETED') finishCompletion(world, turn, at);
    return;
  }
  if (question === 'dvc') {
    turn.record({ kind: 'dvc-released', ...at, rule: 'LH-9' });
    noticeStore(world, turn, at);
    if (!passes(world, turn, at, 'postDvc')) return;
  }
  if (gate.completed) completeVersion(world, turn, at);
}

/** A region's hooks have vetoed: deletes the version, or rolls back if the region serves it. */
function regionVetoes(world: World, turn: ModelTurn, invocation: HookInvocation, veto: Veto): void {
  const { region, store, version, point } = invocation;
  const at = { region, store, version };
  const failed = { status: 'ERROR', details: `a hook said ${veto} at ${point}` } as const;
  if (childStore(world, at.region, at.store).current === version) {
    if (veto === 'ROLLBACK') goBack(world, turn, at);
    setPushStatus(world, turn, at, failed);
  } else if (childVersion(world, at) !== undefined) failVersion(world, turn, at, failed);
  if (veto === 'ROLLBACK') spread(world, turn, at);
}

export function goBack(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region, store, version } = at;
  const regions = [region];
  rollBackVersion(world, turn, region, {
    kind: 'RollBack',
    store,
    version,
    regions,
    versioned: true,
  });
}

/** A region's hooks about the whole job have said ROLLBACK. Between siblings the region goes back itself as well. */
export function requestRollBack(world: World, turn: ModelTurn, at: VersionAt): void {
  const serves = childStore(world, at.region, at.store).current === at.version;
  if (serves && world.variant.hookEngine === 'vip4-child-peer') goBack(world, turn, at);
  spread(world, turn, at);
}

function spread(world: World, turn: ModelTurn, at: VersionAt): void {
  const { region: from, ...name } = at;
  turn.record({ kind: 'gate-changed', ...at, change: { rollback: true } });
  const engine = world.variant.hookEngine;
  if (engine === 'vip4-child-rpc') call(world, turn, { from, to: -1, ...name, attempt: 1 });
  if (engine !== 'vip4-child-peer') return;
  for (const to of allRegions(world)) {
    if (to !== from) call(world, turn, { from, to, ...name, attempt: 1 });
  }
}

interface VetoCall extends VersionName {
  readonly from: RegionId;
  /** -1 = the parent. */
  readonly to: RegionId;
  readonly attempt: number;
}

function call(world: World, turn: ModelTurn, veto: VetoCall): void {
  const place = regionName(world.names, veto.from);
  const event = { kind: 'veto-call-arrived', ...veto } as const;
  scheduleAfter(world, turn, { name: 'controllerCall', place }, event);
}
