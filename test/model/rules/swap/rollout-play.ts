/**
 * A small stage for the deferred-swap rules: regions with versions, a parent record and a swap
 * service that ticks once a minute. It carries out the rules' actions the way the parent and the
 * regions do, so that a test can list the steps of a rollout.
 */

import type { HookAnswer, Outcome } from '../../../../model/hooks/hook.js';
import { postSwapEffect } from '../../../../model/rules/hooks/post-swap-effect.js';
import { javaHashOrder } from '../../../../model/rules/regions/java-order.js';
import { afterSwapHooks, asksNextHook } from '../../../../model/rules/swap/deferred-swap-hooks.js';
import { afterRollForward } from '../../../../model/rules/swap/deferred-swap-outcome.js';
import { beginSwapTick } from '../../../../model/rules/swap/deferred-swap-tick.js';
import {
  freshSwapState,
  type SwapAction,
  type SwapNext,
  type SwapPlan,
  type SwapState,
  type SwapStep,
  type SwapStopReason,
  type SwapVariant,
  type SwapView,
} from '../../../../model/rules/swap/deferred-swap-words.js';
import {
  type RegionVersion,
  rollForwardTarget,
} from '../../../../model/rules/swap/roll-forward-target.js';
import {
  rollbackCompletion,
  versionToPoll,
} from '../../../../model/rules/swap/rollback-completion.js';
import { rollbackTarget } from '../../../../model/rules/swap/rollback-target.js';
import type { ExecutionStatus, VersionStatus } from '../../../../model/statuses.js';
import { asBuiltSwap } from '../../../conformance/rules/deferred-swap.js';

/** 2023-11-14T22:13:20Z. */
export const start = 1_700_000_000_000;

export interface PlayedRegion {
  current: number;
  versions: RegionVersion[];
  up: boolean;
  writes: boolean;
  pushStatus: ExecutionStatus;
  completedAtMs: number;
  promotedAtMs: number;
  /** The hook after a swap, in the region's own controller. */
  postSwap: Outcome;
}

export interface Play {
  nowMs: number;
  version: number;
  targets: string | null;
  order: readonly string[];
  waitMinutes: number;
  excluded: readonly string[];
  parentTopic: SwapView['parentTopic'];
  hooks: readonly string[];
  answer: (hook: string, region: string, look: number) => HookAnswer | null;
  variant: SwapVariant;
  rollForwardFails: boolean;
  regions: Record<string, PlayedRegion>;
  parentStatus: VersionStatus;
  parentVersions: RegionVersion[];
  parentCurrent: number;
  promoted: boolean;
  state: SwapState;
  looks: number;
  /** Everything that happened, in order, as short texts. */
  log: string[];
  /** What the gauge of stalled stores was set to, in order. */
  gauge: boolean[];
  /** The reason of the last stop. */
  reason: SwapStopReason | undefined;
}

/** A region in which v2 is ingested and v1 serves. */
export function ready(changes: Partial<PlayedRegion> = {}): PlayedRegion {
  return {
    current: 1,
    versions: [online(1), { number: 2, status: 'PUSHED' }],
    up: true,
    writes: true,
    pushStatus: 'COMPLETED',
    completedAtMs: start,
    promotedAtMs: start - 86_400_000,
    postSwap: 'PROCEED',
    ...changes,
  };
}

/** A region that swapped to v2 when it completed. */
export function serving(changes: Partial<PlayedRegion> = {}): PlayedRegion {
  return ready({ current: 2, versions: [online(1), online(2)], promotedAtMs: start, ...changes });
}

/** A region without v2. */
export function lacking(changes: Partial<PlayedRegion> = {}): PlayedRegion {
  return ready({ versions: [online(1)], pushStatus: 'NOT_CREATED', ...changes });
}

/** v2 in another status than PUSHED, v1 served. */
export function holding(status: VersionStatus, changes: Partial<PlayedRegion> = {}): PlayedRegion {
  return ready({ versions: [online(1), { number: 2, status }], ...changes });
}

