/**
 * Plays the ticks of a deferred-swap case against the ported rule: expands the recorded inputs,
 * chains the three stages as an actor would, and writes the ordered actions back in the vectors'
 * words. Used by both deferred-swap adapters.
 */

import type { Outcome } from '../../../../model/hooks/hook.js';
import { parseRolloutOrder } from '../../../../model/rules/regions/region-lists.js';
import { afterSwapHooks, asksNextHook } from '../../../../model/rules/swap/deferred-swap-hooks.js';
import { afterRollForward } from '../../../../model/rules/swap/deferred-swap-outcome.js';
import { beginSwapTick } from '../../../../model/rules/swap/deferred-swap-tick.js';
import {
  freshSwapState,
  type SwapAction,
  type SwapPlan,
  type SwapQuestion,
  type SwapState,
  type SwapStep,
  type SwapView,
} from '../../../../model/rules/swap/deferred-swap-words.js';
import type { ExecutionStatus, VersionStatus } from '../../../../model/statuses.js';
import { asBuiltSwap, rolloutOrderProblem } from '../../rules/deferred-swap.js';

interface RecordedRegion {
  readonly reachable: boolean;
  readonly versionStatus: VersionStatus | null;
  readonly currentVersion: number;
  readonly latestPromoteToCurrentMs: number;
}

interface RecordedTick {
  readonly nowMs: number;
  readonly regions: Readonly<Record<string, RecordedRegion>>;
  readonly pushStatus: Readonly<Record<string, ExecutionStatus>>;
  readonly pushStatusTimestamps: Readonly<Record<string, number>>;
  readonly hookOutcomes: Readonly<Record<string, Outcome>>;
  readonly rollForwardFails: boolean;
  readonly parentTopicTruncated: boolean;
  readonly parentVersionStatusOverride?: VersionStatus | null;
}

/** One case of a deferred-swap target. */
export interface DeferredSwapCase {
  readonly config: {
    readonly rolloutOrder: string | null;
    readonly bufferMultiplier: number;
    readonly parentTopicWritten: boolean;
  };
  readonly waitTimeMinutes: number;
  readonly hooks: readonly { readonly name: string; readonly loadable: boolean }[];
  readonly largestUsedVersion: number;
  readonly parentCurrentVersion: number;
  readonly version: {
    readonly number: number;
    readonly status: VersionStatus;
    readonly swapDeferred: boolean;
    readonly targetSwapRegion: string | null;
    readonly targetRegionPromoted: boolean;
  };
  readonly ticks: readonly Partial<RecordedTick>[];
}

/** What the parent holds between ticks. */
interface Parent {
  state: SwapState;
  status: VersionStatus;
  currentVersion: number;
  targetRegionPromoted: boolean;
}

/** The answer to a whole case. */
export function answerDeferredSwap(input: DeferredSwapCase): unknown {
  const parent: Parent = {
    state: freshSwapState,
    status: input.version.status,
    currentVersion: input.parentCurrentVersion,
    targetRegionPromoted: input.version.targetRegionPromoted,
  };
  let tick = {} as RecordedTick;
  const ticks = input.ticks.map((changes) => {
    tick = { ...tick, ...changes };
    parent.status = tick.parentVersionStatusOverride ?? parent.status;
    const actions = oneTick(input, tick, parent);
    return {
      actions,
      parentVersionStatus: parent.status,
      parentCurrentVersion: parent.currentVersion,
      targetRegionPromoted: parent.targetRegionPromoted,
    };
  });
  return { ticks };
}

function oneTick(input: DeferredSwapCase, tick: RecordedTick, parent: Parent): unknown[] {
  const rolloutOrder = parseRolloutOrder(input.config.rolloutOrder);
  if (rolloutOrderProblem(rolloutOrder, Object.keys(tick.regions)) !== undefined) {
    return [{ type: 'metric', name: 'exception' }];
  }
  if (input.largestUsedVersion < 1 || input.largestUsedVersion !== input.version.number) return [];
  const view = viewOf(input, tick, { parent, rolloutOrder });
  const written: unknown[] = [];
  const take = (step: SwapStep): SwapStep => {
    parent.state = step.state;
    for (const action of step.actions) written.push(record(action, parent));
    return step;
  };
  let { next } = take(beginSwapTick(parent.state, view, asBuiltSwap));
  if (next.kind === 'ask-hooks') next = take(askHooks(next, tick, { parent, view })).next;
  if (next.kind === 'roll-forward') rollForward(next, tick, { parent, view, written, take });
  return written;
}

