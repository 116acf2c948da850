/**
 * What a run keeps about its hooks: how often each was asked, what each asked to be reminded of, questions under way with somebody remote,
 * events sent to people. Plain data; only `apply` writes it. Stores without hooks leave no trace here.
 */
import type { Instant } from '../../sim/index.js';
import type { Outcome } from '../hooks/functions.js';
import type { RemoteView } from '../hooks/view.js';

/** A question that a remote hook has sent: who asked, about what, and the answer once it is there. */
export interface RemoteQuestionState {
  /** Leader epoch in which the question was asked; its memory is the controller's. */
  readonly epoch: number;
  answer: RemoteView;
}

/** An event that a hook has sent to people. */
export interface HookEvent {
  readonly at: Instant;
  readonly hook: string;
  readonly text: string;
}

/** The book that is kept about hooks. Keys are made in hook-memory.ts. */
export interface HookBook {
  /** How often a function was asked and what it said last, by hook, store, version, region and function. */
  asked: Map<string, { readonly times: number; readonly last: Outcome }>;
  /** What a hook asked to be reminded of, by the same key. */
  remembered: Map<string, number>;
  /** Remote questions by hook, store, version and region. */
  remote: Map<string, RemoteQuestionState>;
  events: HookEvent[];
}

/** Nobody has been asked yet. */
export function emptyHookBook(): HookBook {
  return { asked: new Map(), remembered: new Map(), remote: new Map(), events: [] };
}
