/** Facts about push jobs: requested, admitted or refused, written, polled, ended. */
import type { Checkpoint } from '../checkpoints.js';
import { regionName } from '../names.js';
import type { ExecutionStatus } from '../statuses.js';
import type { PollState } from '../world/parent.js';
import {
  type FactsOf,
  fact,
  flag,
  notable,
  number,
  numbers,
  ofPush,
  optional,
  text,
  unhashed,
  word,
} from './sheet.js';

const topics = {
  'version-topic': '',
  'reprocessing-topic': ' through its stream-reprocessing topic',
} as const;

export const pushSheets = {
  /** `increment`: it adds to a version and requests none of its own. */
  'push-requested': fact({
    ...ofPush,
    timeoutTicket: unhashed<number>(),
    increment: unhashed<boolean>(),
  }).byPush(
    ({ increment }, { store }) =>
      `asks ${increment ? 'to add records to' : 'for a new version of'} ${store}`,
  ),
  'push-refused': fact({ ...ofPush, reason: text }).byParent(({ reason }, { push }) =>
    notable(`refuses ${push}: ${reason}`),
  ),
  'push-converted': fact({ ...ofPush, targets: numbers, excluded: numbers }).byParent(
    ({ targets, excluded }, { push, list }) =>
      notable(`turns ${push} into a targeted push to ${list(targets)} without ${list(excluded)}`),
  ),
  /** A schema that was unknown before belongs to the store now. */
  'schema-registered': fact(ofPush).byParent(({ push }, named) =>
    push < 0 ? '' : `registers a new schema of ${named.store} for ${named.push}`,
  ),
  /** The job starts or finishes sampling its records and building a compression dictionary. */
  'dictionary-begun': fact(ofPush).byPush(() => 'builds a compression dictionary'),
  'dictionary-built': fact(ofPush).byPush(() => 'has its compression dictionary'),
  /**
   * The job has received its version number and the topic to write: the version's own topic, a stream-reprocessing topic beside it, or the real-time
   * topic through which it adds to the version. `gated`: hooks decide region by region when it is swapped;
   * `sentAt`: when the parent sent the answer.
   */
  'job-accepted': fact({
    ...ofPush,
    version: number,
    source: number,
    degraded: numbers,
    gated: unhashed<boolean>(),
    sentAt: unhashed<number>(),
    deferred: flag,
    targets: numbers,
    through: unhashed<keyof typeof topics | 'real-time-topic'>(),
  }).byPush(({ version, through, source, degraded }, { store, names, list }) => {
    const given =
      through === 'real-time-topic'
        ? `may add to v${version} of ${store}, through the real-time topic`
        : `is given v${version} of ${store}, to be written${topics[through]}`;
    const notice = degraded.length === 0 ? '' : `, with ${list(degraded)} reported as degraded`;
    return `${given} in ${regionName(names, source)}${notice}`;
  }),
  /** The parent's response to the version request did not arrive. */
  'answer-lost': fact(ofPush).byPush(() => 'gets no response and retries'),
  'writing-started': fact({
    ...ofPush,
    version: number,
    region: number,
    dueOnClock: number,
    checkTicket: optional<number>(),
  }),
  /** A job has polled its push while it writes, and continues to write. */
  'write-checked': fact({
    ...ofPush,
    status: word<ExecutionStatus>(),
    checkTicket: unhashed<number>(),
  }),
  'end-of-push-written': fact({
    ...ofPush,
    version: number,
    region: number,
    nextPollMs: unhashed<number>(),
  }).byPush((_, { region }) => `has written everything in ${region}`),
  /** The targets of a targeted push have completed; the other regions now copy the version, and the job polls them. */
  'rest-copied': fact({ ...ofPush, targets: numbers, nextPollMs: unhashed<number>() }).byPush(
    ({ targets }, { list }) =>
      `sees its targets complete and has the version copied to ${list(targets)}`,
  ),
  /** Polls without a change have no text. */
  'push-polled': fact({
    ...ofPush,
    status: word<ExecutionStatus>(),
    changed: unhashed<boolean>(),
    regions: text,
    poll: unhashed<PollState>(),
  }).byPush(({ status, changed, regions }) => (changed ? `sees ${status} (${regions})` : '')),
  /** `checkpoint`: the last checkpoint, for failures that have their own. */
  'push-ended': fact({
    ...ofPush,
    outcome: word<'succeeded' | 'failed' | 'refused' | 'killed' | 'died'>(),
    reason: text,
    checkpoint: optional<Checkpoint>(),
  }).byPush(({ outcome, reason }) => notable(`${outcome}${reason === '' ? '' : `: ${reason}`}`)),
};
export type PushFact = FactsOf<typeof pushSheets>;
