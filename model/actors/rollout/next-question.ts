/** Chooses the next hook call of a rollout from the known state of its regions. */
import type { Instant } from '../../../sim/index.js';
import type { HookPoint } from '../../hooks/hook.js';
import { type RegionId, regionId } from '../../names.js';
import { rolloutOrderOf } from '../../queries/configuration.js';
import { pushRecord } from '../../queries/world.js';
import { admissionRule, regionsToAdmit } from '../../rules/hooks/admission.js';
import { davinciGate, davinciHoldRule } from '../../rules/hooks/davinci-hold.js';
import {
  longestDue,
  type RolloutView,
  rolloutIsComplete,
  swapQuestionsRule,
  swapTurns,
} from '../../rules/hooks/swap-questions.js';
import { storeSetup } from '../../world/entries.js';
import type { RolloutQuestion, RolloutRegion } from '../../world/rollout.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { goesAfterTargets, phased, type WorldRollout } from './phases.js';
import { changeRegion, sendAdmitted } from './steps.js';

export const asks = [admissionRule, davinciHoldRule, swapQuestionsRule];

export interface Question {
  readonly point: HookPoint;
  readonly region: RegionId;
}

interface Due extends Question {
  readonly dueSinceMs: number;
}

/** The call that has been due longest, if any; sends the version to the regions that hooks have admitted. */
export function nextQuestion(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
): Question | undefined {
  openSecondPhase(turn, rollout);
  if (!rollout.regions.some(isNew)) sendAdmitted(world, turn, rollout);
  return longestDue([
    ...creationQuestions(world, turn, rollout),
    ...dvcQuestions(world, turn, rollout),
    ...swapQuestions(world, turn, rollout),
    ...endQuestions(world, turn, rollout),
  ]);
}

/** Once the targets are through, hooks are called about the regions that get the version after them. */
function openSecondPhase(turn: ModelTurn, rollout: WorldRollout): void {
  const later = regionsAt(rollout, 'later');
  if (later.length === 0 || !targetsAreThrough(rollout)) return;
  for (const region of later) changeRegion(turn, rollout, region, { admission: 'undecided' });
}

function regionsAt(rollout: WorldRollout, admission: RolloutRegion['admission']): RegionId[] {
  return [...rollout.regions.keys()].filter(
    (region) => rollout.regions[region]?.admission === admission,
  );
}

/** True if every target that gets the version serves it, and the hooks after its swap have let it pass. */
function targetsAreThrough({ targets, regions }: WorldRollout): boolean {
  return targets.every((region) => {
    const entry = regions[region];
    return entry?.admission === 'excluded' || entry?.swap === 'done';
  });
}

/** True if hooks have not yet returned an answer about the region's admission: one message goes to all that are admitted in the first round. */
function isNew({ admission, askAgainAt }: RolloutRegion): boolean {
  return admission === 'undecided' && askAgainAt.creation === 0;
}

function creationQuestions(world: World, turn: ModelTurn, rollout: WorldRollout): Due[] {
  const undecided = rollout.regions.map((entry, id) => {
    const { region, phase, swapSent } = phased(world, rollout, id);
    return { region, phase, swapSent, askAgainAtMs: entry.askAgainAt.creation };
  });
  const due: Due[] = [];
  for (const name of regionsToAdmit(undecided, rolloutOrderOf(world), turn.now)) {
    const region = regionId(world.names, name);
    const entry = rollout.regions[region];
    if (entry === undefined || entry.admission !== 'undecided') continue;
    const point = entry.creationPassed
      ? 'preStartOfStoreVersionIngestionForDaVinci'
      : 'preStoreVersionCreation';
    due.push({ point, region, dueSinceMs: entry.askAgainAt.creation });
  }
  return due;
}

function dvcQuestions(world: World, turn: ModelTurn, rollout: WorldRollout): Due[] {
  const due: Due[] = [];
  for (const [
    region,
    { admission, dvc, created, postDvcDone, askAgainAt },
  ] of rollout.regions.entries()) {
    if (admission !== 'admitted') continue;
    if (dvc === 'held' && deferral(world, rollout, region, turn.now) === 'targets') continue;
    if (dvc === 'held')
      due.push({
        point: 'preStartOfStoreVersionIngestionForDaVinci',
        region,
        dueSinceMs: askAgainAt.dvc,
      });
    else if (dvc === 'released' && created && !postDvcDone)
      due.push({
        point: 'postStartOfStoreVersionIngestionForDaVinci',
        region,
        dueSinceMs: askAgainAt.postDvc,
      });
  }
  return due.filter(({ dueSinceMs }) => dueSinceMs <= turn.now);
}

function swapQuestions(world: World, turn: ModelTurn, rollout: WorldRollout): Due[] {
  const views = viewsOf(world, turn, rollout);
  return swapTurns(views, rolloutOrderOf(world), turn.now).flatMap(
    ({ ask: point, region, dueSinceMs }) =>
      point === 'nothing' ? [] : [{ point, region: regionId(world.names, region), dueSinceMs }],
  );
}

function endQuestions(world: World, turn: ModelTurn, rollout: WorldRollout): Due[] {
  const views = viewsOf(world, turn, rollout);
  const dueSinceMs = rollout.endAskAgainAt;
  const isOpen = regionsAt(rollout, 'later').length > 0 || !rolloutIsComplete(views);
  if (dueSinceMs > turn.now || isOpen) return [];
  return [{ point: 'preEndOfPushJob', region: -1, dueSinceMs }];
}

function viewsOf(world: World, turn: ModelTurn, rollout: WorldRollout): RolloutView[] {
  return rollout.regions.map((_, region) => rolloutView(world, rollout, region, turn.now));
}

/** Without an order, regions that are no targets wait as they do for the swap service: for the targets, and for the store's time after these. */
function deferral(
  world: World,
  rollout: WorldRollout,
  region: RegionId,
  nowMs: Instant,
): RolloutView['deferredTo'] {
  const { plan, targets, store, version } = rollout;
  if (plan === 'by-hand') return 'operator';
  if (!goesAfterTargets(world, rollout, region)) return 'none';
  const completed = targets.map(
    (target) => pushRecord(world, { region: target, store, version })?.push.history.at(-1)?.atMs,
  );
  const waitMs = 60_000 * storeSetup(world, store).swapWaitMinutes;
  const openAtMs = Math.max(...completed.map((atMs) => atMs ?? 0)) + waitMs;
  return targetsAreThrough(rollout) && nowMs >= openAtMs ? 'none' : 'targets';
}

function rolloutView(
  world: World,
  rollout: WorldRollout,
  region: RegionId,
  nowMs: Instant,
): RolloutView {
  const entry = rollout.regions[region] as RolloutRegion;
  const { store, version } = rollout;
  const record = pushRecord(world, { region, store, version });
  const dvc = entry.dvc === 'releasing' ? 'held' : entry.dvc;
  const hold = dvc === 'released' && entry.postDvcDone ? 'passed' : dvc;
  const { region: name, phase, swapSent } = phased(world, rollout, region);
  // Field by field: a spread is slow, and every tick of a rollout makes views.
  return {
    region: name,
    swapSent,
    // A region that gets the version later has no place in the order of the targets.
    phase: entry.admission === 'later' ? 'excluded' : phase,
    completedAtMs: record?.push.history.at(-1)?.atMs ?? 0,
    deferredTo: deferral(world, rollout, region, nowMs),
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
