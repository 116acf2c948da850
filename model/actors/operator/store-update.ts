/**
 * A store update that concerns hooks: the list of registered hooks and the store's own configuration of them. The parent calls the hooks
 * synchronously to validate it; the update is applied as a whole or refused as a whole.
 */

import { hooks as builtIn, hookOf } from '../../hooks/index.js';
import { entryFlaw } from '../../hooks/overrides.js';
import { type StoreId, storeName } from '../../names.js';
import {
  answering,
  answersAt,
  callsAt,
  nameableIn,
  type Registered,
  registered,
  runner,
} from '../../queries/registered-hooks.js';
import { changesHookList, hookListAfterUpdate, hookListRule } from '../../rules/hooks/hook-list.js';
import { type HookVote, hookVoteRule, hookVoteVerdict } from '../../rules/hooks/hook-vote.js';
import type { RuleId } from '../../rules/rule.js';
import { parentStore } from '../../world/entries.js';
import { parentAsks } from '../../world/hooks.js';
import type { World } from '../../world.js';
import type { ModelTurn } from '../actor.js';
import { askHooks } from '../hooks/calls.js';
import { callHookSync } from '../hooks/runner.js';

export const asks = [hookListRule, hookVoteRule];

/** The fields of an update; an absent field stays unchanged. */
export interface StoreUpdate {
  readonly store: StoreId;
  /** Kinds of hooks registered from now on. */
  readonly hooks?: readonly string[];
  readonly hookConfig?: Readonly<Record<string, string>>;
}

/** Applies an update, or refuses it with the reason. */
export function updateStore(world: World, turn: ModelTurn, update: StoreUpdate): void {
  const { store, hooks, hookConfig = {} } = update;
  const current = registered(world, store);
  const requested = hooks?.map((className) => ({ className, parameters: {} })) ?? null;
  const list = hookListAfterUpdate(
    current.map(({ hook }) => ({ className: hook.hook, parameters: {} })),
    requested,
  );
  if (list.kind === 'rejected')
    return refuse(turn, `the class name of hook ${list.place + 1} is blank`, 'LH-3');
  const replaces = changesHookList(list, world.variant);
  if (hooks?.length === 0 && !replaces && Object.keys(hookConfig).length === 0)
    return refuse(turn, emptyList(storeName(world.names, store)), 'LH-3');
  const kept = replaces ? namesOf(list.hooks) : parentStore(world, store).hooks;
  const voters = current.filter(({ hook }) => kept === null || kept.includes(hook.hook));
  const objection = objectionTo(world, turn, store, { voters, hookConfig });
  if (objection !== undefined) return refuse(turn, objection, 'LH-4');
  turn.record({
    kind: 'store-hooks-updated',
    store,
    hooks: kept ?? null,
    hookConfig,
    rule: 'LH-4',
  });
}

function emptyList(store: string): string {
  return `the update changes no setting of ${store}: as built an empty list of hooks is no change; name other hooks, or use the design's engine`;
}

/** Registers a schema that belongs to no push. A veto refuses only this request. */
export function registerSchema(world: World, turn: ModelTurn, store: StoreId): void {
  const of = { store, version: 0, push: -1, region: -1, asker: parentAsks } as const;
  const before = 'preSchemaRegistration';
  const action = 'register-schema';
  // A push job sees its own schemas only.
  const sees = runner(world) !== 'push-job';
  for (const one of sees && callsAt(world, store, before) ? answering(world, store, before) : []) {
    if (callHookSync(world, turn, { ...of, point: before }, one) !== 'ABORT') continue;
    const reason = `a hook said ABORT at ${before}`;
    turn.record({ kind: 'operator-refused', action, region: -1, reason, rule: 'LH-7' });
    return;
  }
  const text = `registers a new schema of ${storeName(world.names, store)}`;
  turn.record({ kind: 'operator-acted', action, region: -1, text });
  turn.record({ kind: 'schema-registered', push: -1, store });
  const after = 'postSchemaRegistration';
  if (sees && callsAt(world, store, after)) askHooks(world, turn, { ...of, point: after });
}

function namesOf(hooks: readonly { readonly className: string }[]): string[] {
  return hooks.map(({ className }) => className);
}

function refuse(turn: ModelTurn, reason: string, rule: RuleId): void {
  turn.record({ kind: 'operator-refused', action: 'update-store', region: -1, reason, rule });
}

interface Ballot {
  readonly voters: readonly Registered[];
  readonly hookConfig: Readonly<Record<string, string>>;
}

/** As proposed, hooks vote on each key and value; the shipped controller calls every record about its parameters. */
function objectionTo(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  { voters, hookConfig }: Ballot,
): string | undefined {
  const unsound = Object.entries(hookConfig).map((entry) => flawOf(world, entry));
  const [flaw] = unsound.filter((one) => one !== undefined);
  if (flaw !== undefined) return flaw;
  const vote = world.variant.hookConfigVote;
  if (vote === 'all-proceed') {
    const votes = voters.map((one) => voteOn(world, turn, store, { one, entry: null }));
    return rejection(votes, vote, 'its parameters');
  }
  for (const [key, value] of Object.entries(hookConfig)) {
    const votes = voters.map((one) => voteOn(world, turn, store, { one, entry: { key, value } }));
    const objection = rejection(votes, vote, `${key}: ${value}`);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

/** What is wrong with an entry in the namespace of a known hook, by the fields of that hook; all other entries are left to the vote. */
function flawOf(world: World, entry: readonly [string, string]): string | undefined {
  const own = world.setup.hooks.flatMap((setup) => hookOf(setup) ?? []);
  const flaw = entryFlaw([...own, ...builtIn], entry, nameableIn(world));
  return flaw === undefined ? undefined : `${flaw.message}; expected: ${flaw.expected}`;
}

function rejection(
  votes: readonly HookVote[],
  vote: 'any-proceeds' | 'all-proceed',
  what: string,
): string | undefined {
  const verdict = hookVoteVerdict(votes, vote);
  if (verdict.kind === 'accepted') return undefined;
  return `${what}: not accepted by ${verdict.by.join(', ')}`;
}

function voteOn(
  world: World,
  turn: ModelTurn,
  store: StoreId,
  {
    one,
    entry,
  }: { readonly one: Registered; readonly entry: { key: string; value: string } | null },
): HookVote {
  const { hook } = one;
  const point = entry === null ? 'validateHookParams' : 'validateHookConfig';
  if (!answersAt(world, store, one, point)) return { hook: hook.hook, outcome: 'PROCEED' };
  const call = {
    point,
    store,
    version: 0,
    push: -1,
    region: -1,
    asker: parentAsks,
    entry,
  } as const;
  const outcome = callHookSync(world, turn, call, one);
  return { hook: hook.hook, outcome: outcome === 'ABORT' ? 'ABORT' : 'PROCEED' };
}
