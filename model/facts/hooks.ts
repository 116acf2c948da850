/** Facts about hook calls: invocation, result, a notification event, a remote request and its response. */
import type { HookPoint, Outcome } from '../hooks/hook.js';
import type { RemoteView } from '../hooks/view.js';
import { type Names, pushName, regionName } from '../names.js';
import { type ChildGate, type HookInvocation, jobAsks, parentAsks } from '../world/hooks.js';
import { type FactsOf, fact, flag, notable, number, text, unhashed, word } from './sheet.js';

/** `region` is -1 at points about the whole job. */
const ofHook = { store: number, version: number, region: number };
const invocation = unhashed<HookInvocation>();

export const hookSheets = {
  /** A chain of hooks is invoked. */
  'hook-asked': fact({ ...ofHook, point: word<HookPoint>() }),
  /** A call waits for a worker of its caller. */
  'hook-queued': fact({ ...ofHook, invocation }),
  /** A worker makes the call. `forEver`: the call hangs and there is no timeout. */
  'hook-started': fact({
    ...ofHook,
    invocation,
    forEver: flag,
    hook: text,
    /** How long the call waited for a worker, in milliseconds. */
    queueMs: unhashed<number>(),
  }).byHooks(({ hook, invocation, forEver }, { store }) =>
    notable(
      forEver ? `${hook} hangs at ${invocation.point} for ${store}, and no time-out ends it` : '',
    ),
  ),
  /** The worker is free again. */
  'hook-returned': fact({ ...ofHook, invocation }),
  /** A caller has lost all its calls. */
  'hook-calls-lost': fact({ asker: number }),
  'hook-answered': fact({
    ...ofHook,
    point: word<HookPoint>(),
    hook: text,
    /** The caller: a region, the parent or a push job, as in world/hooks.ts. */
    asker: unhashed<number>(),
    /** Index of the hook in the list of registered hooks. */
    place: unhashed<number>(),
    outcome: word<Outcome>(),
    note: text,
    /** The reason returned by the hook, '' if none. */
    because: text,
    /** The same result as last time: omitted from reports. */
    repeated: unhashed<boolean>(),
    remembers: unhashed<number>(),
    /** The caller made the call on its own thread: no `hook-started` precedes it. */
    atOnce: unhashed<boolean>(),
    ended: unhashed<'answer' | 'exception' | 'time-out'>(),
  }).byHooks(
    ({ region, asker, point, hook, outcome, note, because, repeated, ended }, { names }) => ({
      where: askerName(names, asker),
      text: repeated
        ? ''
        : `hook ${hook} says ${outcome} at ${point}${region < 0 ? '' : ` for ${regionName(names, region)}`}${inBrackets([note, because])}`,
      important: outcome === 'ABORT' || outcome === 'ROLLBACK' || ended !== 'answer',
    }),
  ),
  /** The state of a region's own hook gate has changed. */
  'gate-changed': fact({ ...ofHook, change: unhashed<Partial<ChildGate>>() }),
  /** An update of a store's hooks has been accepted. */
  'store-hooks-updated': fact({
    store: number,
    hooks: unhashed<readonly string[] | null>(),
    hookConfig: unhashed<Readonly<Record<string, string>>>(),
  }).byOperator(({ hookConfig }, { store }) => {
    const said = Object.entries(hookConfig).map(([key, value]) => `${key}: ${value}`);
    return notable(`changes hooks of ${store}: ${said.join(', ') || 'its list of hooks'}`);
  }),
  /** A hook has sent a notification event. */
  'hook-event-sent': fact({ ...ofHook, hook: text, text }).byHooks(({ hook, text }) =>
    notable(`${hook} notifies: ${text}`),
  ),
  /** A remote request was sent, answered, or its response consumed (`answer` undefined). */
  'remote-question-changed': fact({
    ...ofHook,
    place: unhashed<number>(),
    epoch: number,
    answer: unhashed<RemoteView | undefined>(),
    text,
  }).byHooks(({ text }) => text),
};
export type HookFact = FactsOf<typeof hookSheets>;

function askerName(names: Names, asker: number): string {
  if (asker === parentAsks) return 'parent';
  return asker >= 0 ? regionName(names, asker) : pushName(names, jobAsks(asker));
}

function inBrackets(words: readonly string[]): string {
  const said = words.filter((word) => word !== '');
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}
