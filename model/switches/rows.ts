/**
 * The one table of switches: every protection, gap and variant with its id, name, meaning, value per profile (as-designed, as-built,
 * baseline), dependencies and the vector targets that pin the as-built value. Data only, and therefore longer than other files; derived
 * types are in table.ts.
 */
import {
  needsConfig,
  needsSwitch,
  needsText,
  rowsOf,
  type SwitchDeclaration,
} from './declaration.js';

const protection = rowsOf('protection');
const gap = rowsOf('gap');
const aggregation = rowsOf('aggregation');
const hooksAndSwap = rowsOf('hooks-and-swap');
const recover = needsSwitch('recover');
const rolloutOrder = 'deferred.version.swap.region.roll.forward.order';
const autoConvert = needsSwitch('auto-convert');
const deferredTargets = needsText('a target-region push with deferred swap');
const wholeMethods = [
  'parent_job_status',
  'deferred_swap_parallel',
  'deferred_swap_sequential',
] as const;
const vip4Engines = [
  'vip4-parent',
  'vip4-child-poll',
  'vip4-child-rpc',
  'vip4-child-peer',
  'vip4-push-job',
] as const;
const hooksOn = needsSwitch('hooks');
const underVip4 = [needsSwitch('hook-engine', vip4Engines)];
const underAsBuilt = [needsSwitch('hook-engine', ['as-built'])];
const swaps = ['deferred_swap_parallel', 'deferred_swap_sequential'] as const;

