/** Facts about hook calls: asked, answered, an event sent to people, a question sent to somebody remote and its answer. */
import type { HookPoint, Outcome } from '../hooks/hook.js';
import type { RemoteView } from '../hooks/view.js';
import { type RegionId, regionName, type StoreId, type VersionNumber } from '../names.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface OfHook extends FactBase {
  readonly store: StoreId;
  readonly version: VersionNumber;
  /** -1 at points about the whole job. */
  readonly region: RegionId;
}

export interface HookAsked extends OfHook {
  readonly kind: 'hook-asked';
  readonly point: HookPoint;
}
export interface HookAnswered extends OfHook {
  readonly kind: 'hook-answered';
  readonly point: HookPoint;
  readonly hook: string;
  /** Place of the hook in the list of registered ones. */
  readonly place: number;
  readonly outcome: Outcome;
  readonly note: string;
  /** The hook's own reason, '' if it gives none. */
  readonly because: string;
  /** The same answer as last time: not worth a reader's attention. */
  readonly repeated: boolean;
  readonly remembers: number;
}
/** A hook has sent an event to people. */
export interface HookEventSent extends OfHook {
  readonly kind: 'hook-event-sent';
  readonly hook: string;
  readonly text: string;
}
/** A remote question was sent, answered, or its answer used up (`answer` undefined). */
export interface RemoteQuestionChanged extends OfHook {
  readonly kind: 'remote-question-changed';
  readonly place: number;
  readonly epoch: number;
  readonly answer: RemoteView | undefined;
  readonly text: string;
}

export type HookFact = HookAsked | HookAnswered | HookEventSent | RemoteQuestionChanged;

/** The sheets of this area. */
export const hookSheets: { readonly [F in HookFact as F['kind']]: FactSheet<F> } = {
  'hook-asked': { fields: ['store', 'version', 'region', 'point'] },
  'hook-answered': {
    fields: ['store', 'version', 'region', 'point', 'outcome'],
    line: ({ region, point, hook, outcome, note, because, repeated }, names) => ({
      ...plain(
        'parent',
        repeated
          ? ''
          : `hook ${hook} says ${outcome} at ${point}${region < 0 ? '' : ` for ${regionName(names, region)}`}${inBrackets([note, because])}`,
      ),
      important: outcome === 'ABORT' || outcome === 'ROLLBACK',
    }),
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

function inBrackets(words: readonly string[]): string {
  const said = words.filter((word) => word !== '');
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}
