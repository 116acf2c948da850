/**
 * What a hook's answer does in the region that invoked it: the step continues, is repeated later, or is vetoed. A rollback reaches the
 * other regions by a flag on the job status, by a call to the parent, or by calls to the siblings.
 */

import type { Outcome } from '../../hooks/hook.js';
import type { RegionId, VersionName } from '../../names.js';
import { allRegions, childStore, childVersion } from '../../queries/world.js';
import { isVeto, type Veto } from '../../rules/hooks/outcome-chain.js';
import type { GateQuestion, HookErrand } from '../../world/hooks.js';
import type { World } from '../../world.js';
import { type ModelTurn, scheduleAfter } from '../actor.js';
import { instancesMayBegin } from '../clients/davinci-fleet.js';
import { retryQueue } from './child-controller.js';
import { gateOf, passes, pointOf, questions, set } from './gates.js';
import { complete, failVersion, finishCompletion, setPushStatus } from './push-monitor.js';
import { rollBackVersion } from './serving.js';

/** The hooks of a region have answered. */
export function childAnswered(
  world: World,
  turn: ModelTurn,
  errand: HookErrand,
  outcome: Outcome,
): void {
  const { region, store, version, point } = errand;
  const question = questions.find((one) => pointOf[one] === point);
  if (question === undefined) return;
  const name = { store, version };
  if (outcome === 'WAIT') {
    set(turn, region, name, question, 'waiting');
    const interval = Number(
      world.configuration['venice.store.lifecycle.hooks.wait.interval.seconds'],
    );
    turn.schedule(interval * 1_000, { kind: 'gate-due', region, store, version, question });
    return;
  }
  const vetoed = isVeto(outcome);
  set(turn, region, name, question, vetoed ? 'refused' : 'passed');
  if (isVeto(outcome)) regionVetoes(world, turn, errand, outcome);
  resumeStep(world, turn, region, name, question);
}

function resumeStep(
  world: World,
  turn: ModelTurn,
  region: RegionId,
  name: VersionName,
  question: GateQuestion,
): void {
  const gate = gateOf(world, region, name);
  if (question === 'creation') return retryQueue(world, turn, region, name.store);
  if (
    gate[question] === 'refused' ||
    childVersion(world, region, name.store, name.version) === undefined
  )
    return;
  if (question === 'postSwap') return finishCompletion(world, turn, region, name);
  if (question === 'dvc') {
    turn.record({ kind: 'dvc-released', region, ...name, rule: 'LH-9' });
    instancesMayBegin(world, turn, region, name);
    if (!passes(world, turn, region, name, 'postDvc')) return;
  }
  if (gate.completed) complete(world, turn, region, name);
}

/** A region's hooks have vetoed: it gives the version up, or goes back if it serves it. */
function regionVetoes(world: World, turn: ModelTurn, errand: HookErrand, veto: Veto): void {
  const { region, store, version, point } = errand;
  const name = { store, version };
  const details = `a hook said ${veto} at ${point}`;
  const serves = childStore(world, region, store).current === version;
  if (serves) {
    if (veto === 'ROLLBACK') goBack(world, turn, region, name);
    setPushStatus(world, turn, region, name, { status: 'ERROR', details });
  } else if (childVersion(world, region, store, version) !== undefined) {
    failVersion(world, turn, region, name, { status: 'ERROR', details });
  }
  if (veto === 'ROLLBACK') spread(world, turn, region, name);
}

export function goBack(world: World, turn: ModelTurn, region: RegionId, name: VersionName): void {
  rollBackVersion(world, turn, region, {
    kind: 'RollBack',
    ...name,
    regions: [region],
    versioned: true,
  });
}

export function spread(world: World, turn: ModelTurn, from: RegionId, name: VersionName): void {
  turn.record({ kind: 'gate-changed', region: from, ...name, change: { rollback: true } });
  const engine = world.setup.venice.switches['hook-engine'];
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
  const place = world.names.regions[veto.from] ?? '';
  const event = { kind: 'veto-call-arrived', ...veto } as const;
  scheduleAfter(world, turn, { name: 'controllerCall', place }, event);
}
