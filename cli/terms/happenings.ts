/** Terms for what happens to versions and regions, and for the parts of a run. */
import { type Term, termsOf } from './term.js';

const word = termsOf('word');

const full = 'normal/full-push-with-da-vinci';
const healed = 'degraded/skipped-then-healed';

export const happenings: readonly Term[] = [
  word(
    'version swap',
    {
      what: 'The moment from which a region serves a new version.',
      when: 'When its push is complete there, or at the roll-forward if the swap is deferred.',
      todo: 'The narrative says "serves v2 of profiles instead of v1".',
    },
    full,
    'serves v2',
  ),
  word(
    'converted push',
    {
      what: 'A full push that the parent turned into a targeted push with deferred swap, without degraded regions.',
      when: 'A region is marked when the version is created (DM-2). Hybrid and system stores are not converted.',
      todo: 'Its version ends PARTIALLY_ONLINE and is recovered after the unmark.',
    },
    healed,
    'turns p1 into a targeted push',
  ),
  word(
    'ghost version',
    {
      what: 'A version that a degraded region created although it was left out.',
      when: 'The region reads its backlog and the protection skip-degraded is off.',
      todo: 'Keep skip-degraded on. The invariant no-ghost-version reports it.',
    },
    'degraded/ghost-version',
    'no-ghost-version',
  ),
  word(
    'orphan',
    {
      what: 'A PARTIALLY_ONLINE version whose region is no longer marked and has no recovery.',
      when: 'The leader that ran the recovery is gone, or the version was made after the unmark.',
      todo: 'Nothing: the scan of the monitor starts a recovery, unless orphan-monitor is off.',
    },
    'recovery/parent-fails-over',
    'starts to recover',
  ),
  word(
    'mark',
    {
      what: 'The entry of a degraded region: region, instant, time-out, operator.',
      when: 'From mark-degraded to unmark-degraded.',
      todo: 'Give `timeout`; an older mark raises an alert and stays.',
    },
    healed,
    'marks dc-1 as degraded',
  ),
  word(
    'supersession',
    {
      what: 'A newer version is served in place of one that was still to be recovered.',
      when: 'A push reaches the region while its recovery runs.',
      todo: 'Nothing: the recovery of the older version counts as done.',
    },
    'divergences/39-the-next-push-while-a-region-recovers.as-designed',
    'recover',
  ),
  word('cooldown', {
    what: 'The time after an admitted push in which another job of the store is refused.',
    when: 'After every admission; a success clears it.',
    todo: 'Wait as long as the refusal says, then push again (PJ-6).',
  }),
  word(
    'gate',
    {
      what: 'A hook that decides whether a region may continue.',
      when: 'Before a region creates, ingests or swaps a version, and after its swap.',
      todo: '`pushsim list hooks` has the built-in ones; docs/hooks.md says how to write one.',
    },
    'hooks/thirty-minutes-between-regions',
    'says WAIT',
  ),
  word(
    'rollout',
    {
      what: 'The release of one version to all regions under hooks, region by region.',
      when: 'A store has hooks and the engine gates swaps (LH-5).',
      todo: 'Read the lines of the parent: they say which hook answered what for which region.',
    },
    'hooks/thirty-minutes-between-regions',
  ),
  word(
    'hook engine',
    {
      what: 'Which component calls the hooks: the parent as in VIP-4, the shipped code, or one of four alternatives.',
      when: 'The switch hook-engine.',
      todo: 'Compare with `pushsim compare FILE --variants hook-engine=vip4-parent,as-built`.',
    },
    'hooks/one-bad-push-under-every-engine',
    'hook',
  ),
  word(
    'blast radius',
    {
      what: 'The regions that serve a bad version at once.',
      when: 'A push with a `defect`; the metric is outcome.blast_radius_regions.',
      todo: 'Put time or a health check between regions.',
    },
    'hooks/bad-push-without-hooks',
    'serves v2',
  ),
  word(
    'retention',
    {
      what: 'The rules that decide how long old versions and their topics are kept.',
      when: 'When a push starts or completes, and in the cleanup of backups.',
      todo: 'See backup version, and the flow backup retention.',
    },
    'design-flaws/cleanup-keeps-an-unserved-version',
    'deletes',
  ),
  word(
    'kill',
    {
      what: 'The end of a push by command.',
      when: 'An operator, a newer push, a failed job or a hook sends it to all regions.',
      todo: 'A region that cannot be reached may still swap: see aborted-not-served.',
    },
    'swap/pushed-to-killed',
    'KillPush',
  ),
  word(
    'scenario',
    {
      what: 'One file: regions, stores, what happens, and what is expected.',
      when: '`pushsim run FILE`.',
      todo: '`pushsim list scenario-keys` lists what a file may contain.',
    },
    healed,
    'held',
  ),
  word(
    'seed',
    {
      what: 'The value from which all random numbers of a run are generated.',
      when: 'The same file, seed and switches give the same run to the last byte.',
      todo: 'Run many with `pushsim sweep FILE --seeds 1..1000`.',
    },
    healed,
  ),
  word(
    'fact',
    {
      what: 'One thing that happened, with its instant; the trace of a run is the list of its facts.',
      when: 'Every decision of an actor records one.',
      todo: '`pushsim run FILE --report ndjson` prints them.',
    },
    full,
    'asks for a new version',
  ),
  word('digest', {
    what: 'A number made from all facts of a run.',
    when: 'Two runs with the same digest are the same run.',
    todo: 'Compare digests before and after an upgrade of this package.',
  }),
  word(
    'narrative',
    {
      what: 'The facts of a run as sentences, with the rule that decided each.',
      when: '`pushsim run FILE --report narrative`.',
      todo: 'Shorten it with `--only region=dc-1`, `--only rule=DM-3`, `--from` and `--to`.',
    },
    full,
    'asks for a new version',
  ),
  word(
    'invariant',
    {
      what: 'A statement that must hold in every run.',
      when: 'Judged after each turn, or at the end.',
      todo: '`pushsim list invariants`; `violates` in a file names those that it breaks on purpose.',
    },
    'degraded/ghost-version',
    'violated',
  ),
  word(
    'rule',
    {
      what: 'A pure function that takes one decision as Venice or a design does.',
      when: 'An actor calls it; the narrative names it in brackets.',
      todo: '`pushsim list rules`.',
    },
    full,
    '[DM-3]',
  ),
  word(
    'switch',
    {
      what: 'One difference between the design, the shipped code and a Venice without the feature, by name.',
      when: '`venice: { switches: { skip-degraded: off } }` or `--switch skip-degraded=off`.',
      todo: '`pushsim list switches`.',
    },
    'degraded/ghost-version',
    'skip-degraded off',
  ),
];
