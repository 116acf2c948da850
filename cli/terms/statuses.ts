/** The statuses of a push (Venice's ExecutionStatus) and of a version (VersionStatus), explained. */
import { type Term, termsOf } from './term.js';

const push = termsOf('push status');
const version = termsOf('version status');

const notSimulated = 'Venice reports it; no run of this simulator leaves it.';
const ignore = 'Nothing: it says how far a replica has come and decides nothing here.';

/** Every push status, in Venice's order. */
export const pushStatuses: readonly Term[] = [
  push(
    'NOT_CREATED',
    {
      what: 'A region has no record of the push.',
      when: 'The region has not read the AddVersion message yet, or it skips the version.',
      todo: 'Wait. If it stays, check for a blocked admin channel or a hook that says WAIT.',
    },
    'hooks/abort-while-regions-stand-everywhere',
  ),
  push('NEW', {
    what: 'A push job has been created and no region has reported on it.',
    when: 'Before the first answer of a region.',
    todo: 'Wait for the first poll.',
  }),
  push(
    'STARTED',
    {
      what: 'The region ingests the version.',
      when: 'From the creation of the version in the region until its servers are complete or fail.',
      todo: 'Wait. If it stays for hours, check links, servers, stragglers and Da Vinci instances.',
    },
    'normal/full-push-with-da-vinci',
  ),
  push(
    'PROGRESS',
    {
      what: 'The push is under way in some region; in an aggregate it comes before all statuses that Venice ranks.',
      when: 'Policies A, B and E answer it while they wait for regions.',
      todo: 'Wait until the policy decides.',
    },
    'policies/one-dead-region-under-A',
  ),
  push('END_OF_PUSH_RECEIVED', {
    what: 'A replica has read the end of the push and still has work to do.',
    when: 'Between the last record and the completion of the replica.',
    todo: 'Wait for its completion.',
  }),
  push('START_OF_BUFFER_REPLAY_RECEIVED', {
    what: 'A replica of a hybrid store begins to replay real-time records (old protocol).',
    when: notSimulated,
    todo: ignore,
  }),
  push('TOPIC_SWITCH_RECEIVED', {
    what: 'A replica of a hybrid store changes to the real-time topic.',
    when: notSimulated,
    todo: ignore,
  }),
  push(
    'START_OF_INCREMENTAL_PUSH_RECEIVED',
    {
      what: 'Some replicas of the region have begun to read an incremental push, not all have its end.',
      when: 'During an incremental push.',
      todo: 'Wait. Servers or instances that are away hold it up.',
    },
    'push-kinds/incremental-batch-store',
  ),
  push(
    'END_OF_INCREMENTAL_PUSH_RECEIVED',
    {
      what: 'The region has all records of the incremental push.',
      when: 'At the end of an incremental push; it is a success.',
      todo: 'Nothing.',
    },
    'push-kinds/incremental-batch-store',
  ),
  push('DROPPED', {
    what: 'A replica has dropped its data.',
    when: notSimulated,
    todo: ignore,
  }),
  push(
    'COMPLETED',
    {
      what: 'Every partition of the version has enough complete replicas, and Da Vinci instances too.',
      when: 'At the end of a push in a region; in the parent, when every region that counts has it.',
      todo: 'Nothing. A COMPLETED version is not yet served if its swap is deferred.',
    },
    'normal/full-push-with-da-vinci',
  ),
  push('WARNING', {
    what: 'A replica continues despite a problem.',
    when: notSimulated,
    todo: ignore,
  }),
  push(
    'ERROR',
    {
      what: 'The push has failed in a region, or the aggregate of all regions has.',
      when: 'Too many replicas of a partition fail, or the push is killed.',
      todo: 'Read the reason of the push; push again once the cause is gone.',
    },
    'faults/full-disks-fail-a-push',
  ),
  push('CATCH_UP_BASE_TOPIC_OFFSET_LAG', {
    what: 'A replica of a hybrid store has caught up with the version topic.',
    when: notSimulated,
    todo: ignore,
  }),
  push('ARCHIVED', {
    what: 'The record of a finished push is history.',
    when: notSimulated,
    todo: 'Nothing.',
  }),
  push(
    'UNKNOWN',
    {
      what: 'A region did not answer a status query.',
      when: 'Its controller is down, silent or cut off. A push job gives up after 30 minutes of it.',
      todo: 'Bring the region back, or mark it as degraded and push again.',
    },
    'normal/outage-without-degraded-mode',
  ),
  push('NOT_STARTED', {
    what: 'No Da Vinci instance has reported on the version.',
    when: 'Inside the collector of Da Vinci reports; no poll shows it.',
    todo: 'Wait for the first reports.',
  }),
  push('DATA_RECOVERY_COMPLETED', {
    what: 'A replica has read all of a version that is recovered.',
    when: notSimulated,
    todo: ignore,
  }),
  push(
    'DVC_INGESTION_ERROR_DISK_FULL',
    {
      what: 'A Da Vinci instance failed because its disk is full. It counts as ERROR.',
      when: 'An instance reports it while it ingests the version.',
      todo: 'Give the instances more disk, then push again.',
    },
    'faults/full-client-disk-fails-a-push',
  ),
  push('DVC_INGESTION_ERROR_MEMORY_LIMIT_REACHED', {
    what: 'A Da Vinci instance failed because its memory limit was reached. It counts as ERROR.',
    when: 'Venice reports it; the faults of this simulator fail instances by their disk or otherwise.',
    todo: 'Raise the limit, then push again.',
  }),
  push('DVC_INGESTION_ERROR_TOO_MANY_DEAD_INSTANCES', {
    what: 'More Da Vinci instances are dead than the configuration allows. It counts as ERROR.',
    when: 'Reports stop for so many instances; no file of the library goes that far.',
    todo: 'Start the instances again, or raise the limits of dead instances.',
  }),
  push('DVC_INGESTION_ERROR_OTHER', {
    what: 'A Da Vinci instance failed for another reason. It counts as ERROR.',
    when: 'An instance reports it for a partition; reports for whole versions do not carry it.',
    todo: 'Read the logs of the instance, then push again.',
  }),
];

