/**
 * Calls hooks: builds their view, records their results in registration order, and combines these. Hooks are pure functions; the
 * duration of a call, and whether it hangs, is set by the run.
 */

import { hookFunction } from '../../hooks/functions.js';
import type { HookAnswer, HookPoint, HookReply, HookResult, Outcome } from '../../hooks/hook.js';
import { memoryKey } from '../../hooks/memory-keys.js';
import type { StoreId } from '../../names.js';
import {
  answering,
  answersAt,
  type Registered,
  registered,
  stillToCall,
  valuesOf,
} from '../../queries/registered-hooks.js';
import {
  type HeardAnswer,
  type HookSite,
  heardAnswer,
  hookAnswerRule,
} from '../../rules/hooks/hook-answer.js';
import {
  chainGoesOn,
  chainVerdict,
  isVeto,
  outcomeChainRule,
} from '../../rules/hooks/outcome-chain.js';
import { remoteAnswerRule } from '../../rules/hooks/remote-answer.js';
import { asksNextHook } from '../../rules/swap/deferred-swap-hooks.js';
import type { SwapVariant } from '../../rules/swap/deferred-swap-words.js';
import { parentStore } from '../../world/entries.js';
import { parentAsks } from '../../world/hooks.js';
import type { World } from '../../world.js';
import type { Handler, ModelTurn } from '../actor.js';
import { type HookCall, viewFor } from './view.js';

export const asks = [hookAnswerRule, outcomeChainRule, remoteAnswerRule];

/** Result of an invocation in VIP-4's engines: records the answer, its effects and its log entry. */
export function recordHookResult(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  returned: {
    readonly one: Registered;
    readonly reply: HookResult;
    readonly timedOut: boolean;
  },
): HeardAnswer {
  const { one, reply, timedOut } = returned;
  const said = timedOut ? hung : takeReply(world, turn, call, { one, result: reply });
  return recordResult(world, turn, call, { one, said, site: 'vip4', atOnce: false });
}

const hung: Said = { answer: { kind: 'hangs' }, reply: undefined };

/** The outcome of one hook called synchronously for a store update; an exception counts as PROCEED. */
export function callHookSync(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  one: Registered,
): Outcome {
  const said = callAtOnce(world, turn, call, one);
  return wordOf(recordResult(world, turn, call, { one, said, site: 'vip4' }));
}

/** The answers of all hooks as the shipped swap service gets them: synchronously, on its own thread. */
export function callHooksSync(
  world: World,
  turn: ModelTurn,
  question: {
    readonly store: StoreId;
    readonly version: number;
    readonly point: HookPoint;
    readonly regionArgument: string;
  },
  variant: SwapVariant,
): readonly (HookAnswer | null)[] {
  const region = world.names.regions.indexOf(question.regionArgument);
  const call = { ...question, region, push: pushOf(world, question), asker: parentAsks };
  const answers: (HookAnswer | null)[] = [];
  for (const one of registered(world, question.store)) {
    if (!asksNextHook(answers, variant)) break;
    const said = callAtOnce(world, turn, call, one);
    answers.push(said.answer);
    recordResult(world, turn, call, { one, said, site: 'swap-service', variant });
  }
  return answers;
}

/** A call of a controller about its own region, -1 in the parent; `again`: it was made before. */
export interface AsBuiltCall {
  readonly store: StoreId;
  readonly version: number;
  readonly point: HookPoint;
  readonly region: number;
  readonly again?: boolean;
  /** The interval of a WAIT after a step is over: hooks that returned PROCEED are not called again. */
  readonly afterWait?: boolean;
}

/** The outcome of a controller's own hooks under the shipped engine; PROCEED under any other. The first veto ends the chain. */
export function callAsBuiltHooks(world: World, turn: ModelTurn, asked: AsBuiltCall): Outcome {
  if (world.variant.hookEngine !== 'as-built') return 'PROCEED';
  const { again = false, afterWait = false, store, version, point, region } = asked;
  const call = { store, version, point, region, push: pushOf(world, asked), asker: region };
  const heard: HeardAnswer[] = [];
  const hooks = afterWait ? stillToCall(world, asked) : answering(world, store, point);
  for (const one of hooks) {
    const said = callAtOnce(world, turn, call, one);
    heard.push(recordResult(world, turn, call, { one, said, site: 'other-site', again }));
    if (!chainGoesOn(heard, 'first-veto-ends')) break;
  }
  return chainVerdict(heard, 'first-veto-ends').outcome;
}

/** The remote side of a hook has answered, or its call has failed. */
export const onRemoteAnswerDue: Handler<'remote-answer-due'> = (world, event, turn) => {
  const { place, store, version, region, epoch, answer } = event;
  // A controller's pending remote calls are lost with its memory.
  if (epoch !== world.parent.epoch) return;
  const text = `the remote side answers ${answer.kind === 'answered' ? answer.outcome : answer.kind}`;
  const name = { place, store, version, region, epoch };
  turn.record({ kind: 'remote-question-changed', ...name, answer, text, rule: 'LH-11' });
};

interface Said {
  readonly answer: HookAnswer | null;
  readonly reply: HookReply | undefined;
}

