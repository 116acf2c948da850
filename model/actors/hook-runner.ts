/**
 * Calls hooks: shows them what they may see, hears their answers in registration order, and combines these. Hooks are pure functions; how
 * long a call takes, and that it may hang, is the run's business.
 */
import type { HookAnswer, HookPoint, HookReply, Outcome } from '../hooks/hook.js';
import { memoryKey } from '../hooks/memory-keys.js';
import type { StoreId } from '../names.js';
import {
  type HeardAnswer,
  type HookSite,
  heardAnswer,
  hookAnswerRule,
} from '../rules/hooks/hook-answer.js';
import {
  chainGoesOn,
  chainVerdict,
  isVeto,
  outcomeChainRule,
} from '../rules/hooks/outcome-chain.js';
import { remoteAnswerRule } from '../rules/hooks/remote-answer.js';
import { asksNextHook } from '../rules/swap/deferred-swap-hooks.js';
import type { SwapVariant } from '../rules/swap/deferred-swap-words.js';
import type { World } from '../world.js';
import type { Handler, ModelTurn } from './actor.js';
import { answering, answersAt, type Registered, registered } from './hook-registry.js';
import { type HookCall, viewFor } from './hook-view.js';

/** A remote hook asks its rule itself, when it is called from here. */
export const asks = [hookAnswerRule, outcomeChainRule, remoteAnswerRule];

/** The outcome of a chain in the accepted design, or that a hook hangs and its time-out must pass first. */
export function askChain(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  waited: boolean,
): Outcome | 'hangs' {
  const heard: HeardAnswer[] = [];
  for (const one of answering(world, call.store, call.point)) {
    const said = callHook(world, turn, call, one);
    if (isHang(said.answer) && !waited) return 'hangs';
    heard.push(hear(world, turn, call, { one, said, site: 'vip4' }));
    if (!chainGoesOn(heard, 'first-veto-ends')) break;
  }
  return chainVerdict(heard, 'first-veto-ends').outcome;
}

/** Names of the hooks that the shipped swap service asks; none when another engine does it. */
export function asBuiltHookNames(world: World, store: StoreId): readonly string[] {
  if (world.setup.venice.switches['hook-engine'] !== 'as-built') return [];
  return registered(world, store).map(({ hook }) => hook.hook);
}

/** The answers of all hooks as the shipped swap service hears them: at once, on its own thread. */
export function askAtOnce(
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
  const call = { ...question, region, push: pushOf(world, question) };
  const answers: (HookAnswer | null)[] = [];
  for (const one of registered(world, question.store)) {
    if (!asksNextHook(answers, variant)) break;
    const said = callHook(world, turn, call, one);
    answers.push(said.answer);
    hear(world, turn, call, { one, said, site: 'swap-service', variant });
  }
  return answers;
}

/** A question of a controller about a region of its own, -1 in the parent; `again`: it was asked before. */
export interface ShippedQuestion {
  readonly store: StoreId;
  readonly version: number;
  readonly point: HookPoint;
  readonly region: number;
  readonly again?: boolean;
}

/** What a controller's own hooks say under the shipped engine; PROCEED under any other. The first veto ends the chain. */
export function askHooksOfRegion(
  world: World,
  turn: ModelTurn,
  { again = false, ...question }: ShippedQuestion,
): Outcome {
  if (world.setup.venice.switches['hook-engine'] !== 'as-built') return 'PROCEED';
  const call = { ...question, push: pushOf(world, question) };
  const heard: HeardAnswer[] = [];
  for (const one of answering(world, question.store, question.point)) {
    const said = callHook(world, turn, call, one);
    heard.push(hear(world, turn, call, { one, said, site: 'other-site', again }));
    if (!chainGoesOn(heard, 'first-veto-ends')) break;
  }
  return chainVerdict(heard, 'first-veto-ends').outcome;
}

/** The other side of a remote hook has answered, or its call has broken. */
export const onRemoteAnswerDue: Handler<'remote-answer-due'> = (world, event, turn) => {
  const { place, store, version, region, epoch, answer } = event;
  // What a controller waited for dies with its memory.
  if (epoch !== world.parent.epoch) return;
  const text = `the other side answers ${answer.kind === 'answered' ? answer.outcome : answer.kind}`;
  const name = { place, store, version, region, epoch };
  turn.record({ kind: 'remote-question-changed', ...name, answer, text, rule: 'LH-11' });
};

interface Said {
  readonly answer: HookAnswer | null;
  readonly reply: HookReply | undefined;
}

function callHook(world: World, turn: ModelTurn, call: HookCall, one: Registered): Said {
  const { hook, setup, place } = one;
  if (!answersAt(one, call.point)) return { answer: 'PROCEED', reply: undefined };
  const view = viewFor(world, turn, call, place);
  const result = hook.points[call.point]?.(view, setup.values as never) ?? null;
  if (result === null || typeof result === 'string' || result.kind !== 'answers')
    return { answer: result, reply: undefined };
  follow(turn, call, one, { reply: result, epoch: world.parent.epoch });
  return { answer: result.outcome, reply: result };
}

/** What a hook does besides answering: tells people, asks somebody remote. */
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
  turn.record({ ...remote, answer: { kind: 'pending' }, text: `${hook} asks the other side` });
  const answer =
    ask === 'answers'
      ? ({ kind: 'answered', outcome } as const)
      : ({ kind: ask === 'fails' ? 'failed' : 'never' } as const);
  turn.schedule(afterMs, { kind: 'remote-answer-due', ...name, place, epoch, answer });
}

interface Hearing extends Said {
  readonly one: Registered;
}

function hear(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  heard: {
    readonly one: Registered;
    readonly said: Said;
    readonly site: HookSite;
    readonly variant?: SwapVariant;
    readonly again?: boolean;
  },
): HeardAnswer {
  const { one, said, site, variant, again = false } = heard;
  const limits = { hookExceptionProceeds: true, hookLimits: site === 'vip4' };
  const result = heardAnswer(said.answer, site, variant ?? limits);
  const before = world.hookBook.asked.get(memoryKey({ ...call, place: one.place }));
  const isSame = before?.last === wordOf(result) && said.reply?.because === undefined;
  const repeated = again || (isSame && !isVeto(wordOf(result)));
  note(turn, call, { one, ...said }, { heard: result, repeated });
  return result;
}

function note(
  turn: ModelTurn,
  call: HookCall,
  { one, reply }: Hearing,
  { heard, repeated }: { readonly heard: HeardAnswer; readonly repeated: boolean },
): void {
  const { store, version, region, point } = call;
  turn.record({
    kind: 'hook-answered',
    store,
    version,
    region,
    point,
    hook: one.hook.hook,
    place: one.place,
    outcome: wordOf(heard),
    note: heard.kind === 'outcome' ? (heard.instead ?? '') : heard.reason,
    because: reply?.because ?? '',
    repeated,
    remembers: reply?.remembers ?? 0,
    rule: 'LH-2',
  });
}

/** A decision that cannot be taken now is as good as WAIT. */
function wordOf(heard: HeardAnswer): Outcome {
  return heard.kind === 'outcome' ? heard.outcome : 'WAIT';
}

function isHang(answer: HookAnswer | null): boolean {
  return answer !== null && typeof answer !== 'string' && answer.kind === 'hangs';
}

function pushOf(world: World, { store, version }: { store: number; version: number }): number {
  const versions = world.parent.stores[store]?.versions ?? [];
  return versions.find(({ number }) => number === version)?.push ?? -1;
}
