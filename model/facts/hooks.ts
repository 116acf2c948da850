/** Facts about hook calls: asked, answered, an event sent to people, a question sent to somebody remote and its answer. */
import type { HookPoint, Outcome } from '../hooks/hook.js';
import type { RemoteView } from '../hooks/view.js';
import {
  type Names,
  pushName,
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import { type ChildGate, type HookErrand, jobAsks, parentAsks } from '../world/hooks.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface OfHook extends FactBase {
  readonly store: StoreId;
  readonly version: VersionNumber;
  /** -1 at points about the whole job. */
  readonly region: RegionId;
}

/** A question is put to a chain of hooks. */
interface HookAsked extends OfHook {
  readonly kind: 'hook-asked';
  readonly point: HookPoint;
}
/** A call waits for a worker of its asker. */
interface HookQueued extends OfHook {
  readonly kind: 'hook-queued';
  readonly errand: HookErrand;
}
/** A worker makes the call. */
interface HookStarted extends OfHook {
  readonly kind: 'hook-started';
  readonly errand: HookErrand;
  /** Nothing will end it: it hangs, and there is no time-out. */
  readonly forEver: boolean;
  readonly hook: string;
}
/** The worker is free again. */
interface HookReturned extends OfHook {
  readonly kind: 'hook-returned';
  readonly errand: HookErrand;
}
/** An asker has lost all its calls. */
interface HookCallsLost extends FactBase {
  readonly kind: 'hook-calls-lost';
  readonly asker: number;
}
interface HookAnswered extends OfHook {
  readonly kind: 'hook-answered';
  readonly point: HookPoint;
  readonly hook: string;
  /** Who asked: a region, the parent or a push job, as in world/hooks.ts. */
  readonly asker: number;
  /** Place of the hook in the list of registered ones. */
  readonly place: number;
  readonly outcome: Outcome;
  readonly note: string;
  /** The hook's own reason, '' if it gives none. */
  readonly because: string;
  /** The same answer as last time: not worth a reader's attention. */
  readonly repeated: boolean;
  readonly remembers: number;
  /** How long the call waited for a worker. */
  readonly queueMs: number;
  readonly ended: 'answer' | 'exception' | 'time-out';
}
/** A region's place with its own hooks has changed. */
interface GateChanged extends OfHook {
  readonly kind: 'gate-changed';
  readonly change: Partial<ChildGate>;
}
/** An update of a store's hooks has been accepted. */
interface StoreHooksUpdated extends FactBase {
  readonly kind: 'store-hooks-updated';
  readonly store: StoreId;
  readonly hooks: readonly string[] | null;
  readonly hookConfig: Readonly<Record<string, string>>;
}
/** A hook has sent an event to people. */
interface HookEventSent extends OfHook {
  readonly kind: 'hook-event-sent';
  readonly hook: string;
  readonly text: string;
}
/** A remote question was sent, answered, or its answer used up (`answer` undefined). */
interface RemoteQuestionChanged extends OfHook {
  readonly kind: 'remote-question-changed';
  readonly place: number;
  readonly epoch: number;
  readonly answer: RemoteView | undefined;
  readonly text: string;
}

export type HookFact =
  | HookAsked
  | HookQueued
  | HookStarted
  | HookReturned
  | HookCallsLost
  | GateChanged
  | StoreHooksUpdated
  | HookAnswered
  | HookEventSent
  | RemoteQuestionChanged;

/** The sheets of this area. */
export const hookSheets: { readonly [F in HookFact as F['kind']]: FactSheet<F> } = {
  'hook-asked': { fields: ['store', 'version', 'region', 'point'] },
  'hook-queued': { fields: ['store', 'version', 'region'] },
  'hook-started': {
    fields: ['store', 'version', 'region', 'forEver'],
    line: ({ hook, errand, forEver, store }, names) =>
      notable(
        'hooks',
        forEver
          ? `${hook} hangs at ${errand.point} for ${storeName(names, store)}, and no time-out ends it`
          : '',
      ),
  },
  'hook-returned': { fields: ['store', 'version', 'region'] },
  'hook-calls-lost': { fields: ['asker'] },
  'hook-answered': {
    fields: ['store', 'version', 'region', 'point', 'outcome'],
    line: ({ region, asker, point, hook, outcome, note, because, repeated }, names) => ({
      ...plain(
        askerName(names, asker),
        repeated
          ? ''
          : `hook ${hook} says ${outcome} at ${point}${region < 0 ? '' : ` for ${regionName(names, region)}`}${inBrackets([note, because])}`,
      ),
      important: outcome === 'ABORT' || outcome === 'ROLLBACK',
    }),
  },
  'gate-changed': { fields: ['store', 'version', 'region'] },
  'store-hooks-updated': {
    fields: ['store'],
    line: ({ store, hookConfig }, names) => {
      const said = Object.entries(hookConfig).map(([key, value]) => `${key}: ${value}`);
      const what = said.length === 0 ? 'its list of hooks' : said.join(', ');
      return notable('operator', `changes hooks of ${storeName(names, store)}: ${what}`);
    },
  },
  'hook-event-sent': {
    fields: ['store', 'version', 'region'],
    line: ({ hook, text }) => notable('hooks', `${hook} tells ${text}`),
  },
  'remote-question-changed': {
    fields: ['store', 'version', 'region', 'epoch'],
    line: ({ text }) => plain('hooks', text),
  },
};

function askerName(names: Names, asker: number): string {
  if (asker === parentAsks) return 'parent';
  return asker >= 0 ? regionName(names, asker) : pushName(names, jobAsks(asker));
}

function inBrackets(words: readonly string[]): string {
  const said = words.filter((word) => word !== '');
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}
