/**
 * Switches D1 to D14: the protections of the degraded-mode design, and the two older ones it leans on
 * (D5, D14). Turning one off shows what it protects from. Declarations only.
 */
import { needsConfig, needsSwitch, needsText, rowsOf } from './declaration.js';

const { onOff, choice } = rowsOf('protection');
const recover = needsSwitch('recover');

export const protections = [
  onOff(
    ['D1', 'nr-redirect'],
    ['on', 'on', '-'],
    'A converted push copies from a source fabric among the regions it really targets.',
    { needs: [needsSwitch('auto-convert')] },
  ),
  onOff(
    ['D2', 'auto-convert'],
    ['on', 'on', '-'],
    'A full push to a user store without real-time data is turned into a targeted push with ' +
      'deferred swap that leaves the degraded regions out.',
  ),
  onOff(
    ['D3', 'skip-degraded'],
    ['on', 'on', '-'],
    'A region that the AddVersion message leaves out and names as degraded ignores it, even ' +
      'when the swap is deferred.',
    { needs: [needsText('the push has target regions')] },
  ),
  onOff(
    ['D4', 'push-job-accepts-partial'],
    ['on', 'on', '-'],
    'A push job that was told of degraded regions counts PARTIALLY_ONLINE as success.',
    {
      needs: [
        needsText('poll-effective-targets is on, or the degraded region completes after all'),
      ],
    },
  ),
  onOff(
    ['D5', 'keep-backup'],
    ['on', 'on', 'on'],
    'Beside the current version, which is never deleted, one ONLINE backup is kept.',
    { pinnedBy: ['versions_to_delete', 'backup_version_cleanup'] },
  ),
  choice(
    ['D6', 'block-incremental'],
    { values: ['all', 'non-active-active', 'off'], byProfile: ['all', 'all', '-'] },
    'Whose incremental pushes are refused while a region is degraded: those of every store, ' +
      'of stores that are not active-active, or of none.',
  ),
  onOff(
    ['D7', 'recover'],
    ['on', 'on', '-'],
    'Taking the mark off a region replays into it the version that it missed.',
    { needs: [needsConfig('degraded.mode.auto.recovery.enabled', 'true')] },
  ),
  onOff(
    ['D8', 'orphan-monitor'],
    ['on', 'on', '-'],
    'Every 60 seconds a scan looks for recoveries that were lost and starts them again.',
    { needs: [recover, needsText('no region is marked')] },
  ),
  onOff(
    ['D9', 'registry-cas'],
    ['on', 'off', '-'],
    'A write to the registry of degraded regions succeeds only on the version that was read, ' +
      'and is tried again otherwise (also called G10).',
    { needs: [needsText('registry watches are delayed, or there are two writers')] },
  ),
  onOff(
    ['D10', 'min-healthy'],
    ['on', 'on', '-'],
    'A mark that would leave fewer than two healthy regions is refused.',
  ),
  onOff(
    ['D11', 'feature-flag'],
    ['on', 'on', '-'],
    'While degraded.mode.enabled is false, marks are refused and no push is converted or blocked.',
  ),
  onOff(
    ['D12', 'reverify'],
    ['on', 'on', '-'],
    'Recovery makes a version ONLINE only if it finds it PARTIALLY_ONLINE at that moment.',
    { needs: [recover] },
  ),
  onOff(
    ['D13', 'one-recovery'],
    ['on', 'on', '-'],
    'A cluster has at most one unfinished recovery per region.',
    { needs: [recover] },
  ),
  onOff(
    ['D14', 'reject-migrating'],
    ['on', 'on', 'on'],
    'A store that is being migrated takes no part in data recovery.',
    { needs: [needsText('a data recovery runs')] },
  ),
] as const;
