/** The states of push jobs, recoveries and rollouts under hooks, explained. */
import { type Term, termsOf } from './term.js';

const job = termsOf('state of a push job');
const recovery = termsOf('state of a recovery');
const entry = termsOf('state of a store in a recovery');
const rollout = termsOf('state of a region in a rollout');

const shown = 'degraded/skipped-then-healed';
const gated = 'hooks/abort-while-regions-stand-everywhere';

/** How a push job stands. */
export const jobStates: readonly Term[] = [
  job('waiting', {
    what: 'The push is in the timeline and its job has not begun.',
    when: 'Before its instant.',
    todo: 'Nothing.',
  }),
  job('running', {
    what: 'The job requests a version, writes or polls.',
    when: 'From its start to its verdict.',
    todo: 'A job that still runs at the end of a run has no verdict: raise `horizon`.',
  }),
  job(
    'succeeded',
    {
      what: 'The job ended its push as a success.',
      when: 'Every region that the push is for has completed it.',
      todo: 'Read the reason: it names degraded regions that were left out.',
    },
    'normal/full-push-with-da-vinci',
  ),
  job(
    'failed',
    {
      what: 'The job ended its push as a failure.',
      when: 'A region failed, stayed silent for 30 minutes, a hook objected, or the job itself broke.',
      todo: 'Read the reason, remove the cause, push again.',
    },
    'normal/outage-without-degraded-mode',
  ),
  job(
    'refused',
    {
      what: 'No version was made for the push.',
      when: 'Admission says no: another push runs, a region is degraded, a hook objects, and so on.',
      todo: '`pushsim list refusals` has every reason and what to do about it.',
    },
    'degraded/incremental-push-is-refused',
  ),
  job(
    'killed',
    {
      what: 'The job was ended by its own time limit.',
      when: 'It had no verdict within the hours that it may run.',
      todo: 'Read what it last saw of each region. A push that an operator kills ends as failed.',
    },
    'push-kinds/incremental-and-servers-are-away',
    'killed: did not end within',
  ),
  job('died', {
    what: 'The process of the job ended without a message; its push stays as it was.',
    when: 'At the instant `diesAt` of the push.',
    todo: 'The parent ends the push by itself if all regions have it; otherwise kill it, then push again.',
  }),
];

/** The phases of the recovery of a region. */
export const recoveryStates: readonly Term[] = [
  recovery('initiating', {
    what: 'Stores of the region are prepared and their copies begun.',
    when: 'From the unmark, or from the scan that found something missing.',
    todo: 'Wait for its end.',
  }),
  recovery(
    'confirming',
    {
      what: 'Every copy has begun or failed; the region is polled until it serves each version.',
      when: 'After the last store was initiated.',
      todo: 'Wait. A copy may take at most six hours.',
    },
    shown,
  ),
  recovery(
    'complete',
    {
      what: 'Every store of the recovery has come to an end.',
      when: 'The last store was confirmed, skipped or given up.',
      todo: 'Read the failed stores; the next scan tries them again.',
    },
    shown,
  ),
];

/** How a store stands in a recovery. */
export const storeRecoveryStates: readonly Term[] = [
  entry('queued', {
    what: 'The store waits for a worker of the recovery.',
    when: 'More stores than workers.',
    todo: 'Raise the number of workers of the recovery if it takes too long.',
  }),
  entry('running', {
    what: 'A worker checks, prepares and initiates the store.',
    when: 'Up to three retries with growing pauses.',
    todo: 'Wait for its end.',
  }),
  entry(
    'initiated',
    {
      what: 'The region copies the version.',
      when: 'From the initiation until the region serves it.',
      todo: 'Wait. Initiated is not recovered.',
    },
    shown,
    'copies it from dc-0',
  ),
  entry(
    'recovered',
    {
      what: 'The region serves the version, or a newer one.',
      when: 'A poll of the confirmation found it.',
      todo: 'Nothing.',
    },
    shown,
  ),
  entry('skipped', {
    what: 'There was nothing to recover any more.',
    when: 'The version is no longer PARTIALLY_ONLINE, was rolled back, or is served already.',
    todo: 'Nothing.',
  }),
  entry('failed', {
    what: 'The recovery of the store was given up.',
    when: 'Its attempts are used up, its store migrates, or the copy failed.',
    todo: 'An alert names it. Remove the cause; the next scan tries again.',
  }),
];

/** How a region stands in a rollout under hooks. */
export const rolloutStates: readonly Term[] = [
  rollout('undecided', {
    what: 'The hook before the creation has not let the region in.',
    when: 'It said WAIT, or has not been invoked yet.',
    todo: 'Wait for the hook.',
  }),
  rollout('sent', {
    what: 'The AddVersion message is on its way to the region.',
    when: 'After the region was let in.',
    todo: 'Wait for its end.',
  }),
  rollout('ingesting', {
    what: 'The region reads the version.',
    when: 'From the creation until its push is complete there.',
    todo: 'Wait for its end.',
  }),
  rollout('ready', {
    what: 'The region has all of the version and does not serve it.',
    when: 'Until the hook before the swap says PROCEED.',
    todo: 'A region that stays ready waits for a hook.',
  }),
  rollout(
    'swapped',
    {
      what: 'The region serves the version.',
      when: 'It has carried out its roll-forward.',
      todo: 'Nothing; the hook after the swap judges it.',
    },
    gated,
    'rolled forward',
  ),
  rollout(
    'reverted',
    {
      what: 'The region was rolled back.',
      when: 'A hook said ROLLBACK.',
      todo: 'Repair the data and push again.',
    },
    'hooks/rolled-back-after-the-first-region',
    'rolls profiles back',
  ),
  rollout(
    'killed',
    {
      what: 'The region ingested the version when it was killed.',
      when: 'A hook said ABORT or ROLLBACK, or an operator killed the push.',
      todo: 'Push again.',
    },
    gated,
    'is KILLED',
  ),
  rollout('failed', {
    what: 'The push failed in the region, or its version is gone.',
    when: 'Replicas or instances failed there.',
    todo: 'Remove the cause and push again.',
  }),
  rollout('excluded', {
    what: 'The region never gets this version.',
    when: 'It is degraded, or no target of the push.',
    todo: 'Unmark it, or push to all regions.',
  }),
];
