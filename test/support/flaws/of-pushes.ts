/** Known flaws of pushes, swaps, kills, rollbacks and marks. */
import {
  deletedUnderARepush,
  isPartialSuccess,
  missingWereAway,
  waitsMinutes,
  wasIncomplete,
} from './causes.js';
import type { KnownFlaw } from './known-flaw.js';
import {
  awayAt,
  believedRollback,
  orderLacksARegion,
  parentStatusAt,
  sentFor,
  servedBeforeTheKill,
} from './patterns.js';

/** The longest that an answer of the parent travels in a drawn run: a minute each way. */
const answerMs = 120_000;

export const flawsOfPushes: readonly KnownFlaw[] = [
  {
    scenario: 'cut-off-region-finishes-alone',
    invariant: 'aborted-not-served',
    because: 'the region was away when the parent killed what it finished and served by itself',
    matches: (evidence) => !evidence.created()?.hookGated && servedBeforeTheKill(evidence),
  },
  {
    scenario: 'swap-in-flight-outruns-the-kill',
    invariant: 'aborted-not-served',
    because: 'the swap of the rollout was on the way when the parent killed the version',
    matches: (evidence) => evidence.created()?.hookGated === true && servedBeforeTheKill(evidence),
  },
  {
    scenario: 'empty-push-succeeds-before-its-swap',
    invariant: 'success-means-serving',
    because: 'an empty push that swaps in order; its job takes COMPLETED for success',
    matches: ({ setup, world, push }) =>
      setup.venice.config['deferred.version.swap.for.empty.push.enabled'] === true &&
      world.pushes[push]?.mode === 'empty',
  },
  {
    scenario: 'rollout-order-lacks-a-region',
    invariant: 'success-means-serving',
    because: 'the order of the swap service does not name the region',
    matches: orderLacksARegion,
  },
  {
    scenario: 'success-without-an-unmarked-region',
    invariant: 'success-means-serving',
    because: 'PARTIALLY_ONLINE counts as success, and an unmarked region could not be swapped',
    matches: (evidence) => isPartialSuccess(evidence) && missingWereAway(evidence),
  },
  {
    scenario: 'push-that-is-killed-half-way-succeeds',
    invariant: 'success-means-serving',
    because:
      'PARTIALLY_ONLINE counts as success, and the push had been killed when some regions served it',
    matches: (evidence) =>
      isPartialSuccess(evidence) && sentFor(evidence, 'KillPush', evidence).length > 0,
  },
  {
    scenario: 'failed-although-served-everywhere',
    invariant: 'failure-is-real',
    because: 'no region was left out, and PARTIALLY_ONLINE was set while one was away or behind',
    matches: (evidence) =>
      evidence.status === 'PARTIALLY_ONLINE' &&
      evidence.created()?.excluded.length === 0 &&
      wasIncomplete(evidence),
  },
  {
    scenario: 'answer-is-older-than-the-return-of-a-region',
    invariant: 'failure-is-real',
    because: 'a region was away when the parent gave the answer that the job failed by',
    matches: (evidence) =>
      evidence.breach.message.includes('the push status has been UNKNOWN for') &&
      evidence.regions.some((region) =>
        evidence
          .of('condition-changed')
          .some(
            ({ at }) =>
              at > evidence.breach.at - answerMs && awayAt(evidence, at - 1).includes(region),
          ),
      ),
  },
  {
    scenario: 'no-parent-no-verdict',
    invariant: 'failure-is-real',
    because: 'the parent had no leader when the job polled',
    matches: ({ breach }) => breach.message.includes('no parent controller answered'),
  },
  {
    scenario: 'no-parent-no-verdict',
    invariant: 'no-stuck-push',
    because: 'the job gave up without a parent, and no job polls the version after that',
    matches: (evidence) =>
      evidence
        .of('push-ended')
        .some(
          ({ fact }) =>
            fact.push === evidence.created()?.push &&
            fact.reason.includes('no parent controller answered'),
        ),
  },
  {
    scenario: 'nothing-checks-a-push-without-its-job',
    invariant: 'no-stuck-push',
    because:
      'the process of the job is gone, and the parent checks a push without a job rarely or never',
    matches: (evidence) =>
      evidence.breach.message.includes('is still STARTED') &&
      evidence.world.pushes[evidence.created()?.push ?? -1]?.state === 'died',
  },
  {
    scenario: 'rollout-outlasts-the-push-job',
    invariant: 'failure-is-real',
    because: 'the waits between regions together are longer than the job waits for ONLINE',
    matches: (evidence) =>
      /still PUSHED after \d+ min/.test(evidence.breach.message) && waitsMinutes(evidence) > 30,
  },
  {
    scenario: 'repush-outruns-the-status-check',
    invariant: 'push-job-terminates',
    because: 'every region had deleted the version, the source of a repush, when the job checked',
    matches: deletedUnderARepush,
  },
  {
    scenario: 'no-backup-left-to-roll-back-to',
    invariant: 'rolled-back-not-served',
    because: 'the region had deleted what it served before when the rollback reached it',
    matches: (evidence) =>
      evidence.regions.every((region) =>
        evidence
          .of('version-deleted')
          .some(
            ({ fact }) =>
              fact.region === region &&
              fact.store === evidence.store &&
              fact.version < evidence.version,
          ),
      ),
  },
  {
    scenario: 'rollback-of-an-unreachable-region-is-believed',
    invariant: 'parent-current-sound',
    because: 'the parent counted a region that did not answer as rolled back',
    matches: (evidence) => (believedRollback(evidence)?.away.length ?? 0) > 0,
  },
  {
    scenario: 'rollback-to-a-partial-version-leaves-the-parent-behind',
    invariant: 'parent-current-sound',
    because: 'the parent goes back to ONLINE versions only, and calls all older ones otherwise',
    matches: (evidence) => {
      const at = believedRollback(evidence)?.at;
      const older = evidence.world.regions.map((_, region) => evidence.served(region));
      return (
        at !== undefined &&
        older.every(
          (version) =>
            parentStatusAt(evidence, { ...evidence, version }, at) === 'PARTIALLY_ONLINE',
        )
      );
    },
  },
  {
    scenario: 'forgotten-mark-is-not-monitored',
    invariant: 'overdue-is-alerted',
    because: 'the monitor is built with automatic recovery only',
    matches: ({ setup }) => setup.venice.config['degraded.mode.auto.recovery.enabled'] === false,
  },
  {
    scenario: 'system-store-is-pushed-too-early',
    invariant: 'pushed-not-premature',
    because: 'the parent dropped the targets for a system store, and the job asks with them',
    matches: (evidence) =>
      evidence.setup.stores[evidence.store]?.system === true &&
      evidence.created()?.mode === 'targeted-deferred' &&
      evidence.created()?.targets.length === 0,
  },
];
