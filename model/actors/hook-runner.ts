/**
 * Calls hooks: shows them what they may see, hears their answers in registration order, and combines these. Hooks are pure functions; how
 * long a call takes, and that it may hang, is the run's business.
 */

import type { HookAnswer, HookPoint, HookView, Outcome, RegionView } from '../hooks/hook.js';
import { type AnyHook, hooks } from '../hooks/index.js';
import type { StoreId } from '../names.js';
import { allRegions, childStore, hooksOf, reachable } from '../questions.js';
import { type HeardAnswer, heardAnswer, hookAnswerRule } from '../rules/hooks/hook-answer.js';
import { chainGoesOn, chainVerdict, outcomeChainRule } from '../rules/hooks/outcome-chain.js';
import { asksNextHook } from '../rules/swap/deferred-swap-hooks.js';
import type { SwapVariant } from '../rules/swap/deferred-swap-words.js';
import type { World } from '../world.js';
import type { ModelTurn } from './actor.js';
import { statusInRegion, statusSince } from './push-status.js';

export const asks = [hookAnswerRule, outcomeChainRule];

/** What a chain of hooks is asked about. `region` -1: the whole job. */
export interface HookCall {
  readonly store: StoreId;
  readonly version: number;
  readonly push: number;
  readonly region: number;
  readonly point: HookPoint;
  readonly askedBefore: number;
}

interface Registered {
  readonly hook: AnyHook;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Does any hook of the store answer this point? */
export function anyHookAnswers(world: World, store: StoreId, point: HookPoint): boolean {
  return answering(world, store, point).length > 0;
}

/** The outcome of a chain in the accepted design, or that a hook hangs and its time-out must pass first. */
export function askChain(
  world: World,
  turn: ModelTurn,
  call: HookCall,
  waited: boolean,
): Outcome | 'hangs' {
  const view = viewFor(world, turn, call);
  const heard: HeardAnswer[] = [];
  for (const { hook, values } of answering(world, call.store, call.point)) {
    const answer = hook.points[call.point]?.(view, values as never) ?? 'PROCEED';
    if (typeof answer !== 'string' && answer.kind === 'hangs' && !waited) return 'hangs';
    const variant = { hookExceptionProceeds: true, hookLimits: true };
    const result = heardAnswer(answer, 'vip4', variant);
    heard.push(result);
    note(turn, call, { hook: hook.hook, heard: result });
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
  const push =
    world.parent.stores[question.store]?.versions.find(({ number }) => number === question.version)
      ?.push ?? -1;
  const call = { ...question, region, push, askedBefore: 0 };
  const view = { ...viewFor(world, turn, call), region: question.regionArgument };
  const answers: (HookAnswer | null)[] = [];
  for (const { hook, values } of registered(world, question.store)) {
    if (!asksNextHook(answers, variant)) break;
    const answer = hook.points[question.point]?.(view, values as never) ?? 'PROCEED';
    answers.push(answer);
    note(turn, call, { hook: hook.hook, heard: heardAnswer(answer, 'swap-service', variant) });
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
  const { store, point } = question;
  const push =
    world.parent.stores[store]?.versions.find(({ number }) => number === question.version)?.push ??
    -1;
  const call = { ...question, push, askedBefore: 0 };
  const view = viewFor(world, turn, call);
  const heard: HeardAnswer[] = [];
  for (const { hook, values } of answering(world, store, point)) {
    const answer = hook.points[point]?.(view, values as never) ?? 'PROCEED';
    const result = heardAnswer(answer, 'other-site', {
      hookExceptionProceeds: true,
      hookLimits: false,
    });
    heard.push(result);
    note(turn, call, { hook: hook.hook, heard: result, again });
    if (!chainGoesOn(heard, 'first-veto-ends')) break;
  }
  return chainVerdict(heard, 'first-veto-ends').outcome;
}

/** How the store's hooks are called in this run: gated by the parent as VIP-4 has it, or as the shipped code does. */
export function isHookGated(world: World, store: StoreId): boolean {
  return (
    world.setup.venice.switches['hook-engine'] === 'vip4-parent' &&
    registered(world, store).length > 0
  );
}

function answering(world: World, store: StoreId, point: HookPoint): Registered[] {
  return registered(world, store).filter(
    ({ hook, values }) =>
      hook.points[point] !== undefined && (hook.answers?.(point, values as never) ?? true),
  );
}

function registered(world: World, store: StoreId): Registered[] {
  return hooksOf(world, store).flatMap(({ hook, values }) => {
    const found = hooks.find((one) => one.hook === hook);
    return found === undefined ? [] : [{ hook: found, values }];
  });
}

interface Heard {
  readonly hook: string;
  readonly heard: HeardAnswer;
  readonly again?: boolean;
}

function note(turn: ModelTurn, call: HookCall, { hook, heard, again = false }: Heard): void {
  const { store, version, region, point, askedBefore } = call;
  const outcome = heard.kind === 'outcome' ? heard.outcome : 'WAIT';
  const text = heard.kind === 'outcome' ? (heard.instead ?? '') : heard.reason;
  const repeated = again || (askedBefore > 0 && outcome === 'WAIT');
  turn.record({
    kind: 'hook-answered',
    store,
    version,
    region,
    point,
    hook,
    outcome,
    note: text,
    repeated,
    rule: 'LH-2',
  });
}

function viewFor(world: World, turn: ModelTurn, call: HookCall): HookView {
  const { store, version, push, region, askedBefore } = call;
  return {
    nowMs: turn.now,
    cluster: 'venice',
    store: world.names.stores[store] ?? '',
    push: world.names.pushes[push] ?? '',
    version,
    previousVersion: previousOf(world, call),
    region: world.names.regions[region] ?? '',
    regions: allRegions(world).map((one) => regionView(world, one, call)),
    askedBefore,
    config: {},
  };
}

function previousOf(world: World, { store, version, region }: HookCall): number {
  const record = world.parent.stores[store]?.versions.find(({ number }) => number === version);
  return record?.previous[Math.max(0, region)] ?? 0;
}

function regionView(world: World, region: number, { store, version }: HookCall): RegionView {
  const { current, promotedAt, pushRecords } = childStore(world, region, store);
  const known = reachable(world, region);
  return {
    region: world.names.regions[region] ?? '',
    pushStatus: known ? statusInRegion(world, region, { store, version }) : 'UNKNOWN',
    statusSinceMs: known ? sinceMs(pushRecords.get(version)) : undefined,
    serves: current,
    servesSinceMs: promotedAt,
    swapUnderWay:
      current !== version && world.parent.rollouts.get(store)?.regions[region]?.swap === 'sent',
  };
}

/** Venice tells the instant of a status in whole seconds. */
function sinceMs(record: Parameters<typeof statusSince>[0]): number | undefined {
  const seconds = statusSince(record);
  return seconds === null ? undefined : seconds * 1_000;
}
