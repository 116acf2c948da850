/** The flows that a run goes through, explained, each with the rules that decide it. Every rule belongs to at least one flow. */
import type { RuleId } from '../../model/index.js';
import { type Term, termsOf } from './term.js';

/** A flow is a term with the rules that decide it. */
export interface Flow extends Term {
  readonly rules: readonly RuleId[];
}

type Texts = Pick<Term, 'what' | 'when' | 'todo'>;

const term = termsOf('flow');

function flow(
  name: string,
  rules: readonly RuleId[],
  texts: Texts,
  file: string,
  shows: string,
): Flow {
  return { ...term(name, texts, file, shows), rules };
}

const statusOfRegion: readonly RuleId[] = [
  'SA-2',
  'SA-4',
  'SA-9',
  'SA-11',
  'SA-12',
  'SA-13',
  'SA-17',
];
const statusOfPush: readonly RuleId[] = ['SA-1', 'SA-3', 'SA-16', 'PJ-1', 'PJ-2', 'PJ-9'];
const admission: readonly RuleId[] = [
  'PJ-3',
  'PJ-4',
  'PJ-5',
  'PJ-6',
  'PJ-7',
  'PJ-8',
  'PJ-10',
  'RT-2',
  'RT-3',
  'RT-4',
];

/** Every flow. */
export const flows: readonly Flow[] = [
  flow(
    'full push',
    [
      ...admission,
      'NR-1',
      'NR-3',
      'DM-3',
      ...statusOfRegion,
      ...statusOfPush,
      'VS-4',
      'VS-11',
      'VS-12',
    ],
    {
      what: 'A job makes a new version; every region ingests and serves it as soon as it has it.',
      when: '`push: p1` without a mode, or `mode: full`.',
      todo: 'Read the lane of each region: `=` is under way, `C` completed, `E` failed.',
    },
    'normal/full-push-with-da-vinci',
    'serves v2',
  ),
  flow(
    'targeted push',
    ['PJ-1', 'PJ-2', 'PJ-7', 'NR-3', 'DM-3', 'RC-10'],
    {
      what: 'The target regions get the version first; then the job has it copied to the others.',
      when: '`mode: targeted`.',
      todo: 'A target that fails ends the push before other regions get the version.',
    },
    'push-kinds/targeted-then-the-rest',
    'sees its targets complete',
  ),
  flow(
    'deferred swap',
    ['VS-4', 'VS-7', 'VS-10'],
    {
      what: 'Every region ingests the version and none serves it until an operator rolls it forward.',
      when: '`mode: deferred`.',
      todo: 'Roll it forward with `operator: roll-forward`; until then the next push is refused.',
    },
    'push-kinds/deferred-by-hand',
    'rolled forward',
  ),
  flow(
    'targeted push with deferred swap',
    ['VS-1', 'VS-3', 'VS-5', 'VS-6', 'VS-7', 'SA-16', 'LH-1', 'LH-2'],
    {
      what: 'All regions ingest, targets swap at once, and the swap service of the parent swaps the others after the wait.',
      when: '`mode: targeted-deferred`; `swapWait` of the store is the wait.',
      todo: 'The version is PUSHED while it waits; PARTIALLY_ONLINE says that some regions did not follow.',
    },
    'push-kinds/target-region-deferred',
    'is PUSHED',
  ),
  flow(
    'repush',
    ['PJ-3', 'PJ-5', 'RT-5'],
    {
      what: 'A job makes a new version out of the records of one that is there.',
      when: '`mode: repush`, with a push id that begins with venice_re_push_.',
      todo: 'A user push kills it: that is intended.',
    },
    'push-kinds/repush-names-its-version',
    'from v1',
  ),
  flow(
    'stream reprocessing',
    ['PJ-5', 'PJ-1', 'PJ-2'],
    {
      what: 'A streaming job writes a whole new version at its own pace.',
      when: '`mode: stream-reprocessing`, with `rate`.',
      todo: 'Expect it to run long; other pushes of the store are refused meanwhile.',
    },
    'push-kinds/stream-reprocessing',
    'stream-reprocessing topic',
  ),
  flow(
    'incremental push',
    ['SA-15', 'DM-6', 'PJ-1', 'PJ-5'],
    {
      what: 'Records are added to the version that is served; there is no new version.',
      when: '`mode: incremental`, for stores with `incremental: true`.',
      todo: 'It is refused while a region is degraded: unmark first.',
    },
    'push-kinds/incremental-batch-store',
    'may add to v1',
  ),
  flow(
    'rollback',
    ['VS-8', 'VS-9', 'VS-3', 'RT-3', 'LH-7'],
    {
      what: 'Regions go back to the version that they served before.',
      when: '`operator: roll-back`, or a hook that says ROLLBACK.',
      todo: 'Check that every region moved: one without a backup keeps what it serves.',
    },
    'hooks/bad-push-without-hooks',
    'back from v2 to v1',
  ),
  flow(
    'roll-forward',
    ['VS-7', 'VS-10', 'VS-1'],
    {
      what: 'Regions swap to a finished version that they do not serve yet.',
      when: '`operator: roll-forward`, the swap service, or the parent under hooks.',
      todo: 'A region that does not answer ends a roll-forward by hand: try it again.',
    },
    'push-kinds/deferred-by-hand',
    'rolls profiles forward',
  ),
  flow(
    'recovery',
    [
      'RC-1',
      'RC-2',
      'RC-3',
      'RC-4',
      'RC-5',
      'RC-6',
      'RC-7',
      'RC-8',
      'RC-9',
      'RC-10',
      'NR-2',
      'DM-11',
    ],
    {
      what: 'A region that was left out of versions copies them from another region and serves them.',
      when: 'After unmark-degraded, or when the scan of the monitor finds an orphan.',
      todo: 'Read `recovered`, `failed` and `complete` of the region; a failed store raises an alert.',
    },
    'degraded/skipped-then-healed',
    'starts to recover dc-1',
  ),
  flow(
    'degraded mark and unmark',
    ['DM-1', 'DM-2', 'DM-4', 'DM-5', 'DM-7', 'DM-8', 'DM-9', 'DM-10'],
    {
      what: 'An operator marks a region as unfit; pushes leave it out until the mark is taken off.',
      when: '`operator: mark-degraded` and `operator: unmark-degraded`; policy D does both by itself.',
      todo: 'Mark before you push. An overdue mark raises alerts and stays.',
    },
    'degraded/skipped-then-healed',
    'unmarks dc-1',
  ),
  flow(
    'lifecycle hooks',
    ['LH-1', 'LH-2', 'LH-3', 'LH-4', 'LH-5', 'LH-6', 'LH-7', 'LH-8', 'LH-9', 'LH-10', 'LH-11'],
    {
      what: 'Hooks decide region by region whether a version is created, ingested, swapped or taken back.',
      when: '`hooks:` of a file; the switch hook-engine says who calls them.',
      todo: 'Read docs/hooks.md to write one; `pushsim list hook-functions` has the points.',
    },
    'hooks/thirty-minutes-between-regions',
    'at preStoreVersionSwap',
  ),
  flow(
    'Da Vinci ingestion',
    ['DV-1', 'DV-2', 'DV-3', 'DV-4', 'DV-5', 'DV-6', 'DV-7', 'VS-2', 'LH-9'],
    {
      what: 'Instances subscribe to a version, ingest it, report, and swap before the servers of their region.',
      when: 'Stores with `daVinci: { instances: N }`.',
      todo: 'Dead instances hold a push up until they count as dead; see client-loss.',
    },
    'normal/full-push-with-da-vinci',
    'all Da Vinci instances serve v2',
  ),
  flow(
    'backup retention',
    ['RT-1', 'RT-5', 'RT-6', 'RT-7', 'RT-8'],
    {
      what: 'Old versions and their topics are deleted.',
      when: 'When a push starts or completes, by the cleanup of backups, or by `operator: delete-version`.',
      todo: 'A rollback or a recovery that finds nothing was too late: see backup-retained and recovery-source-alive.',
    },
    'push-kinds/repush-source-is-gone',
    'deletes v1',
  ),
  flow(
    'admin channel order',
    ['AC-1', 'AC-2', 'DM-3'],
    {
      what: 'Each region reads the commands of the parent in order, store by store.',
      when: 'Every AddVersion, roll-forward, rollback and kill goes through it.',
      todo: 'A failing message blocks its store only; the narrative says that it is tried again.',
    },
    'faults/blocked-admin-queue',
    'tried again',
  ),
];
