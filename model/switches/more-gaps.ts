/**
 * Switches G18 to G34, the second half of the gaps: what a conversion loses, what a recovery ought to
 * respect, and readings of the design that even as-designed leaves off. Declarations only.
 */
import { needsConfig, needsSwitch, needsText, rowsOf } from './declaration.js';

const { onOff } = rowsOf('gap');
const recover = needsSwitch('recover');
const autoConvert = needsSwitch('auto-convert');

export const moreGaps = [
  onOff(
    ['G18', 'keep-manual-defer'],
    ['on', 'off', '-'],
    'A swap that the user deferred by hand stays deferred in every region of a converted push.',
    { needs: [autoConvert] },
  ),
  onOff(
    ['G19', 'confirmation-errors-count'],
    ['on', 'off', '-'],
    'A failed attempt to confirm a recovery uses up one of its limited attempts.',
    { needs: [recover] },
  ),
  onOff(
    ['G20', 'flag-all-excluded'],
    ['on', 'off', '-'],
    'Every version that left out a degraded region at its creation remembers it and can be recovered there.',
  ),
  onOff(
    ['G21', 'kill-keeps-partial'],
    ['on', 'off', 'off'],
    'A kill neither touches a PARTIALLY_ONLINE version nor condemns one that a region serves.',
  ),
  onOff(
    ['G22', 'keep-staging'],
    ['on', 'off', '-'],
    'Healthy regions of a converted push wait for the rollout order and the hooks instead of ' +
      'swapping on completion.',
    { needs: [autoConvert, needsText('a rollout order, or hooks')] },
  ),
  onOff(
    ['G23', 'recovery-skips-rolled-back'],
    ['on', 'off', '-'],
    'A version that an operator or a hook rolled back is not recovered.',
    { needs: [recover] },
  ),
  onOff(
    ['G24', 'abandon-old-recovery'],
    ['on', 'off', '-'],
    'A newer degraded push ends the unfinished recovery of an older version and is recovered instead.',
    { needs: [recover, needsText('refines one-recovery')] },
  ),
  onOff(
    ['G25', 'exclude-recovering'],
    ['off', 'off', '-'],
    'A new push also leaves out regions whose mark is gone but whose recovery is not over.',
    { needs: [recover] },
  ),
  onOff(
    ['G26', 'auto-unmark'],
    ['off', 'off', '-'],
    'A mark that outlives its time limit is taken off, which begins the recovery.',
  ),
  onOff(
    ['G27', 'majority-blocks-creation'],
    ['off', 'off', 'off'],
    'A push is refused when at least half of the regions do not answer.',
  ),
  onOff(
    ['G28', 'flag-off-ignores-registry'],
    ['on', 'off', '-'],
    'While degraded.mode.enabled is false, the monitor and queries too find the registry empty.',
    { needs: [needsSwitch('feature-flag')] },
  ),
  onOff(
    ['G29', 'mark-sets-emergency-source'],
    ['off', 'off', '-'],
    "Marking the source fabric's region sets emergency.source.region, and removing the last mark clears it.",
  ),
  onOff(
    ['G30', 'emergency-for-all-stores'],
    ['on', 'off', 'off'],
    'emergency.source.region moves the source of every store, and not of active-active ones only.',
    { needs: [needsConfig('emergency.source.region', 'set')] },
  ),
  onOff(
    ['G31', 'parallel-confirmation'],
    ['on', 'off', '-'],
    'Recoveries are confirmed at the same time instead of by a single thread for all regions.',
    { needs: [recover] },
  ),
  onOff(
    ['G32', 'validate-recovered-data'],
    ['on', 'off', '-'],
    'A recovered version becomes ONLINE only if it has the same partitions and records as its source.',
    { needs: [recover] },
  ),
  onOff(
    ['G33', 'count-degraded-completions'],
    ['on', 'off', '-'],
    'The metric push.completed.degraded.count is recorded.',
  ),
  onOff(
    ['G34', 'alert-failed-recoveries'],
    ['on', 'off', '-'],
    'A store that recovery gives up on, a migrating one included, raises an alert instead of only counting.',
    { needs: [recover] },
  ),
] as const;
