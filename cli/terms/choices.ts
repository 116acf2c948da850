/** The profiles (which behaviour is simulated), the policies (the options of the degraded-mode design) and the answers of hooks, explained. */
import { type Term, termsOf } from './term.js';

const profile = termsOf('profile');
const policy = termsOf('policy');
const answer = termsOf('hook answer');
const verdict = termsOf('verdict');

/** Every profile, the default first. */
export const profileTerms: readonly Term[] = [
  profile(
    'as-designed',
    {
      what: 'Venice as VIP-4 and the degraded-mode design specify it.',
      when: 'The default; `venice: { profile: as-designed }` or `--venice as-designed`.',
      todo: 'Use it to rehearse the designs. `pushsim list switches` shows each difference to the code.',
    },
    'degraded/skipped-then-healed',
    'venice as-designed',
  ),
  profile(
    'as-built',
    {
      what: 'Venice as its code is at commit 77ea837f.',
      when: '`venice: { profile: as-built }` or `--venice as-built`.',
      todo: 'Use it to see what a cluster of today does. `pushsim list divergences` compares it with the design.',
    },
    'divergences/26-a-recovered-version.as-built',
    'venice as-built',
  ),
  profile('baseline', {
    what: 'Venice without degraded mode and without lifecycle hooks.',
    when: '`venice: { profile: baseline }` or `--venice baseline`.',
    todo: 'Use it to see the effect of both features: `pushsim run scenarios/library/degraded/skipped-then-healed.yaml --venice baseline`.',
  }),
];

/** Every policy: A to E are options of the design, N is none of them. */
export const policyTerms: readonly Term[] = [
  policy(
    'A',
    {
      what: 'The aggregate of a push tolerates one failed region. No region is marked.',
      when: '`venice: { policy: A }` or `--policy A`.',
      todo: 'Compare it with C: it calls a push a success although a healthy region may not serve it.',
    },
    'policies/one-dead-region-under-A',
    'policy A',
  ),
  policy(
    'B',
    {
      what: 'Marked regions do not count in the aggregate; the version is created for them too.',
      when: '`venice: { policy: B }` or `--policy B`.',
      todo: 'Compare it with C: marked regions ingest the missed versions when they are back, as ghost versions.',
    },
    'policies/one-dead-region-under-B',
    'policy B',
  ),
  policy(
    'C',
    {
      what: 'A push becomes a targeted push without the marked regions. It is the accepted option.',
      when: 'The default.',
      todo: 'Mark a region before you push without it, and unmark it when it is back.',
    },
    'degraded/skipped-then-healed',
    'policy C',
  ),
  policy(
    'D',
    {
      what: 'C, and a detector marks and unmarks regions by itself.',
      when: '`venice: { policy: D }` or `--policy D`. It marks after pushes of five stores fail in one region only.',
      todo: 'Read outcome.false_positives: marks of regions in which nothing was broken.',
    },
    'policies/one-dead-region-under-D',
    'policy D',
  ),
  policy(
    'E',
    {
      what: 'Every push defers its swap, swaps what a majority has completed, and queues the other regions for a retry.',
      when: '`venice: { policy: E }` or `--policy E`. The first phase waits an hour for the others.',
      todo: 'Compare it with C: no region is marked, and a push may end without a healthy region.',
    },
    'policies/one-dead-region-under-E',
    'policy E',
  ),
  policy('N', {
    what: 'None of the options: every switch as in the profile baseline.',
    when: '`venice: { policy: N }` or `--policy N`; `pushsim compare FILE --variants policy=N,C` compares.',
    todo: 'Use it as the baseline of a comparison: `pushsim run scenarios/library/degraded/skipped-then-healed.yaml --policy N`.',
  }),
];

/** The four answers of a hook. */
export const answerTerms: readonly Term[] = [
  answer(
    'PROCEED',
    {
      what: 'The step continues, as if the hook did not exist.',
      when: 'Also after an exception, a time-out or no answer, unless hook-exception-proceeds is off.',
      todo: 'Read hooks.failures: an exception lets a version through.',
    },
    'hooks/two-hooks-disagree',
  ),
  answer(
    'ABORT',
    {
      what: 'The step and all later ones are cancelled; regions that serve the version keep it.',
      when: 'A hook finds the push bad. The job fails and its push is killed.',
      todo: 'Repair the data and push again; roll back by hand where the version is served.',
    },
    'hooks/health-check-aborts',
  ),
  answer(
    'WAIT',
    {
      what: 'The hook is invoked again later; 60 seconds unless configured.',
      when: 'It is too early: a pause between regions, business hours, another health check.',
      todo: 'A hook that always waits blocks its push forever: read hooks.outcomes.',
    },
    'hooks/waits-for-hours-across-a-failover',
  ),
  answer(
    'ROLLBACK',
    {
      what: 'Every region goes back to the version that it served before the push.',
      when: 'A hook finds a version bad that some region serves.',
      todo: 'Check that every region had a backup: see rollback.',
    },
    'hooks/health-check-rolls-back-all-regions',
  ),
];

/** How a run is judged. */
export const verdictTerms: readonly Term[] = [
  verdict(
    'passed',
    {
      what: 'Every expectation held, and no invariant was violated but those that the file names. Where expectations held, known gaps of Venice as built and pushes that still run at a horizon set by the file are reported and do not decide.',
      when: 'At the end of a run; exit status 0.',
      todo: 'Read what follows "all expectations held": a known gap, or a push that still ran.',
    },
    'degraded/skipped-then-healed',
    'PASSED',
  ),
  verdict('expectation-missed', {
    what: 'Something that the file expects was not met.',
    when: 'At the end of a run; exit status 1.',
    todo: 'Read the line of the expectation, which says what was found.',
  }),
  verdict('invariant-violated', {
    what: 'Something was violated that must always hold.',
    when: 'During a run, or at its end for what must hold in the end; exit status 2.',
    todo: 'Read the sentence of the violation, then the narrative before its instant. A known gap of Venice as built is named behind it.',
  }),
  verdict('unsettled', {
    what: 'The run reached its limit of events, or its horizon while a push still ran that the file says nothing about.',
    when: 'Exit status 4.',
    todo: 'Raise `horizon` or `eventsMax`, or find what repeats endlessly.',
  }),
];
