/**
 * Functions that each engine supports, and the reasons against the others: VIP-4's table of feasibility as data. The engines use it to
 * select hooks; the scenario reader uses it to refuse a hook that would never be called.
 */
import type { HookPoint } from './functions.js';

/** Values of the switch `hook-engine`, the accepted one first. */
const hookEngines = [
  'vip4-parent',
  'as-built',
  'vip4-child-poll',
  'vip4-child-rpc',
  'vip4-child-peer',
  'vip4-push-job',
] as const;

export type HookEngine = (typeof hookEngines)[number];

/** The process that calls hooks in an engine. */
export type Runner = 'parent' | 'child' | 'push-job' | 'shipped';

/** The runner of an engine. */
export function runnerOf(engine: HookEngine): Runner {
  switch (engine) {
    case 'vip4-parent':
      return 'parent';
    case 'as-built':
      return 'shipped';
    case 'vip4-push-job':
      return 'push-job';
    default:
      return 'child';
  }
}

type Reasons = { readonly [P in HookPoint]?: string };

const outsideThePush =
  'it is about a store and not about a push, which the simulated proposal leaves out';

const stores: Reasons = {
  preStoreCreation: outsideThePush,
  postStoreCreation: outsideThePush,
  preStoreDeletion: outsideThePush,
  postStoreDeletion: outsideThePush,
  preStoreVersionDeletion: outsideThePush,
  postStoreVersionDeletion: outsideThePush,
};

const inParent: Reasons = {
  ...stores,
  postStoreVersionLeaderReplication:
    'the parent controller cannot see when the leaders of a region have replicated a version',
};

const jobLevel = 'a child controller sees versions and no push jobs';

const inChild: Reasons = {
  ...stores,
  validateHookConfig: 'store updates are judged by the parent controller alone',
  validateHookParams: 'store updates are judged by the parent controller alone',
  preStartOfPushJob: jobLevel,
  postStartOfPushJob: jobLevel,
  preSchemaRegistration: 'schemas are registered in the parent controller first',
};

const inPushJob: Reasons = {
  ...stores,
  validateHookConfig: 'store updates do not pass through a push job',
  validateHookParams: 'store updates do not pass through a push job',
  postStoreVersionLeaderReplication:
    'a push job cannot see when the leaders of a region have replicated a version',
};

/** Functions that the as-built code calls. */
const calledAsShipped: readonly HookPoint[] = [
  'validateHookParams',
  'preStoreVersionCreation',
  'postStoreVersionCreation',
  'preStoreVersionSwap',
  'postStoreVersionSwap',
  'preStoreVersionDeletion',
  'postStoreVersionDeletion',
];

const reasons: Readonly<Record<Runner, Reasons>> = {
  parent: inParent,
  child: inChild,
  'push-job': inPushJob,
  shipped: {},
};

/**
 * Why an engine cannot run a function; undefined if it can. The as-built engine accepts every registration and never calls most
 * functions, as Venice does.
 */
export function infeasible(engine: HookEngine, point: HookPoint): string | undefined {
  return reasons[runnerOf(engine)][point];
}

/** True if an engine calls a function. */
export function isCalled(engine: HookEngine, point: HookPoint): boolean {
  if (engine === 'as-built') return calledAsShipped.includes(point);
  return infeasible(engine, point) === undefined;
}
