/**
 * Switches G1 to G34, first half up to G17: where the shipped code falls short of the design; off is as
 * built. G10 does not appear, since it is D9. Declarations only.
 */
import { needsConfig, needsSwitch, needsText, rowsOf } from './declaration.js';

const { onOff } = rowsOf('gap');
const recover = needsSwitch('recover');
const rolloutOrder = 'deferred.version.swap.region.roll.forward.order';

export const firstGaps = [
  onOff(
    ['G1', 'poll-effective-targets'],
    ['on', 'off', '-'],
    'The push job asks for the status of the regions its version targets, and of no other.',
    { needs: [needsText('the push was converted')], pinnedBy: ['parent_job_status'] },
  ),
  onOff(
    ['G2', 'empty-target-guard'],
    ['on', 'off', 'off'],
    'A status query that speaks of a deferred swap but names no targets leaves the parent ' +
      'version as it is instead of making it PUSHED.',
    { pinnedBy: ['parent_job_status'] },
  ),
  onOff(
    ['G3', 'parallel-marks-partial'],
    ['on', 'off', 'off'],
    'A parallel swap ends PARTIALLY_ONLINE when a region failed and every other one serves ' +
      'the version, also right after rolling those forward.',
    { needs: [needsConfig(rolloutOrder, 'empty')], pinnedBy: ['deferred_swap_parallel'] },
  ),
  onOff(
    ['G4', 'sequential-skips-degraded'],
    ['on', 'off', '-'],
    'A sequential swap passes over degraded regions, the first of the order included.',
    { needs: [needsConfig(rolloutOrder, 'set')], pinnedBy: ['deferred_swap_sequential'] },
  ),
  onOff(
    ['G5', 'recovered-version-swaps'],
    ['on', 'off', '-'],
    'A version that recovery rebuilt in a region is served there as soon as it is complete.',
    { needs: [recover], pinnedBy: ['child_push_completion'] },
  ),
  onOff(
    ['G6', 'online-needs-all-regions'],
    ['on', 'off', '-'],
    'Recovery makes a version ONLINE only once every region serves it or a newer one.',
    { needs: [needsText('two or more regions were left out')] },
  ),
  onOff(
    ['G7', 'superseded-is-terminal'],
    ['on', 'off', '-'],
    'A PARTIALLY_ONLINE version older than what the region serves no longer counts as an orphan.',
    { needs: [recover] },
  ),
  onOff(
    ['G8', 'never-go-back'],
    ['on', 'off', '-'],
    'Recovery leaves a region alone that already serves the version or a newer one.',
    { needs: [recover] },
  ),
  onOff(
    ['G9', 'source-is-not-destination'],
    ['on', 'off', '-'],
    "Recovery copies from the version's own source fabric, or from another region that has " +
      'it, but never from the region it heals.',
    { needs: [recover] },
  ),
  onOff(
    ['G11', 'swap-timeout'],
    ['on', 'off', 'off'],
    'A push job stops waiting for the swap 20 minutes after the wait time, unless its push is degraded.',
    { needs: [needsText('a target-region push with deferred swap')] },
  ),
  onOff(
    ['G12', 'clamp-progress'],
    ['on', 'off', '-'],
    'The progress of a recovery counts no store twice.',
    { needs: [recover] },
  ),
  onOff(
    ['G13', 'truthful-response'],
    ['on', 'off', '-'],
    'The answer to the creation of a version names exactly the degraded regions that this ' +
      'version leaves out.',
  ),
  onOff(
    ['G14', 'recovery-keeps-backup'],
    ['on', 'off', '-'],
    'The start of a recovery retires no version of the region.',
    { needs: [recover], pinnedBy: ['versions_to_delete'] },
  ),
  onOff(
    ['G15', 'fencing'],
    ['on', 'off', '-'],
    'A parent controller that loses leadership abandons its recovery work.',
    { needs: [needsText('the parent controller fails over')] },
  ),
  onOff(
    ['G16', 'trigger-safe'],
    ['on', 'off', '-'],
    'When listing the stores to recover fails, the region can still be recovered later.',
    { needs: [recover] },
  ),
  onOff(
    ['G17', 'versioned-rollback'],
    ['on', 'off', 'off'],
    'A rollback says which version it takes back: only regions that serve it move, and the ' +
      'parent asks about it rather than about its own current version.',
    { pinnedBy: ['parent_rollback_completion', 'backup_version_number'] },
  ),
] as const;
