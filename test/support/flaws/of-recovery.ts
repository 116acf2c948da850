/** Known flaws of recovery, of repushes beside it, and of the versions that regions keep for either. */
import type { Evidence } from '../evidence.js';
import {
  createdSince,
  isRenumbered,
  newestIn,
  preserved,
  recovering,
  servesIncompleteCopy,
} from './causes.js';
import type { KnownFlaw } from './known-flaw.js';
import {
  copyTimedOut,
  hadVersion,
  keptInsteadOf,
  sentFor,
  servedBeforeTheKill,
} from './patterns.js';

const catchingUp = ['region-catches-up', 'partial-eventually-online'] as const;

/** The regions that served the version when the invariant broke. */
function servingIn(evidence: Evidence): readonly number[] {
  const regions = [...evidence.world.regions.keys()];
  return regions.filter((region) => evidence.servedAtBreach(region) === evidence.version);
}

export const flawsOfRecovery: readonly KnownFlaw[] = [
  {
    scenario: 'cleanup-keeps-an-unserved-version',
    invariant: 'backup-retained',
    because: 'the region keeps another version that a push left there and that it never served',
    matches: (evidence) => keptInsteadOf(evidence).some(({ recovered }) => !recovered),
  },
  {
    scenario: 'repush-outruns-a-copy',
    invariant: 'recovery-source-alive',
    because: 'a repush of the store was served after the copy had its source',
    matches: (evidence) => evidence.created(newestIn(evidence))?.repush === true,
  },
  {
    scenario: 'two-pushes-outrun-a-copy',
    invariant: 'recovery-source-alive',
    because: 'as many newer pushes of users came as a store keeps versions',
    matches: (evidence) =>
      evidence.created(newestIn(evidence))?.repush === false &&
      createdSince(evidence) >= preserved(evidence),
  },
  ...catchingUp.map((invariant) => ({
    scenario: 'repush-outruns-a-copy',
    invariant,
    because:
      'the copy of the version before a repush lost its source and is polled for hours first',
    matches: (evidence: Evidence) => evidence.created(newestIn(evidence))?.repush === true,
  })),
  {
    scenario: 'recovery-of-a-version-that-is-gone',
    invariant: 'recovery-quiesces',
    because: 'no other region has the version any more, and the region serves an older one',
    matches: (evidence) =>
      recovering(evidence).some((one) =>
        evidence.world.regions.every((_, region) =>
          one.regions.includes(region)
            ? evidence.servedAtBreach(region, one.store) < one.version
            : !hadVersion(evidence, region, one, evidence.breach.at),
        ),
      ),
  },
  {
    scenario: 'slow-copy-never-finishes',
    invariant: 'recovery-quiesces',
    because: 'the copy takes longer than the 720 looks of its recovery',
    matches: (evidence) => recovering(evidence).some((one) => copyTimedOut(evidence, one)),
  },
  {
    scenario: 'slow-copy-never-finishes',
    invariant: 'partial-eventually-online',
    because: 'the copy takes longer than the 720 looks of its recovery',
    matches: (evidence) => copyTimedOut(evidence, evidence),
  },
  {
    scenario: 'slow-copy-never-finishes',
    invariant: 'region-catches-up',
    because: 'the copy takes longer than the 720 looks of its recovery',
    matches: (evidence) => copyTimedOut(evidence, evidence),
  },
  {
    scenario: 'incomplete-copy-is-served-for-good',
    invariant: 'recovery-quiesces',
    because: 'the copy that the region serves differs from its source and is not made again',
    matches: (evidence) => recovering(evidence).some((one) => servesIncompleteCopy(evidence, one)),
  },
  {
    scenario: 'incomplete-copy-is-served-for-good',
    invariant: 'partial-eventually-online',
    because: 'the copy that the region serves differs from its source and is not made again',
    matches: (evidence) => servesIncompleteCopy(evidence, evidence),
  },
  {
    scenario: 'unmarked-region-is-never-healed',
    invariant: 'partial-eventually-online',
    because: 'a region that was not marked is behind the version, and recovery is for marked ones',
    matches: (evidence) => {
      const excluded = evidence.created()?.excluded ?? [];
      return evidence.world.regions.some(
        (_, region) =>
          !excluded.includes(region) && evidence.servedAtBreach(region) < evidence.version,
      );
    },
  },
  ...(['aborted-not-served', 'excluded-is-recoverable'] as const).map((invariant) => ({
    scenario: 'cut-off-region-keeps-what-is-not-recovered',
    invariant,
    because: 'the region was away when the parent killed what it finished and served by itself',
    matches: (evidence: Evidence) =>
      evidence.status === 'KILLED' &&
      evidence.created()?.hookGated === false &&
      servedBeforeTheKill(evidence, servingIn(evidence)),
  })),
  {
    scenario: 'killed-then-rolled-forward',
    invariant: 'excluded-is-recoverable',
    because: 'an operator rolled a killed version forward',
    matches: (evidence) =>
      evidence.status === 'KILLED' &&
      evidence
        .of('version-swapped')
        .some(
          ({ at, fact }) =>
            fact.store === evidence.store &&
            fact.version === evidence.version &&
            fact.because === 'rolled-forward' &&
            at > (sentFor(evidence, 'KillPush', evidence)[0] ?? Number.POSITIVE_INFINITY),
        ),
  },
  {
    scenario: 'targeted-push-forgets-a-degraded-region',
    invariant: 'excluded-is-recoverable',
    because: 'the user asked for target regions, so the record names no excluded region',
    matches: (evidence) => {
      const created = evidence.created();
      return created?.mode === 'targeted' && !created.converted && created.excluded.length === 0;
    },
  },
  {
    scenario: 'late-initiate-brings-old-content-back',
    invariant: 'number-names-one-content',
    because: 'a newer version was served just before the call that gives the copy a new number',
    matches: isRenumbered,
  },
  {
    scenario: 'late-initiate-brings-old-content-back',
    invariant: 'no-data-regression',
    because: 'a newer version was served just before the call that gives the copy a new number',
    matches: isRenumbered,
  },
  {
    scenario: 'repush-takes-back-what-one-region-serves',
    invariant: 'no-data-regression',
    because: 'a repush rebuilt a version while a newer one was served in one region',
    matches: (evidence) => {
      const created = evidence.created(newestIn(evidence));
      return created?.repush === true && created.previous.some((one) => one > created.repushOf);
    },
  },
];
