/** Reasons for refusing a push, keyed by the rules' reason codes; see `refusals.ts` for the fields of an entry. */

import type { AdmissionRefusal } from '../rules/push-job/admission.js';
import type { JobCheckRefusal } from '../rules/push-job/job-checks.js';
import type { PushJobRefusal } from '../rules/push-job/push-modes.js';
import type { Objection } from '../rules/retention/new-push-capacity.js';
import type { RuleId } from '../rules/rule.js';

/** Reason codes of the rules, and of later failures of version creation. */
export type PushRefusalName =
  | Exclude<AdmissionRefusal, 'capacity'>
  | Objection
  | PushJobRefusal
  | JobCheckRefusal
  | 'no-parent'
  | 'hook-objects'
  | 'nothing-to-repush'
  | 'repush-source-not-whole'
  | 'writes-disabled'
  | 'no-source-fabric'
  | 'source-brokers-unreachable';

/** Operations that can be refused. */
export type Refused =
  | 'push'
  | 'mark'
  | 'roll-forward'
  | 'delete-version'
  | 'update-store'
  | 'operator';

/** Tuple form of an entry: the fields of a refusal in this order, without its name. */
export type RefusalEntry = readonly [
  refused: Refused,
  rule: RuleId | '',
  title: string,
  says: string,
  todo: string,
];

/** One entry per reason code: a new code without an entry is a compile error. */
export const refusalsOfPushes: { readonly [N in PushRefusalName]: RefusalEntry } = {
  'incremental-targeted': [
    'push',
    'PJ-7',
    'An incremental push has no target regions',
    'an incremental push cannot have target regions',
    'leave the target regions out',
  ],
  'two-deferrals': [
    'push',
    'PJ-7',
    'A targeted push with deferred swap is also deferred by hand',
    'drop defer.version.swap',
    'choose one of the two deferrals',
  ],
  'two-targeted-modes': [
    'push',
    'PJ-7',
    'Both targeted modes are requested',
    'choose one of the two targeted modes',
    'choose one of them',
  ],
  'list-without-mode': [
    'push',
    'PJ-7',
    'Target regions are listed, but the push is not targeted',
    'needs one of the two targeted modes',
    'write mode: targeted or mode: targeted-deferred beside the targets',
  ],
  'no-default-target': [
    'push',
    'PJ-7',
    'A targeted push lists no targets and its store has no source fabric',
    'has no source fabric to take as the target',
    'list the targets, or give the store a sourceFabric',
  ],
  'targets-everyone': [
    'push',
    'PJ-7',
    'The targets are all regions there are',
    'are all regions; leave one out',
    'leave a region out, or make it a full push',
  ],
  'repush-source-not-current': [
    'push',
    'PJ-8',
    'A repush names a version that is not the current one',
    'is not what the regions serve',
    'leave out the version, or roll back to it first',
  ],
  'ttl-repush-of-batch-store': [
    'push',
    'PJ-8',
    'A repush by time to live of a store without real-time data',
    'a repush by time to live is for stores with real-time data',
    'make it a plain repush, or give the store hybrid: true',
  ],
  'regular-push-after-ttl-repush': [
    'push',
    'PJ-8',
    'A regular push of a store that is repushed by time to live',
    'a regular push is not allowed beside that',
    'set allow.regular.push.with.ttl.repush, which ends the repushes by time to live',
  ],
  'ingestion-paused': [
    'push',
    'PJ-5',
    "The store's ingestion is paused",
    'is paused; resume it first',
    'resume the ingestion of the store',
  ],
  'majority-unreachable': [
    'push',
    'PJ-5',
    'At least half of the regions cannot be reached',
    'regions cannot be reached',
    'wait for the regions, or mark them as degraded',
  ],
  'rolled-back-version': [
    'push',
    'RT-3',
    'A version above the served one was rolled back less than a day ago',
    'is ROLLED_BACK from a rollback',
    'wait until its retention is over (controller.rolled.back.version.retention.ms)',
  ],
  'deletions-pending': [
    'push',
    'RT-4',
    'Old versions wait to be deleted',
    'pending deletion but still within min cleanup delay',
    'wait until they may go (controller.backup.version.min.cleanup.delay.ms)',
  ],
  'bad-preserve-count': [
    'push',
    'RT-4',
    'The number of versions to keep is below 1',
    'at least 1 version must be kept',
    "correct the store's number of versions to preserve",
  ],
  'detection-failed': [
    'push',
    'PJ-4',
    'A topic of a version is there whose record is gone',
    'exists but its version record is gone',
    'delete the topic',
  ],
  'version-missing': [
    'push',
    'PJ-5',
    'A push seems to run whose version has no record',
    'seems to run, but has no record',
    'look for the version in the regions',
  ],
  'lingering-version': [
    'push',
    'PJ-5',
    'An older push never ended, and an incremental push cannot kill it',
    'never ended; run a full push',
    'run a full push, which kills the old one',
  ],
  'push-running': [
    'push',
    'PJ-5',
    'Another push of the store has not ended',
    'is in the way of',
    'wait for the other push, roll it forward, or kill it',
  ],
  'region-degraded': [
    'push',
    'DM-6',
    'An incremental push while a region is marked degraded',
    'no incremental push to',
    'wait until the mark is gone, or run a full push',
  ],
  'takes-no-increments': [
    'push',
    'PJ-5',
    'The store takes no incremental pushes',
    'takes no incremental pushes',
    'give the store incremental: true',
  ],
  'nothing-to-add-to': [
    'push',
    'PJ-5',
    'An incremental push of a store that serves nothing',
    'serves no version yet',
    'run a full push first',
  ],
  'all-targets-degraded': [
    'push',
    'DM-2',
    'Every region that the push may go to is marked degraded',
    'every region this push to',
    'name another target',
  ],
  'unknown-region': [
    'push',
    'PJ-5',
    'A target is no region of the cluster',
    'is none of the regions',
    'correct its name',
  ],
  cooldown: [
    'push',
    'PJ-6',
    'Another job of the store was admitted a short while ago',
    'was admitted to',
    'wait until the cooldown is over (controller.push.retry.cooldown.ms)',
  ],
  'no-parent': [
    'push',
    'PJ-5',
    'No parent controller answered any of the tries',
    'no parent controller answered',
    'try again once a parent leads',
  ],
  'hook-objects': [
    'push',
    'LH-7',
    'A lifecycle hook returned ABORT or ROLLBACK before the version was created',
    'a hook said',
    'ask the owner of the hook',
  ],
  'nothing-to-repush': [
    'push',
    'PJ-5',
    'A repush of a store that serves nothing',
    'serves nothing that could be pushed again',
    'run a full push first',
  ],
  'repush-source-not-whole': [
    'push',
    'PJ-5',
    'The version to push again is not whole where the job reads it',
    'which is to be pushed again, is not whole in',
    'name another version, or wait until it is complete there',
  ],
  'writes-disabled': [
    'push',
    'PJ-5',
    'The store takes no writes',
    'takes no writes, so no version can be added',
    'enable the writes of the store: operator: set-store, writes: true',
  ],
  'no-source-fabric': [
    'push',
    'NR-1',
    'There is no region that the others could copy from',
    'no source fabric is set',
    'give the store a sourceFabric',
  ],
  'source-brokers-unreachable': [
    'push',
    'NR-1',
    'The brokers of the source fabric cannot be written to',
    'the brokers of source fabric',
    'wait for them, or let the store copy from another region',
  ],
};
