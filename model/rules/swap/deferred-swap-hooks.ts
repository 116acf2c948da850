/**
 * Second stage of a tick: the hooks have answered. Their outcome lets the planned regions roll
 * forward, keeps them waiting, or fails the version. As built every veto causes its own
 * rollback; the variants change which regions roll back, how often, and what ABORT means.
 */
import type { HookAnswer } from '../../hooks/hook.js';
import { type HeardAnswer, heardAnswer } from '../hooks/hook-answer.js';
import { type ChainVerdict, chainGoesOn, chainVerdict, type Veto } from '../hooks/outcome-chain.js';
import { abortedStatus } from '../hooks/veto-effects.js';
import { settle, stop } from './deferred-swap-gate.js';
import type {
  SwapAction,
  SwapPlan,
  SwapQuestion,
  SwapState,
  SwapStep,
  SwapStop,
  SwapVariant,
  SwapView,
} from './deferred-swap-words.js';
import { servingFilter } from './rollback-regions.js';

/**
 * The hook calls and their answers: for each call the hooks' answers in order, as far as they were
 * made; null = nothing returned.
 */
export interface SwapAnswers {
  readonly questions: readonly SwapQuestion[];
  readonly plan: SwapPlan;
  readonly answers: readonly (readonly (HookAnswer | null)[])[];
}

/**
 * Is the next hook of a call made after these answers? The shipped service stops only when a
 * hook throws.
 */
export function asksNextHook(
  answers: readonly (HookAnswer | null)[],
  variant: SwapVariant,
): boolean {
  return chainGoesOn(heard(answers, variant), 'every-hook-runs');
}

/** Second stage; the memory does not change in it. */
export function afterSwapHooks(
  state: SwapState,
  view: SwapView,
  asked: SwapAnswers,
  variant: SwapVariant,
): SwapStep {
  const verdicts = asked.questions.map((_, place) =>
    chainVerdict(heard(asked.answers[place] ?? [], variant), 'every-hook-runs'),
  );
  const vetoes = verdicts.flatMap((verdict) => verdict.vetoes);
  if (vetoes.length > 0) {
    const actions = vetoActions(view, { plan: asked.plan, vetoes, variant });
    return { state, actions, next: stop('hook-vetoed', asked.questions[0]?.regionArgument) };
  }
  return { state, actions: [], next: planAfter(asked, verdicts) };
}

/** The regions whose hooks returned PROCEED; while others wait, more must follow. */
function planAfter(
  { questions, plan }: SwapAnswers,
  verdicts: readonly ChainVerdict[],
): SwapPlan | SwapStop {
  const passes = questions.filter((_, place) => verdicts[place]?.outcome === 'PROCEED');
  const first = verdicts.findIndex((verdict) => verdict.outcome !== 'PROCEED');
  if (first < 0) return plan;
  if (passes.length > 0) {
    return {
      ...plan,
      regions: passes.flatMap((question) => question.gates),
      finalStatus: undefined,
    };
  }
  return stop(waitReason(verdicts[first]), questions[first]?.regionArgument);
}

function waitReason(verdict: ChainVerdict | undefined): SwapStop['reason'] {
  return verdict?.hold ?? 'hook-said-wait';
}

interface Vetoed {
  readonly plan: SwapPlan;
  readonly vetoes: readonly Veto[];
  readonly variant: SwapVariant;
}

function vetoActions(view: SwapView, { plan, vetoes, variant }: Vetoed): SwapAction[] {
  const backs = variant.abortKeepsSwapped ? vetoes.filter((veto) => veto === 'ROLLBACK') : vetoes;
  if (backs.length === 0) {
    const serving = view.regions.filter((one) => one.currentVersion === view.version.number).length;
    return settle(view, abortedStatus(serving, view.regions.length));
  }
  const times = variant.oneRollbackPerDecision ? 1 : backs.length;
  return Array.from({ length: times }, () => rollBack(view, plan, variant)).flat();
}

function rollBack(view: SwapView, plan: SwapPlan, variant: SwapVariant): SwapAction[] {
  const swapped = variant.rollbackScope === 'all-swapped';
  const filter = swapped ? servingFilter(view.version.number, view.regions) : plan.backFilter;
  const written = settle(view, 'ROLLED_BACK');
  // An empty filter would address every region, also those that never swapped.
  return filter === '' ? written : [{ kind: 'roll-back', filter }, ...written];
}

function heard(answers: readonly (HookAnswer | null)[], variant: SwapVariant): HeardAnswer[] {
  return answers.map((answer) => heardAnswer(answer, 'swap-service', variant));
}