/** All 73 switches in the order of the specification. */
export const switches = [
  // Protections of the degraded-mode design
  protection.onOff(
    ['D1', 'nr-redirect'],
    ['on', 'on', '-'],
    'A converted push copies from a source fabric among the regions it really targets.',
    { needs: [needsSwitch('auto-convert')] },
  ),
  protection.onOff(
    ['D2', 'auto-convert'],
    ['on', 'on', '-'],
    'A full push to a user store without real-time data is turned into a targeted push with ' +
      'deferred swap that leaves the degraded regions out.',
  ),
  protection.onOff(
    ['D3', 'skip-degraded'],
    ['on', 'on', '-'],
    'A region that the AddVersion message leaves out and names as degraded ignores it, even ' +
      'when the swap is deferred.',
    { needs: [needsText('the push has target regions')] },
  ),
  protection.onOff(
    ['D4', 'push-job-accepts-partial'],
    ['on', 'on', '-'],
    'A push job that was notified of degraded regions counts PARTIALLY_ONLINE as success.',
    {
      needs: [
        needsText('poll-effective-targets is on, or the degraded region completes after all'),
      ],
    },
  ),
  protection.onOff(
    ['D5', 'keep-backup'],
    ['on', 'on', 'on'],
    'Beside the current version, which is never deleted, one ONLINE backup is kept.',
    { pinnedBy: ['versions_to_delete', 'backup_version_cleanup'] },
  ),
  protection.choice(
    ['D6', 'block-incremental'],
    { values: ['all', 'non-active-active', 'off'], byProfile: ['all', 'all', '-'] },
    'Whose incremental pushes are refused while a region is degraded: those of every store, ' +
      'of stores that are not active-active, or of none.',
  ),
  protection.onOff(
    ['D7', 'recover'],
    ['on', 'on', '-'],
    'Removing the mark of a region starts a recovery of the version that it missed.',
    { needs: [needsConfig('degraded.mode.auto.recovery.enabled', 'true')] },
  ),
  protection.onOff(
    ['D8', 'orphan-monitor'],
    ['on', 'on', '-'],
    'Every 60 seconds a scan looks for recoveries that were lost and starts them again.',
    { needs: [recover] },
  ),
  protection.onOff(
    ['D9', 'registry-cas'],
    ['on', 'off', '-'],
    'A write to the registry of degraded regions succeeds only on the version that was read, ' +
      'and is tried again otherwise (also called G10).',
    { needs: [needsText('registry watches are delayed, or there are two writers')] },
  ),
  protection.onOff(
    ['D10', 'min-healthy'],
    ['on', 'on', '-'],
    'A mark that would leave fewer than two healthy regions is refused.',
  ),
  protection.onOff(
    ['D11', 'feature-flag'],
    ['on', 'on', '-'],
    'While degraded.mode.enabled is false, marks are refused and no push is converted or blocked.',
  ),
  protection.onOff(
    ['D12', 'reverify'],
    ['on', 'on', '-'],
    'Recovery makes a version ONLINE only if it finds it PARTIALLY_ONLINE at that moment.',
    { needs: [recover] },
  ),
  protection.onOff(
    ['D13', 'one-recovery'],
    ['on', 'on', '-'],
    'A cluster has at most one unfinished recovery per region.',
    { needs: [recover] },
  ),
  protection.onOff(
    ['D14', 'reject-migrating'],
    ['on', 'on', 'on'],
    'A store that is being migrated takes no part in data recovery.',
    { needs: [needsText('a data recovery runs')] },
  ),
  // Gaps between design and code: off is as built
  gap.onOff(
    ['G1', 'poll-effective-targets'],
    ['on', 'off', '-'],
    'The push job polls the status of the regions its version targets, and of no other.',
    { needs: [needsText('the push was converted')], pinnedBy: ['parent_job_status'] },
  ),
  gap.onOff(
    ['G2', 'empty-target-guard'],
    ['on', 'off', 'off'],
    'A status query about a deferred swap that names no targets leaves the parent ' +
      'version as it is instead of making it PUSHED.',
    { pinnedBy: ['parent_job_status'] },
  ),
  gap.onOff(
    ['G3', 'parallel-marks-partial'],
    ['on', 'off', 'off'],
    'A parallel swap ends PARTIALLY_ONLINE when a region failed and every other one serves ' +
      'the version, also right after rolling those forward.',
    { needs: [needsConfig(rolloutOrder, 'empty')], pinnedBy: ['deferred_swap_parallel'] },
  ),
  gap.onOff(
    ['G4', 'sequential-skips-degraded'],
    ['on', 'off', '-'],
    'A sequential swap passes over degraded regions, the first of the order included.',
    { needs: [needsConfig(rolloutOrder, 'set')], pinnedBy: ['deferred_swap_sequential'] },
  ),
  gap.onOff(
    ['G5', 'recovered-version-swaps'],
    ['on', 'off', '-'],
    'A version that recovery rebuilt in a region is served there as soon as it is complete.',
    { needs: [recover], pinnedBy: ['child_push_completion'] },
  ),
  gap.onOff(
    ['G6', 'online-needs-all-regions'],
    ['on', 'off', '-'],
    'Recovery makes a version ONLINE only once every region serves it or a newer one.',
    { needs: [needsText('two or more regions were left out')] },
  ),
  gap.onOff(
    ['G7', 'superseded-is-terminal'],
    ['on', 'off', '-'],
    'A PARTIALLY_ONLINE version older than what the region serves no longer counts as an orphan.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G8', 'never-go-back'],
    ['on', 'off', '-'],
    'Recovery leaves a region alone that already serves the version or a newer one.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G9', 'source-is-not-destination'],
    ['on', 'off', '-'],
    "Recovery copies from the version's own source fabric, or from another region that has " +
      'it, but never from the region it heals.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G11', 'swap-timeout'],
    ['on', 'off', 'off'],
    'A push job stops waiting for the swap 20 minutes after the wait time, unless its push is degraded.',
    { needs: [needsText('a target-region push with deferred swap')] },
  ),
  gap.onOff(
    ['G12', 'clamp-progress'],
    ['on', 'off', '-'],
    'The progress of a recovery counts each store once, when the region serves it or the recovery gives ' +
      'it up, each lifted version once, and is a fraction from 0 to 1.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G13', 'truthful-response'],
    ['on', 'off', '-'],
    'The answer to the creation of a version names exactly the degraded regions that this ' +
      'version leaves out.',
  ),
  gap.onOff(
    ['G14', 'recovery-keeps-backup'],
    ['on', 'off', '-'],
    'The start of a recovery retires no version of the region, and a push retires no unfinished copy of ' +
      'a recovery before the region serves a newer version.',
    { needs: [recover], pinnedBy: ['versions_to_delete'] },
  ),
  gap.onOff(
    ['G15', 'fencing'],
    ['on', 'off', '-'],
    'A parent controller that loses leadership abandons its recovery work.',
    { needs: [needsText('the parent controller fails over')] },
  ),
  gap.onOff(
    ['G16', 'trigger-safe'],
    ['on', 'off', '-'],
    'When listing the stores to recover fails, the region can still be recovered later.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G17', 'versioned-rollback'],
    ['on', 'off', 'off'],
    'A rollback names the version that it rolls back: only regions that serve it move, and the ' +
      'parent checks it rather than its own current version.',
    { pinnedBy: ['parent_rollback_completion', 'backup_version_number'] },
  ),
  gap.onOff(
    ['G18', 'keep-manual-defer'],
    ['on', 'off', '-'],
    'A swap that the user deferred by hand stays deferred in every region of a converted push.',
    { needs: [autoConvert] },
  ),
  gap.onOff(
    ['G19', 'confirmation-errors-count'],
    ['on', 'off', '-'],
    'A failed attempt to confirm a recovery uses up one of its limited attempts, and a failed copy ' +
      'ends the confirmation.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G20', 'flag-all-excluded'],
    ['on', 'off', '-'],
    'Every version that left out a degraded region at its creation remembers it and can be recovered there.',
  ),
  gap.onOff(
    ['G21', 'kill-keeps-partial'],
    ['on', 'off', 'off'],
    'A kill changes neither a PARTIALLY_ONLINE version nor one that a region serves.',
  ),
  gap.onOff(
    ['G22', 'keep-staging'],
    ['on', 'off', '-'],
    'Healthy regions of a converted push wait for the rollout order and the hooks instead of ' +
      'swapping on completion.',
    { needs: [autoConvert, needsText('a rollout order, or hooks')] },
  ),
  gap.onOff(
    ['G23', 'recovery-skips-rolled-back'],
    ['on', 'off', '-'],
    'A version that an operator or a hook rolled back is not recovered.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G24', 'abandon-old-recovery'],
    ['on', 'off', '-'],
    'A newer degraded push ends the unfinished recovery of an older version and is recovered instead.',
    { needs: [recover, needsText('refines one-recovery')] },
  ),
  gap.onOff(
    ['G25', 'exclude-recovering'],
    ['off', 'off', '-'],
    'A new push also leaves out regions whose mark is gone but whose recovery is not over.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G26', 'auto-unmark'],
    ['off', 'off', '-'],
    'A mark that exceeds its time limit is removed, which starts the recovery.',
  ),
  gap.onOff(
    ['G27', 'majority-blocks-creation'],
    ['off', 'off', 'off'],
    'A push is refused when at least half of the regions do not answer.',
  ),
  gap.onOff(
    ['G28', 'flag-off-ignores-registry'],
    ['on', 'off', '-'],
    'While degraded.mode.enabled is false, the monitor and queries too find the registry empty.',
    { needs: [needsSwitch('feature-flag')] },
  ),
  gap.onOff(
    ['G29', 'mark-sets-emergency-source'],
    ['off', 'off', '-'],
    "Marking the source fabric's region sets emergency.source.region, and removing the last mark clears it.",
  ),
  gap.onOff(
    ['G30', 'emergency-for-all-stores'],
    ['on', 'off', 'off'],
    'emergency.source.region moves the source of every store, and not of active-active ones only.',
    { needs: [needsConfig('emergency.source.region', 'set')] },
  ),
  gap.onOff(
    ['G31', 'parallel-confirmation'],
    ['on', 'off', '-'],
    'Recoveries are confirmed at the same time instead of by a single thread for all regions.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G32', 'validate-recovered-data'],
    ['on', 'off', '-'],
    'A recovered version becomes ONLINE only if it has the same partitions and records as its source.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G33', 'count-degraded-completions'],
    ['on', 'off', '-'],
    'The metric push.completed.degraded.count is recorded.',
  ),
  gap.onOff(
    ['G34', 'alert-failed-recoveries'],
    ['on', 'off', '-'],
    'A store that recovery gives up on, a migrating one included, raises an alert instead of only counting.',
    { needs: [recover] },
  ),
  gap.onOff(
    ['G35', 'scan-despite-marks'],
    ['on', 'off', '-'],
    'The scan for lost recoveries leaves out only the regions that are marked; off: it rests ' +
      'while any region is marked.',
    { needs: [needsSwitch('orphan-monitor')] },
  ),
  gap.onOff(
    ['G36', 'source-avoids-marked'],
    ['on', 'off', '-'],
    'A push copies from no marked region while another one is eligible, whether the push is converted ' +
      'or not.',
  ),
  // Aggregation and failing regions
  aggregation.onOff(
    ['AG1', 'unreachable-is-error'],
    ['off', 'off', 'off'],
    'When a region does not answer, a terminal aggregate of the others turns into ERROR.',
    { pinnedBy: ['parent_push_status_aggregation', 'parent_job_status'] },
  ),
  aggregation.onOff(
    ['AG2', 'majority-counts-undiscoverable'],
    ['off', 'off', 'off'],
    'In the majority rule a region whose leading controller cannot be found counts as failed.',
    { pinnedBy: ['parent_job_status'] },
  ),
  aggregation.onOff(
    ['AG3', 'failed-target-is-killed'],
    ['off', 'off', 'off'],
    'The failure of a target region makes the parent version KILLED instead of ERROR.',
    { needs: [deferredTargets], pinnedBy: wholeMethods },
  ),
  aggregation.onOff(
    ['AG4', 'dvc-errors-fail-target'],
    ['on', 'off', 'off'],
    'An error that only Da Vinci instances report fails a target region like a plain ERROR.',
    { needs: [deferredTargets], pinnedBy: wholeMethods },
  ),
  // Hooks and swap
  hooksAndSwap.onOff(['HS1', 'hooks'], ['on', 'on', 'off'], 'Registered hooks are called.'),
  hooksAndSwap.choice(
    ['HS2', 'hook-engine'],
    {
      values: [
        'vip4-parent',
        'as-built',
        'vip4-child-poll',
        'vip4-child-rpc',
        'vip4-child-peer',
        'vip4-push-job',
      ],
      byProfile: ['vip4-parent', 'as-built', 'as-built'],
    },
    'The process that calls hooks and swaps: the parent as proposed, the shipped code, or one of ' +
      'the four alternatives that the proposal discusses.',
    { needs: [hooksOn, needsText('the store has hooks')], pinnedBy: swaps },
  ),
  hooksAndSwap.choice(
    ['HS3', 'abort-scope'],
    { values: ['job', 'region'], byProfile: ['job', '-', '-'] },
    'Scope of an ABORT: the whole push job, or only the region of the call.',
    { needs: underVip4 },
  ),
  hooksAndSwap.choice(
    ['HS4', 'swap-transport'],
    {
      values: ['admin-channel', 'direct-call'],
      byProfile: ['admin-channel', 'direct-call', 'direct-call'],
    },
    'How the parent makes one region swap: a message on the admin channel, or a call to its controller.',
    { needs: underVip4 },
  ),
  hooksAndSwap.onOff(
    ['HS5', 'push-job-kills-on-failure'],
    ['on', 'on', 'on'],
    'A push job that fails has its push killed.',
    { needs: [needsText('the push is not incremental')] },
  ),
  hooksAndSwap.onOff(
    ['HS6', 'gated-version-ends-online'],
    ['off', 'on', '-'],
    'A version that hooks hold back is ONLINE, though not served, once complete; off, it is PUSHED.',
    { needs: underVip4, pinnedBy: ['child_push_completion'] },
  ),
  hooksAndSwap.onOff(
    ['HS7', 'no-report-completes-held-region'],
    ['off', 'on', '-'],
    'Seven scans without any report from Da Vinci instances complete a region even while a ' +
      'hook holds those instances back.',
    {
      needs: [...underVip4, needsText('a hook holds Da Vinci instances back')],
      pinnedBy: ['push_status_collector'],
    },
  ),
  hooksAndSwap.onOff(
    ['HS8', 'hook-exception-proceeds'],
    ['on', 'off', '-'],
    'A hook that throws or returns null before a swap counts as PROCEED.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  hooksAndSwap.onOff(
    ['HS9', 'filtered-roll-forward'],
    ['on', 'off', 'off'],
    'When the parent rolls some regions forward it contacts only those.',
    { needs: [needsText('the swap service or an operator rolls forward')] },
  ),
  hooksAndSwap.onOff(
    ['HS10', 'one-rollback-per-decision'],
    ['on', 'off', '-'],
    'Two or more hooks that veto the same swap cause a single rollback.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  hooksAndSwap.onOff(
    ['HS11', 'abort-keeps-swapped'],
    ['on', 'off', '-'],
    'ABORT ends the push and leaves regions that have swapped as they are; off, it does what ROLLBACK does.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  hooksAndSwap.onOff(
    ['HS12', 'gate-own-region'],
    ['on', 'off', '-'],
    'The hook before a swap is called about the region that swaps, the first and the last included.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  hooksAndSwap.choice(
    ['HS13', 'rollback-scope'],
    {
      values: ['all-swapped', 'forward-regions'],
      byProfile: ['all-swapped', 'forward-regions', '-'],
    },
    "Regions that ROLLBACK affects: every region that serves the version, or only the push's " +
      'target regions or the swapped prefix of the order.',
    { needs: [hooksOn, needsText('a hook vetoes')], pinnedBy: ['rollback_regions', ...swaps] },
  ),
  hooksAndSwap.onOff(
    ['HS14', 'post-swap-outcome-counts'],
    ['on', 'off', '-'],
    'The outcome of the hook after a swap on completion takes effect.',
    { needs: underAsBuilt, pinnedBy: ['child_push_completion'] },
  ),
  hooksAndSwap.onOff(
    ['HS15', 'hooks-see-job-status'],
    ['on', 'off', '-'],
    "Hooks receive the push's status with the times at which each region reached it.",
    { needs: [hooksOn, needsText('a hook reads it')] },
  ),
  hooksAndSwap.onOff(
    ['HS16', 'hook-limits'],
    ['on', 'off', '-'],
    'Hook calls share a bounded thread pool, run one at a time per store, and are cut off ' +
      'after a time limit.',
    { needs: [hooksOn, needsText('a hook is slow')] },
  ),
  hooksAndSwap.onOff(
    ['HS17', 'wait-asks-again'],
    ['on', 'off', '-'],
    'After WAIT the hook is called again after the interval at every point, the creation of a ' +
      'version included.',
    { needs: underAsBuilt },
  ),
  hooksAndSwap.choice(
    ['HS18', 'hook-config-vote'],
    {
      values: ['any-proceeds', 'all-proceed'],
      byProfile: ['any-proceeds', 'all-proceed', '-'],
    },
    'When a hook configuration is accepted: if one answer is PROCEED, or only if all are.',
    { needs: [hooksOn, needsText('a store update carries hooks')] },
  ),
  hooksAndSwap.onOff(
    ['HS19', 'rollback-to-previous'],
    ['on', 'off', 'off'],
    'A rollback goes to the version served before; off, to the highest ONLINE version below the current one.',
    {
      needs: [needsText('those two versions differ')],
      pinnedBy: ['backup_version_number'],
    },
  ),
  hooksAndSwap.onOff(
    ['HS20', 'dvc-serves-first'],
    ['on', 'off', 'off'],
    'Servers of a region swap only once its live Da Vinci instances serve the version; off, ' +
      'instances follow the servers.',
    {
      needs: [needsText('the store has Da Vinci instances')],
      pinnedBy: ['push_status_collector'],
    },
  ),
] as const satisfies readonly SwitchDeclaration[];
