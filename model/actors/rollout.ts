/**
 * A push under hooks as VIP-4 accepts it: the parent asks hooks before each region is created, before Da Vinci instances begin, before and
 * after each swap and before the end, one question at a time for a store, and is the only one who swaps.
 */
import type { HookPoint } from '../hooks/hook.js';
import type { RegionId, StoreId } from '../names.js';
import { childStore, parentUp, pushJob } from '../questions.js';
import { admissionRule, regionsToAdmit } from '../rules/hooks/admission.js';
import { davinciGate, davinciHoldRule } from '../rules/hooks/davinci-hold.js';
import {
  type RolloutView,
  rolloutIsComplete,
  swapQuestionsRule,
  swapTurns,
} from '../rules/hooks/swap-questions.js';
import type { RolloutQuestion, RolloutRegion } from '../world/parent.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { askHooks } from './hook-calls.js';
import { runner } from './hook-registry.js';
import { answered } from './rollout-answers.js';
import { askerFor, observe, phased } from './rollout-phases.js';
import { sendAdmitted } from './rollout-steps.js';
import { rolloutOrderOf } from './swap-view.js';

export const asks = [admissionRule, davinciHoldRule, swapQuestionsRule];

/** How often the parent looks at the regions by itself. */
const passPeriodMs = 60_000;

export type WorldRollout = NonNullable<ReturnType<World['parent']['rollouts']['get']>>;

/** A version was created that hooks gate. */
export function startRollout(
  world: World,
  turn: ModelTurn,
  rollout: {
    readonly store: StoreId;
    readonly version: number;
    readonly push: number;
    readonly excluded: readonly RegionId[];
  },
): void {
  turn.record({ kind: 'rollout-started', ...rollout, rule: 'LH-5' });
  passAfter(world, turn, rollout, 0);
}

/** A new leader asks again where the old one left off. */
export function resumeRollouts(world: World, turn: ModelTurn): void {
  for (const rollout of world.parent.rollouts.values()) {
    if (rollout.stage === 'running') passAfter(world, turn, rollout, 0);
  }
}

/** Puts the next look at a rollout into the queue. */
export function passAfter(
  world: World,
  turn: ModelTurn,
  { store, version }: { readonly store: StoreId; readonly version: number },
  afterMs: number,
): void {
  turn.schedule(afterMs, {
    kind: 'rollout-pass-due',
    store,
    version,
    epoch: world.parent.epoch,
    periodic: true,
  });
}

/** One look: asks the next question that is due, if nobody is being asked. */
export const onRolloutPassDue: Handler<'rollout-pass-due'> = (world, event, turn) => {
  const rollout = world.parent.rollouts.get(event.store);
  if (rollout?.version !== event.version || rollout.stage === 'ended') return;
  const isJob = runner(world) === 'push-job';
  if (isJob && !parentUp(world)) {
    // The job's calls need a parent.
    turn.schedule(passPeriodMs, { ...event, periodic: false });
    return;
  }
  if (!isJob && (event.epoch !== world.parent.epoch || !parentUp(world))) return;
  if (pushJob(world, rollout.push).state !== 'running') return endWithJob(turn, rollout);
  if (!isJob) observe(world, turn, rollout);
  if (!rollout.asking) askNext(world, turn, rollout);
  if (event.periodic && !isJob) passAfter(world, turn, rollout, passPeriodMs);
};

function endWithJob(turn: ModelTurn, { store, version }: WorldRollout): void {
  turn.record({
    kind: 'rollout-ended',
    store,
    version,
    outcome: 'killed',
    text: 'ends with its push job',
  });
}

/** A push job that calls hooks itself has heard how the regions stand, and looks again. */
export function jobHasPolled(world: World, turn: ModelTurn, store: StoreId): void {
  const rollout = world.parent.rollouts.get(store);
  if (rollout === undefined || rollout.stage === 'ended' || runner(world) !== 'push-job') return;
  observe(world, turn, rollout);
  if (!rollout.asking) askNext(world, turn, rollout);
}

/** Looks for the next question right after an answer. */
export function askNext(world: World, turn: ModelTurn, rollout: WorldRollout): void {
  const question = nextQuestion(world, turn, rollout);
  if (question === undefined) return;
  ask(world, turn, rollout, question);
}

interface Question {
  readonly point: HookPoint;
  readonly region: RegionId;
}

function nextQuestion(world: World, turn: ModelTurn, rollout: WorldRollout): Question | undefined {
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
    const region = world.names.regions.indexOf(name);
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
  return { point: next.ask, region: world.names.regions.indexOf(next.region) };
}

function endQuestion(world: World, turn: ModelTurn, rollout: WorldRollout): Question | undefined {
  const views = rollout.regions.map((_, region) => rolloutView(world, rollout, region));
  const due = rollout.endAskAgainAt <= turn.now && rolloutIsComplete(views);
  return due ? { point: 'preEndOfPushJob', region: -1 } : undefined;
}

function ask(
  world: World,
  turn: ModelTurn,
  rollout: WorldRollout,
  { point, region }: Question,
): void {
  const { store, version, push } = rollout;
  const asker = askerFor(world, push);
  if (!askHooks(world, turn, { point, push, store, version, region, asker })) {
    answered(world, turn, { store, version, push, region, point }, 'PROCEED');
    return;
  }
  turn.record({ kind: 'rollout-changed', store, version, change: { asking: true } });
}

function rolloutView(world: World, rollout: WorldRollout, region: RegionId): RolloutView {
  const entry = rollout.regions[region] as RolloutRegion;
  const record = childStore(world, region, rollout.store).pushRecords.get(rollout.version);
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

/** Which counter of a region a hook point belongs to. */
export const questionOf: Partial<Record<HookPoint, RolloutQuestion>> = {
  preStoreVersionCreation: 'creation',
  preStartOfStoreVersionIngestionForDaVinci: 'dvc',
  postStartOfStoreVersionIngestionForDaVinci: 'postDvc',
  preStoreVersionSwap: 'preSwap',
  postStoreVersionSwap: 'postSwap',
};