/** Every version status, in Venice's order. */
export const versionStatusTerms: readonly Term[] = [
  version(
    'NOT_CREATED',
    {
      what: 'There is no such version.',
      when: 'It was deleted, or its number was never given out.',
      todo: 'Nothing.',
    },
    'swap/sequential-region-missing',
    'does not have',
  ),
  version(
    'STARTED',
    {
      what: 'The version has been created and is being ingested.',
      when: 'From its creation until its push has ended.',
      todo: 'Wait. A version that stays STARTED refuses the next push of its store.',
    },
    'swap/started-to-pushed',
    'STARTED',
  ),
  version(
    'PUSHED',
    {
      what: 'All of the version is there and its swap is still to come.',
      when: 'The swap is deferred: by hand, by target regions, by a conversion or by hooks.',
      todo: 'Wait for the swap service or the hooks, or roll it forward if you deferred it by hand.',
    },
    'push-kinds/target-region-deferred',
    'is PUSHED',
  ),
  version(
    'ONLINE',
    {
      what: 'In a region: the version can be served. In the parent: every region serves it, or soon will.',
      when: 'At the swap in a region; in the parent when its push has completed everywhere.',
      todo: 'Nothing.',
    },
    'normal/full-push-with-da-vinci',
    'is ONLINE',
  ),
  version(
    'ERROR',
    {
      what: 'The push of the version failed.',
      when: 'Replicas or Da Vinci instances failed, or a target region did.',
      todo: 'Remove the cause and push again. A region in which the push failed deletes the version.',
    },
    'swap/started-to-error',
    'is ERROR',
  ),
  version('CREATED', {
    what: 'The version has a record and no topic yet.',
    when: 'For moments inside Venice; no run of this simulator leaves it.',
    todo: 'Nothing.',
  }),
  version(
    'PARTIALLY_ONLINE',
    {
      what: 'Some regions serve the version and others do not.',
      when: 'A degraded region was left out, a swap failed in some regions, or a served version was killed.',
      todo: 'Unmark the region, which recovers it, or push again. A job whose answer names the degraded region counts it as success.',
    },
    'degraded/skipped-then-healed',
    'is PARTIALLY_ONLINE',
  ),
  version(
    'KILLED',
    {
      what: 'The push was ended before the version was served.',
      when: 'An operator, a newer push, a failed job or a hook that says ABORT sends a kill.',
      todo: 'Push again. A region that serves a KILLED version is a flaw: see aborted-not-served.',
    },
    'swap/pushed-to-killed',
    'is KILLED',
  ),
  version(
    'ROLLED_BACK',
    {
      what: 'The version was served and taken back.',
      when: 'An operator rolls back, or a hook says ROLLBACK.',
      todo: 'Repair the data and push again; for a day after the rollback Venice refuses new pushes.',
    },
    'swap/hook-rolls-back',
    'is ROLLED_BACK',
  ),
];
