/** Chooses the next hook call of a rollout from the known state of its regions. */
import type { HookPoint } from '../../hooks/hook.js';
import { type RegionId, regionId } from '../../names.js';
import { rolloutOrderOf } from '../../queries/configuration.js';
import { pushRecord } from '../../queries/world.js';
import { admissionRule, regionsToAdmit } from '../../rules/hooks/admission.js';
import { davinciGate, davinciHoldRule } from '../../rules/hooks/davinci-hold.js';
import {
  type RolloutView,
  rolloutIsComplete,
  swapQuestionsRule,
  swapTurns,
} from '../../rules/hooks/swap-questions.js';
import type { RolloutQuestion, RolloutRegion } from '../../world/parent.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { phased, type WorldRollout } from './phases.js';
import { sendAdmitted } from './steps.js';

export const asks = [admissionRule, davinciHoldRule, swapQuestionsRule];

export interface Question {
  readonly point: HookPoint;
  readonly region: RegionId;
}

export function nextQuestion(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
): Question | undefined {
  return (
    creationQuestion(world, turn, rollout) ??
    dvcQuestion(turn, rollout) ??
    swapQuestion(world, turn, rollout) ??
    endQuestion(world, turn, rollout)
  );
}

function creationQuestion(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
): Question | undefined {
  const undecided = rollout.regions.map((region, id) => ({
    ...phased(world, rollout, id),
    askAgainAtMs: region.askAgainAt.creation,
  }));
  const order = rolloutOrderOf(world);
  for (const name of regionsToAdmit(undecided, order, turn.now)) {
    const region = regionId(world.names, name);
    const entry = rollout.regions[region];
    if (entry === undefined || entry.admission !== 'undecided') continue;
    if (!entry.creationPassed) return { point: 'preStoreVersionCreation', region };
    return { point: 'preStartOfStoreVersionIngestionForDaVinci', region };
  }
  sendAdmitted(world, turn, rollout);
  return undefined;
}

function dvcQuestion(turn: ModelTurn, rollout: WorldRollout): Question | undefined {
  for (const [region, entry] of rollout.regions.entries()) {
    if (entry.admission !== 'admitted') continue;
    if (entry.dvc === 'held' && entry.askAgainAt.dvc <= turn.now) {
      return { point: 'preStartOfStoreVersionIngestionForDaVinci', region };
    }
    const begun = entry.dvc === 'released' && entry.created;
    if (begun && !entry.postDvcDone && entry.askAgainAt.postDvc <= turn.now) {
      return { point: 'postStartOfStoreVersionIngestionForDaVinci', region };
    }
  }
  return undefined;
}

function swapQuestion(world: World, turn: ModelTurn, rollout: WorldRollout): Question | undefined {
  const views = rollout.regions.map((_, region) => rolloutView(world, rollout, region));
  const next = swapTurns(views, rolloutOrderOf(world), turn.now).find(
    ({ ask: what }) => what !== 'nothing',
  );
  if (next === undefined || next.ask === 'nothing') return undefined;
  return { point: next.ask, region: regionId(world.names, next.region) };
}

function endQuestion(world: World, turn: ModelTurn, rollout: WorldRollout): Question | undefined {
  const views = rollout.regions.map((_, region) => rolloutView(world, rollout, region));
  const due = rollout.endAskAgainAt <= turn.now && rolloutIsComplete(views);
  return due ? { point: 'preEndOfPushJob', region: -1 } : undefined;
}

function rolloutView(world: World, rollout: WorldRollout, region: RegionId): RolloutView {
  const entry = rollout.regions[region] as RolloutRegion;
  const { store, version } = rollout;
  const record = pushRecord(world, { region, store, version });
  const hold = entry.dvc === 'released' && entry.postDvcDone ? 'passed' : entry.dvc;
  return {
    ...phased(world, rollout, region),
    completedAtMs: record?.push.history.at(-1)?.atMs ?? 0,
    daVinciOpen: davinciGate(hold) === 'open',
    postSwapPassed: entry.swap === 'done',
    preSwapAtMs: entry.askAgainAt.preSwap,
    postSwapAtMs: entry.askAgainAt.postSwap,
  };
}

/** The counter of a region that belongs to a hook call point. */
export const questionOf: Partial<Record<HookPoint, RolloutQuestion>> = {
  preStoreVersionCreation: 'creation',
  preStartOfStoreVersionIngestionForDaVinci: 'dvc',
  postStartOfStoreVersionIngestionForDaVinci: 'postDvc',
  preStoreVersionSwap: 'preSwap',
  postStoreVersionSwap: 'postSwap',
};