interface Asking {
  readonly questions: readonly SwapQuestion[];
  readonly hooks: readonly string[];
  readonly plan: SwapPlan;
}

function askHooks(
  { questions, hooks, plan }: Asking,
  tick: RecordedTick,
  { parent, view }: { readonly parent: Parent; readonly view: SwapView },
): SwapStep {
  const answers = questions.map(() => {
    const given: (Outcome | null)[] = [];
    for (const hook of hooks) {
      if (asksNextHook(given, asBuiltSwap)) given.push(tick.hookOutcomes[hook] ?? null);
    }
    return given;
  });
  return afterSwapHooks(parent.state, view, { questions, plan, answers }, asBuiltSwap);
}

interface Rolling {
  readonly parent: Parent;
  readonly view: SwapView;
  readonly written: unknown[];
  take(step: SwapStep): SwapStep;
}

function rollForward(
  plan: SwapPlan,
  tick: RecordedTick,
  { parent, view, written, take }: Rolling,
): void {
  const succeeded = !tick.rollForwardFails;
  written.push({ type: 'rollForward', regions: [...plan.regions].sort(), succeeded });
  take(afterRollForward(parent.state, view, { plan, outcome: succeeded ? 'succeeded' : 'failed' }));
}

function viewOf(
  input: DeferredSwapCase,
  tick: RecordedTick,
  { parent, rolloutOrder }: { readonly parent: Parent; readonly rolloutOrder: readonly string[] },
): SwapView {
  return {
    nowMs: tick.nowMs,
    rolloutOrder,
    stallFactor: input.config.bufferMultiplier,
    waitMinutes: input.waitTimeMinutes,
    hooks: input.hooks.filter((hook) => hook.loadable).map((hook) => hook.name),
    writesEnabled: true,
    parentTopic: parentTopic(input.config.parentTopicWritten, tick.parentTopicTruncated),
    version: {
      ...input.version,
      status: parent.status,
      targetRegionPromoted: parent.targetRegionPromoted,
      excluded: [],
    },
    regions: Object.entries(tick.regions).map(([region, recorded]) => ({
      region,
      reachable: recorded.reachable,
      versionStatus: recorded.versionStatus ?? undefined,
      currentVersion: recorded.currentVersion,
      promotedAtMs: recorded.latestPromoteToCurrentMs,
      pushStatus: tick.pushStatus[region],
      pushStatusSinceSeconds: tick.pushStatusTimestamps[region],
    })),
  };
}

function parentTopic(written: boolean, truncated: boolean): SwapView['parentTopic'] {
  if (!written) return 'never-written';
  return truncated ? 'truncated' : 'open';
}

const metricNames = {
  'parent-child-mismatch': 'parentChildStatusMismatch',
  'child-mismatch': 'childStatusMismatch',
  'failed-roll-forward': 'failedRollForward',
} as const;

/** Carries out an action on the parent and names it as the vectors do. */
function record(action: SwapAction, parent: Parent): unknown {
  switch (action.kind) {
    case 'set-version-status':
      parent.status = action.status;
      return { type: 'setVersionStatus', version: action.version, status: action.status };
    case 'set-current-version':
      parent.currentVersion = action.version;
      return { type: 'setCurrentVersion', version: action.version };
    case 'truncate-parent-topic':
      return { type: 'truncateParentTopic' };
    case 'mark-target-promoted':
      parent.targetRegionPromoted = true;
      return { type: 'markTargetRegionPromoted' };
    case 'roll-back':
      return { type: 'rollback', regionsFilter: action.filter };
    case 'roll-forward':
      return { type: 'rollForward', regions: [...action.regions].sort() };
    case 'metric':
      return { type: 'metric', name: metricName(action) };
  }
}

function metricName(action: Extract<SwapAction, { kind: 'metric' }>): string {
  return action.metric === 'stalled-stores'
    ? `stalledVersionSwap:${action.stalled ? 1 : 0}`
    : metricNames[action.metric];
}