/** Calls a hook's function and returns its raw result. An exception of a custom hook becomes an answer. */
export function callHook(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  one: Registered,
): HookResult {
  if (!answersAt(world, call.store, one, call.point)) return 'PROCEED';
  const view = viewFor(world, turn, call, one.place);
  const values = valuesOf(world, call.store, one);
  return one.hook.points[call.point]?.(view, values as never);
}

function callAtOnce(world: World, turn: ModelTurn, call: HookCall, one: Registered): Said {
  return takeReply(world, turn, call, { one, result: callHook(world, turn, call, one) });
}

function takeReply(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  { one, result }: { readonly one: Registered; readonly result: HookResult },
): Said {
  if (typeof result === 'string') return { answer: allowed(call.point, result), reply: undefined };
  if (result === null || result === undefined)
    return { answer: isVoid(call.point) ? 'PROCEED' : null, reply: undefined };
  if (result.kind !== 'answers') return { answer: result, reply: undefined };
  follow(turn, call, one, { reply: result, epoch: world.parent.epoch });
  return { answer: allowed(call.point, result.outcome), reply: result };
}

/** An outcome that the interface does not allow at a call point counts as PROCEED. */
function allowed(point: HookPoint, outcome: Outcome): Outcome {
  return hookFunction(point).outcomes.includes(outcome) ? outcome : 'PROCEED';
}

function isVoid(point: HookPoint): boolean {
  return hookFunction(point).outcomes.length === 0;
}

/** Side effects of a hook beside its outcome: sends notifications, starts a remote call. */
function follow(
  turn: ModelTurn,
  { store, version, region }: HookCall,
  { hook: { hook }, place }: Registered,
  { reply, epoch }: { readonly reply: HookReply; readonly epoch: number },
): void {
  const name = { store, version, region };
  if (reply.emits !== undefined)
    turn.record({ kind: 'hook-event-sent', ...name, hook, text: reply.emits });
  if (reply.remote === undefined) return;
  const remote = { kind: 'remote-question-changed', ...name, place, epoch, rule: 'LH-11' } as const;
  if (reply.remote === 'forget') {
    turn.record({ ...remote, answer: undefined, text: '' });
    return;
  }
  const { ask, outcome, afterMs } = reply.remote;
  turn.record({ ...remote, answer: { kind: 'pending' }, text: `${hook} calls the remote side` });
  const answer =
    ask === 'answers'
      ? ({ kind: 'answered', outcome } as const)
      : ({ kind: ask === 'fails' ? 'failed' : 'never' } as const);
  turn.schedule(afterMs, { kind: 'remote-answer-due', ...name, place, epoch, answer });
}

interface Answered extends Said {
  readonly one: Registered;
}

function recordResult(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  heard: {
    readonly one: Registered;
    readonly said: Said;
    readonly site: HookSite;
    readonly variant?: SwapVariant;
    readonly again?: boolean;
    readonly atOnce?: boolean;
  },
): HeardAnswer {
  const { one, said, site, variant, again = false, atOnce = true } = heard;
  const limits = { hookExceptionProceeds: true, hookLimits: site === 'vip4' };
  const result = heardAnswer(said.answer, site, variant ?? limits);
  const before = world.hookBook.asked.get(memoryKey({ ...call, place: one.place }));
  const isSame = before?.last === wordOf(result) && said.reply?.because === undefined;
  const repeated = again || (isSame && !isVeto(wordOf(result)));
  note(turn, call, { one, ...said }, { heard: result, repeated, atOnce });
  return result;
}

function note(
  turn: ModelTurn,
  call: HookCall,
  { one, reply, answer }: Answered,
  {
    heard,
    repeated,
    atOnce,
  }: { readonly heard: HeardAnswer; readonly repeated: boolean; readonly atOnce: boolean },
): void {
  const { store, version, region, point, asker } = call;
  turn.record({
    kind: 'hook-answered',
    asker,
    store,
    version,
    region,
    point,
    hook: one.hook.hook,
    place: one.place,
    outcome: wordOf(heard),
    note: heard.kind === 'outcome' ? (heard.instead ?? '') : heard.reason,
    because: reply?.because ?? exceptionOf(answer),
    repeated,
    remembers: reply?.remembers ?? 0,
    atOnce,
    ended: endOf(answer),
    rule: 'LH-2',
  });
}

/** The message of an exception; a timeout has none. */
function exceptionOf(answer: HookAnswer | null): string {
  return typeof answer === 'object' && answer?.kind === 'throws' ? answer.message : '';
}

function endOf(answer: HookAnswer | null): 'answer' | 'exception' | 'time-out' {
  if (answer === null || typeof answer === 'string') return 'answer';
  return answer.kind === 'throws' ? 'exception' : 'time-out';
}

/** A decision that cannot be taken now counts as WAIT. */
function wordOf(heard: HeardAnswer): Outcome {
  return heard.kind === 'outcome' ? heard.outcome : 'WAIT';
}

function pushOf(world: World, { store, version }: { store: number; version: number }): number {
  const versions = parentStore(world, store).versions;
  return versions.find(({ number }) => number === version)?.push ?? -1;
}