/** A version that is ONLINE. */
export function online(number: number): RegionVersion {
  return { number, status: 'ONLINE' };
}

/** v1 serves everywhere, v2 is pushed with target A, the wait is ten minutes. */
export function play(regions: Record<string, PlayedRegion>, changes: Partial<Play> = {}): Play {
  return {
    nowMs: start,
    version: 2,
    targets: 'A',
    order: [],
    waitMinutes: 10,
    excluded: [],
    parentTopic: 'never-written',
    hooks: [],
    answer: () => 'PROCEED',
    variant: asBuiltSwap,
    rollForwardFails: false,
    regions,
    parentStatus: 'PUSHED',
    parentVersions: [online(1)],
    parentCurrent: 1,
    promoted: false,
    state: freshSwapState,
    looks: 0,
    log: [],
    gauge: [],
    reason: undefined,
    ...changes,
  };
}

/** Runs `times` ticks, a minute apart. */
export function look(played: Play, times = 1): Play {
  for (let count = 0; count < times; count += 1) {
    played.looks += 1;
    oneLook(played);
    played.nowMs += 60_000;
  }
  return played;
}

/** What every region serves, in the order given to `play`. */
export function currents(played: Play): number[] {
  return Object.values(played.regions).map((region) => region.current);
}

/** The status of the pushed version, or another one, in a region. */
export function statusIn(played: Play, region: string, version = played.version): VersionStatus {
  return (
    played.regions[region]!.versions.find((one) => one.number === version)?.status ?? 'NOT_CREATED'
  );
}

function oneLook(played: Play): void {
  const view = viewOf(played);
  let next = take(played, beginSwapTick(played.state, view, played.variant));
  if (next.kind === 'ask-hooks') next = take(played, askHooks(played, view, next));
  if (next.kind === 'roll-forward') rollForward(played, view, next);
}

function take(played: Play, step: SwapStep): SwapNext {
  played.state = step.state;
  for (const action of step.actions) carryOut(played, action);
  if (step.next.kind === 'stop') played.reason = step.next.reason;
  return step.next;
}

function askHooks(
  played: Play,
  view: SwapView,
  asking: Extract<SwapNext, { kind: 'ask-hooks' }>,
): SwapStep {
  const answers = asking.questions.map((question) => {
    const given: (HookAnswer | null)[] = [];
    for (const hook of asking.hooks) {
      if (!asksNextHook(given, played.variant)) break;
      played.log.push(`ask ${hook} about ${question.regionArgument}`);
      given.push(played.answer(hook, question.regionArgument, played.looks));
    }
    return given;
  });
  return afterSwapHooks(played.state, view, { ...asking, answers }, played.variant);
}

function rollForward(played: Play, view: SwapView, plan: SwapPlan): void {
  const outcome = callEveryRegion(played, plan.regions) ? 'succeeded' : 'failed';
  played.log.push(`roll forward ${plan.regions.join(',')}: ${outcome}`);
  take(played, afterRollForward(played.state, view, { plan, outcome }));
}

/** Every region is called, addressed or not, until one does not answer. */
function callEveryRegion(played: Play, filter: readonly string[]): boolean {
  if (played.rollForwardFails) return false;
  for (const name of javaHashOrder(Object.keys(played.regions))) {
    const region = played.regions[name]!;
    if (!region.up) return false;
    const verdict = rollForwardTarget({
      region: name,
      filter,
      writesEnabled: region.writes,
      currentVersion: region.current,
      versions: region.versions,
      onlyDeferred: false,
      enoughReplicas: true,
    });
    if (verdict.kind === 'refused') return false;
    if (verdict.kind === 'swap') swapIn(played, name, verdict.version);
  }
  return true;
}

