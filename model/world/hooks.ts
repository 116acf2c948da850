/**
 * State of hooks in a run: waiting and running calls of every controller, call counts, stored numbers, remote requests, notification
 * events. Plain data; only `apply` writes it.
 */
import type { Instant } from '../../sim/index.js';
import type { HookPoint, Outcome } from '../hooks/functions.js';
import type { RemoteView } from '../hooks/view.js';
import type { RegionId, StoreId, VersionAt, VersionNumber } from '../names.js';
import type { HeardAnswer } from '../rules/hooks/hook-answer.js';

/** A running chain of hook calls: the point, the caller, the hooks it began with, the number of them done. */
export interface HookInvocation {
  readonly point: HookPoint;
  readonly push: number;
  readonly store: StoreId;
  /** 0 before a version exists. */
  readonly version: VersionNumber;
  /** -1 at points about the whole job. */
  readonly region: RegionId;
  /** The caller: a region's controller, `parentAsks`, or a push job (`jobAsks`). */
  readonly asker: number;
  /** Restart count of the caller at the time of the call; results for an earlier count are dropped. */
  readonly life: number;
  /** The hooks of the chain, as indexes into the scenario's list. A later change of the store's list concerns the next chain only. */
  readonly places: readonly number[];
  /** Number of hooks of the chain that have returned. */
  readonly step: number;
  readonly heard: readonly HeardAnswer[];
  /** How the job ended, at the point after its end. */
  readonly ending: string;
}

/** The parent controller as a caller. */
export const parentAsks = -1;

/** A push job as a caller; the same function maps such a caller back to its push. */
export function jobAsks(push: number): number {
  return -2 - push;
}

/** The calls of one caller. `life` counts its restarts. */
export interface HookPool {
  life: number;
  running: readonly HookInvocation[];
  waiting: readonly { readonly invocation: HookInvocation; readonly since: Instant }[];
}

/** Points at which a region calls its hooks for a version, in engines where regions call hooks. */
export type GateQuestion = 'creation' | 'dvc' | 'postDvc' | 'swap' | 'postSwap';

type GateState = 'open' | 'asking' | 'waiting' | 'passed' | 'refused';

/** State of a region's hook gate for one version; stored with the version, so it survives a restart. */
export type ChildGate = { [Q in GateQuestion]: GateState } & {
  readonly region: RegionId;
  readonly store: StoreId;
  readonly version: VersionNumber;
  /** Ingestion is complete; the swap waits only for hooks. */
  completed: boolean;
  /** Its hooks have returned ROLLBACK. */
  rollback: boolean;
};

/** Key of a region's gate for a version. */
export function gateKey({ region, store, version }: VersionAt): string {
  return `${region}/${store}/${version}`;
}

/** The initial state of a gate. */
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

/** A request sent by a remote hook: the caller, the subject, and the response once it has arrived. */
interface RemoteQuestionState {
  /** Leader epoch of the request; its state is in the controller's memory. */
  readonly epoch: number;
  answer: RemoteView;
}

/** A notification event sent by a hook. */
interface HookEvent {
  readonly at: Instant;
  readonly hook: string;
  readonly text: string;
}

/** State of all hooks. Keys are built in memory-keys.ts. */
export interface HookState {
  /** Calls of each caller that has called a hook. */
  pools: Map<number, HookPool>;
  /** Number of calls and last outcome, by hook, store, version, region and function. */
  asked: Map<string, { readonly times: number; readonly last: Outcome }>;
  /** By store: the keys of calls after a step that returned PROCEED. They are not repeated until the store's hook configuration changes. */
  passed: Map<StoreId, string[]>;
  /** Numbers stored by hooks, by the same key. */
  remembered: Map<string, number>;
  /** Remote requests by hook, store, version and region. */
  remote: Map<string, RemoteQuestionState>;
  gates: Map<string, ChildGate>;
  events: HookEvent[];
}

/** Initial state: no calls. */
export function emptyHookBook(): HookState {
  return {
    pools: new Map(),
    asked: new Map(),
    passed: new Map(),
    remembered: new Map(),
    remote: new Map(),
    gates: new Map(),
    events: [],
  };
}
