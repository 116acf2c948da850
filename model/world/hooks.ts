/**
 * What a run keeps about its hooks: the calls that wait or run in every controller, how often each hook was asked, what each asked to be
 * reminded of, questions under way with somebody remote, events sent to people. Plain data; only `apply` writes it.
 */
import type { Instant } from '../../sim/index.js';
import type { HookPoint, Outcome } from '../hooks/functions.js';
import type { RemoteView } from '../hooks/view.js';
import type { RegionId, StoreId, VersionAt, VersionNumber } from '../names.js';
import type { HeardAnswer } from '../rules/hooks/hook-answer.js';

/** A chain of hooks on its way: the question, who asks it, how far it has come. */
export interface HookInvocation {
  readonly point: HookPoint;
  readonly push: number;
  readonly store: StoreId;
  /** 0 before a version exists. */
  readonly version: VersionNumber;
  /** -1 at points about the whole job. */
  readonly region: RegionId;
  /** Who asks: a region's controller, `parentAsks`, or a push job (`jobAsks`). */
  readonly asker: number;
  /** Life of the asker in which the question was put; a later one knows nothing of it. */
  readonly life: number;
  /** How many hooks of the chain have answered. */
  readonly step: number;
  readonly heard: readonly HeardAnswer[];
  /** How the job ended, at the point after its end. */
  readonly ending: string;
}

/** The parent controller as an asker. */
export const parentAsks = -1;

/** A push job as an asker; the same function gives the push of such an asker. */
export function jobAsks(push: number): number {
  return -2 - push;
}

/** The calls of one asker. `life` counts its restarts. */
export interface HookPool {
  life: number;
  running: readonly HookInvocation[];
  waiting: readonly { readonly errand: HookInvocation; readonly since: Instant }[];
}

/** What a region asks its hooks about a version, in the engines in which regions ask. */
export type GateQuestion = 'creation' | 'dvc' | 'postDvc' | 'swap' | 'postSwap';

type GateState = 'open' | 'asking' | 'waiting' | 'passed' | 'refused';

/** Where a region stands with its own hooks for one version; stored with the version, so a restart keeps it. */
export type ChildGate = { [Q in GateQuestion]: GateState } & {
  readonly region: RegionId;
  readonly store: StoreId;
  readonly version: VersionNumber;
  /** Ingestion is complete; only hooks hold the swap. */
  completed: boolean;
  /** Its hooks have said ROLLBACK. */
  rollback: boolean;
};

/** Key of a region's gate for a version. */
export function gateKey({ region, store, version }: VersionAt): string {
  return `${region}/${store}/${version}`;
}

/** A gate at which nothing has been asked. */
export function openGate({ region, store, version }: VersionAt): ChildGate {
  return {
    region,
    store,
    version,
    creation: 'open',
    dvc: 'open',
    postDvc: 'open',
    swap: 'open',
    postSwap: 'open',
    completed: false,
    rollback: false,
  };
}

/** A question that a remote hook has sent: who asked, about what, and the answer once it is there. */
interface RemoteQuestionState {
  /** Leader epoch in which the question was asked; its memory is the controller's. */
  readonly epoch: number;
  answer: RemoteView;
}

/** An event that a hook has sent to people. */
interface HookEvent {
  readonly at: Instant;
  readonly hook: string;
  readonly text: string;
}

/** The book that is kept about hooks. Keys are made in memory-keys.ts. */
export interface HookState {
  /** Calls of each asker that has ever asked. */
  pools: Map<number, HookPool>;
  /** How often a function was asked and what it said last, by hook, store, version, region and function. */
  asked: Map<string, { readonly times: number; readonly last: Outcome }>;
  /** What a hook asked to be reminded of, by the same key. */
  remembered: Map<string, number>;
  /** Remote questions by hook, store, version and region. */
  remote: Map<string, RemoteQuestionState>;
  gates: Map<string, ChildGate>;
  events: HookEvent[];
}

/** Nobody has been asked yet. */
export function emptyHookBook(): HookState {
  return {
    pools: new Map(),
    asked: new Map(),
    remembered: new Map(),
    remote: new Map(),
    gates: new Map(),
    events: [],
  };
}