function swapIn(played: Play, name: string, version: number): void {
  const region = played.regions[name]!;
  region.current = version;
  region.promotedAtMs = played.nowMs;
  setStatus(region.versions, version, 'ONLINE');
  const shipped = { postSwapOutcomeCounts: false, abortKeepsSwapped: false, waitAsksAgain: false };
  const effect = postSwapEffect('roll-forward', region.postSwap, shipped);
  if (effect === 'roll-back-own-region') rollBackIn(played, name, []);
}

function rollBackIn(played: Play, name: string, filter: readonly string[]): void {
  const region = played.regions[name]!;
  const verdict = rollbackTarget(
    {
      region: name,
      filter,
      writesEnabled: region.writes,
      currentVersion: region.current,
      previousVersion: 0,
      versions: region.versions,
      rolledBackVersion: played.version,
    },
    { versionedRollback: false, rollbackToPrevious: false },
  );
  if (verdict.kind !== 'go-back') return;
  setStatus(region.versions, verdict.from, 'ROLLED_BACK');
  region.current = verdict.to;
}

/** The regions take the command; then the parent polls about its own current version. */
function rollBack(played: Play, filter: readonly string[]): void {
  for (const [name, region] of Object.entries(played.regions)) {
    if (region.up) rollBackIn(played, name, filter);
  }
  const asked = versionToPoll(played.parentCurrent, played.version, { versionedRollback: false });
  const completion = rollbackCompletion(
    {
      regions: Object.entries(played.regions).map(([region, one]) => ({
        region,
        reachable: one.up,
        versionStatus: one.versions.find((version) => version.number === asked)?.status,
        currentVersion: one.current,
      })),
      filter,
      rolledBackVersion: asked,
      versions: played.parentVersions,
      currentVersion: played.parentCurrent,
    },
    { versionedRollback: false },
  );
  if (completion.outcome !== 'stored') return;
  for (const action of completion.actions) {
    if (action.kind === 'set-current-version') played.parentCurrent = action.version;
    else setStatus(played.parentVersions, action.version, action.status);
  }
}

function carryOut(played: Play, action: SwapAction): void {
  switch (action.kind) {
    case 'set-version-status':
      played.parentStatus = action.status;
      played.log.push(action.status);
      break;
    case 'set-current-version':
      played.parentCurrent = action.version;
      break;
    case 'mark-target-promoted':
      played.promoted = true;
      break;
    case 'truncate-parent-topic':
      played.parentTopic = 'truncated';
      played.log.push('truncate');
      break;
    case 'roll-back':
      played.log.push(`roll back ${action.filter}`);
      rollBack(played, action.filter.split(','));
      break;
    case 'metric':
      if (action.metric === 'stalled-stores') played.gauge.push(action.stalled);
      else played.log.push(action.metric);
  }
}

function viewOf(played: Play): SwapView {
  return {
    nowMs: played.nowMs,
    rolloutOrder: played.order,
    stallFactor: 1.1,
    waitMinutes: played.waitMinutes,
    hooks: played.hooks,
    parentTopic: played.parentTopic,
    writesEnabled: true,
    version: {
      number: played.version,
      status: played.parentStatus,
      swapDeferred: true,
      targetSwapRegion: played.targets,
      targetRegionPromoted: played.promoted,
      excluded: played.excluded,
    },
    regions: javaHashOrder(Object.keys(played.regions)).map((name) => {
      const region = played.regions[name]!;
      return {
        region: name,
        reachable: region.up,
        versionStatus: region.versions.find((one) => one.number === played.version)?.status,
        currentVersion: region.current,
        promotedAtMs: region.promotedAtMs,
        pushStatus: region.pushStatus,
        pushStatusSinceSeconds: Math.floor(region.completedAtMs / 1_000),
      };
    }),
  };
}

function setStatus(versions: RegionVersion[], number: number, status: VersionStatus): void {
  const place = versions.findIndex((one) => one.number === number);
  if (place >= 0) versions[place] = { number, status };
}
