/** Facts about push jobs: asked for, admitted or refused, written, polled, ended. */

import type { Checkpoint } from '../checkpoints.js';
import {
  type PushId,
  pushName,
  type RegionId,
  regionName,
  type StoreId,
  storeName,
  type VersionNumber,
} from '../names.js';
import type { ExecutionStatus } from '../statuses.js';
import type { PollState } from '../world/parent.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface PushRequested extends FactBase {
  readonly kind: 'push-requested';
  readonly push: PushId;
  readonly store: StoreId;
  readonly timeoutTicket: number;
  /** It adds to a version and asks for none of its own. */
  readonly increment: boolean;
}
interface PushRefused extends FactBase {
  readonly kind: 'push-refused';
  readonly push: PushId;
  readonly store: StoreId;
  readonly reason: string;
}
interface PushConverted extends FactBase {
  readonly kind: 'push-converted';
  readonly push: PushId;
  readonly store: StoreId;
  readonly targets: readonly RegionId[];
  readonly excluded: readonly RegionId[];
}
/** The job has its version number and where to write. */
interface JobTold extends FactBase {
  readonly kind: 'job-told';
  readonly push: PushId;
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly source: RegionId;
  readonly degraded: readonly RegionId[];
  readonly deferred: boolean;
  readonly targets: readonly RegionId[];
  /** It writes the version's own topic, a stream-reprocessing topic beside it, or adds to it through the real-time topic. */
  readonly through: 'version-topic' | 'reprocessing-topic' | 'real-time-topic';
}
interface WritingStarted extends FactBase {
  readonly kind: 'writing-started';
  readonly push: PushId;
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly region: RegionId;
  readonly dueOnClock: number;
}
interface EndOfPushWritten extends FactBase {
  readonly kind: 'end-of-push-written';
  readonly nextPollMs: number;
  readonly push: PushId;
  readonly store: StoreId;
  readonly version: VersionNumber;
  readonly region: RegionId;
}
/** The targets of a targeted push are complete; the other regions copy the version now, and the job polls them. */
interface RestCopied extends FactBase {
  readonly kind: 'rest-copied';
  readonly push: PushId;
  readonly store: StoreId;
  readonly targets: readonly RegionId[];
  readonly nextPollMs: number;
}
interface PushPolled extends FactBase {
  readonly kind: 'push-polled';
  readonly push: PushId;
  readonly store: StoreId;
  readonly status: ExecutionStatus;
  readonly changed: boolean;
  readonly regions: string;
  readonly poll: PollState;
}
interface PushEnded extends FactBase {
  readonly kind: 'push-ended';
  readonly push: PushId;
  readonly store: StoreId;
  readonly outcome: 'succeeded' | 'failed' | 'refused' | 'killed';
  readonly reason: string;
  /** The last checkpoint of a failure that has one of its own. */
  readonly checkpoint?: Checkpoint;
}

/** A schema that no one knew before belongs to the store now. */
interface SchemaRegistered extends FactBase {
  readonly kind: 'schema-registered';
  readonly push: PushId;
  readonly store: StoreId;
}

/** The job samples its records and builds a compression dictionary, or has built it. */
interface DictionaryStep extends FactBase {
  readonly kind: 'dictionary-begun' | 'dictionary-built';
  readonly push: PushId;
  readonly store: StoreId;
}

export type PushFact =
  | PushRequested
  | PushRefused
  | PushConverted
  | SchemaRegistered
  | DictionaryStep
  | JobTold
  | WritingStarted
  | EndOfPushWritten
  | RestCopied
  | PushPolled
  | PushEnded;

/** The sheets of this area. */
export const pushSheets: { readonly [F in PushFact as F['kind']]: FactSheet<F> } = {
  'push-requested': {
    fields: ['push', 'store'],
    line: ({ push, store, increment }, names) =>
      plain(
        pushName(names, push),
        `asks ${increment ? 'to add records to' : 'for a new version of'} ${storeName(names, store)}`,
      ),
  },
  'push-refused': {
    fields: ['push', 'store'],
    line: ({ push, reason }, names) =>
      notable('parent', `refuses ${pushName(names, push)}: ${reason}`),
  },
  'push-converted': {
    fields: ['push', 'store', 'targets', 'excluded'],
    line: ({ push, targets, excluded }, names) =>
      notable(
        'parent',
        `turns ${pushName(names, push)} into a targeted push to ${list(names.regions, targets)} without ${list(names.regions, excluded)}`,
      ),
  },
  'schema-registered': {
    fields: ['push', 'store'],
    line: ({ push, store }, names) =>
      plain(
        'parent',
        push < 0
          ? ''
          : `registers a new schema of ${storeName(names, store)} for ${pushName(names, push)}`,
      ),
  },
  'dictionary-begun': {
    fields: ['push', 'store'],
    line: ({ push }, names) => plain(pushName(names, push), 'builds a compression dictionary'),
  },
  'dictionary-built': {
    fields: ['push', 'store'],
    line: ({ push }, names) => plain(pushName(names, push), 'has its compression dictionary'),
  },
  'job-told': {
    fields: ['push', 'store', 'version', 'source', 'degraded', 'deferred', 'targets'],
    line: (fact, names) =>
      plain(
        pushName(names, fact.push),
        `${given(fact, storeName(names, fact.store))} in ${regionName(names, fact.source)}${toldDegraded(fact.degraded, names.regions)}`,
      ),
  },
  'writing-started': { fields: ['push', 'store', 'version', 'region', 'dueOnClock'] },
  'end-of-push-written': {
    fields: ['push', 'store', 'version', 'region'],
    line: ({ push, region }, names) =>
      plain(pushName(names, push), `has written everything in ${regionName(names, region)}`),
  },
  'rest-copied': {
    fields: ['push', 'store', 'targets'],
    line: ({ push, targets }, names) =>
      plain(
        pushName(names, push),
        `sees its targets complete and has the version copied to ${list(names.regions, targets)}`,
      ),
  },
  'push-polled': {
    fields: ['push', 'store', 'status'],
    // Polls that bring nothing new would bury everything else.
    line: ({ push, status, changed, regions }, names) =>
      plain(pushName(names, push), changed ? `sees ${status} (${regions})` : ''),
  },
  'push-ended': {
    fields: ['push', 'store', 'outcome'],
    line: ({ push, outcome, reason }, names) =>
      notable(pushName(names, push), `${outcome}${reason === '' ? '' : `: ${reason}`}`),
  },
};

/** Names of several regions, 'dc-0, dc-2'. */
export function list(names: readonly string[], ids: readonly number[]): string {
  return ids.length === 0 ? 'nobody' : ids.map((id) => names[id]).join(', ');
}

function given({ version, through }: JobTold, store: string): string {
  if (through === 'real-time-topic')
    return `may add to v${version} of ${store}, through the real-time topic`;
  const topic = through === 'version-topic' ? '' : ' through its stream-reprocessing topic';
  return `is given v${version} of ${store}, to be written${topic}`;
}

function toldDegraded(degraded: readonly RegionId[], names: readonly string[]): string {
  return degraded.length === 0 ? '' : `, and told that ${list(names, degraded)} is degraded`;
}
