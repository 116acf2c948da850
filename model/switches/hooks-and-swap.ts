/**
 * Switches HS1 to HS20: who calls lifecycle hooks, what their outcomes do, and how versions are swapped
 * and rolled back. A vip4 engine implies several of them, which then matter only for the as-built engine.
 * Declarations only.
 */
import { needsSwitch, needsText, rowsOf } from './declaration.js';

const { onOff, choice } = rowsOf('hooks-and-swap');

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

export const hooksAndSwap = [
  onOff(['HS1', 'hooks'], ['on', 'on', 'off'], 'Registered hooks are called.'),
  choice(
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
    'Who calls the hooks and who swaps: the parent as proposed, the shipped code, or one of ' +
      'the four alternatives that the proposal discusses.',
    { needs: [hooksOn, needsText('the store has hooks')], pinnedBy: swaps },
  ),
  choice(
    ['HS3', 'abort-scope'],
    { values: ['job', 'region'], byProfile: ['job', '-', '-'] },
    'What an ABORT ends: the whole push job, or the region it was said about.',
    { needs: underVip4 },
  ),
  choice(
    ['HS4', 'swap-transport'],
    {
      values: ['admin-channel', 'direct-call'],
      byProfile: ['admin-channel', 'direct-call', 'direct-call'],
    },
    'How the parent makes one region swap: a message on the admin channel, or a call to its controller.',
    { needs: underVip4 },
  ),
  onOff(
    ['HS5', 'push-job-kills-on-failure'],
    ['on', 'on', 'on'],
    'A push job that fails has its push killed.',
    { needs: [needsText('the push is not incremental')] },
  ),
  onOff(
    ['HS6', 'gated-version-ends-online'],
    ['off', 'on', '-'],
    'A version that hooks hold back is ONLINE, though not served, once complete; off, it is PUSHED.',
    { needs: underVip4, pinnedBy: ['child_push_completion'] },
  ),
  onOff(
    ['HS7', 'no-report-completes-held-region'],
    ['off', 'on', '-'],
    'Seven scans without any report from Da Vinci instances complete a region even while a ' +
      'hook holds those instances back.',
    {
      needs: [...underVip4, needsText('a hook holds Da Vinci instances back')],
      pinnedBy: ['push_status_collector'],
    },
  ),
  onOff(
    ['HS8', 'hook-exception-proceeds'],
    ['on', 'off', '-'],
    'A hook that throws or answers null before a swap is taken to say PROCEED.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  onOff(
    ['HS9', 'filtered-roll-forward'],
    ['on', 'off', 'off'],
    'When the parent rolls some regions forward it contacts only those.',
    { needs: [needsText('the swap service or an operator rolls forward')] },
  ),
  onOff(
    ['HS10', 'one-rollback-per-decision'],
    ['on', 'off', '-'],
    'Two or more hooks that veto the same swap cause a single rollback.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  onOff(
    ['HS11', 'abort-keeps-swapped'],
    ['on', 'off', '-'],
    'ABORT ends the push and leaves regions that have swapped as they are; off, it does what ROLLBACK does.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  onOff(
    ['HS12', 'gate-own-region'],
    ['on', 'off', '-'],
    'The hook before a swap is asked about the very region that is to swap, the first and the last included.',
    { needs: underAsBuilt, pinnedBy: swaps },
  ),
  choice(
    ['HS13', 'rollback-scope'],
    {
      values: ['all-swapped', 'forward-regions'],
      byProfile: ['all-swapped', 'forward-regions', '-'],
    },
    "Whom ROLLBACK takes back: every region that serves the version, or only the push's " +
      'target regions or the swapped prefix of the order.',
    { needs: [hooksOn, needsText('a hook vetoes')], pinnedBy: ['rollback_regions', ...swaps] },
  ),
  onOff(
    ['HS14', 'post-swap-outcome-counts'],
    ['on', 'off', '-'],
    'What the hook after a swap on completion answers is acted upon.',
    { needs: underAsBuilt, pinnedBy: ['child_push_completion'] },
  ),
  onOff(
    ['HS15', 'hooks-see-job-status'],
    ['on', 'off', '-'],
    "Hooks are handed the push's status with the times at which each region reached it.",
    { needs: [hooksOn, needsText('a hook reads it')] },
  ),
  onOff(
    ['HS16', 'hook-limits'],
    ['on', 'off', '-'],
    'Hook calls share a bounded thread pool, run one at a time per store, and are cut off ' +
      'after a time limit.',
    { needs: [hooksOn, needsText('a hook is slow')] },
  ),
  onOff(
    ['HS17', 'wait-asks-again'],
    ['on', 'off', '-'],
    'WAIT makes the hook be asked again after the interval at every point, the creation of a ' +
      'version included.',
    { needs: underAsBuilt },
  ),
  choice(
    ['HS18', 'hook-config-vote'],
    {
      values: ['any-proceeds', 'all-proceed'],
      byProfile: ['any-proceeds', 'all-proceed', '-'],
    },
    'When a hook configuration is accepted: if one answer is PROCEED, or only if all are.',
    { needs: [hooksOn, needsText('a store update carries hooks')] },
  ),
  onOff(
    ['HS19', 'rollback-to-previous'],
    ['on', 'off', 'off'],
    'A rollback goes to the version served before; off, to the highest ONLINE version below the current one.',
    {
      needs: [needsText('those two versions differ')],
      pinnedBy: ['backup_version_number'],
    },
  ),
  onOff(
    ['HS20', 'dvc-serves-first'],
    ['on', 'off', 'off'],
    'Servers of a region swap only once its live Da Vinci instances serve the version; off, ' +
      'instances follow the servers.',
    {
      needs: [needsText('the store has Da Vinci instances')],
      pinnedBy: ['push_status_collector'],
    },
  ),
] as const;
