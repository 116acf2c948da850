/**
 * Switches AG1 to AG4: how the statuses of failing and silent regions become one. The design describes
 * the present here, so most are off in every profile. Declarations only.
 */
import { needsText, rowsOf } from './declaration.js';

const { onOff } = rowsOf('aggregation');
const deferredTargets = needsText('a target-region push with deferred swap');
const wholeMethods = [
  'parent_job_status',
  'deferred_swap_parallel',
  'deferred_swap_sequential',
] as const;

export const aggregation = [
  onOff(
    ['AG1', 'unreachable-is-error'],
    ['off', 'off', 'off'],
    'When a region does not answer, a terminal aggregate of the others turns into ERROR.',
    { pinnedBy: ['parent_push_status_aggregation', 'parent_job_status'] },
  ),
  onOff(
    ['AG2', 'majority-counts-undiscoverable'],
    ['off', 'off', 'off'],
    'In the majority rule a region whose leading controller cannot be found counts as failed.',
    { pinnedBy: ['parent_job_status'] },
  ),
  onOff(
    ['AG3', 'failed-target-is-killed'],
    ['off', 'off', 'off'],
    'The failure of a target region makes the parent version KILLED instead of ERROR.',
    { needs: [deferredTargets], pinnedBy: wholeMethods },
  ),
  onOff(
    ['AG4', 'dvc-errors-fail-target'],
    ['on', 'off', 'off'],
    'An error that only Da Vinci instances report fails a target region like a plain ERROR.',
    { needs: [deferredTargets], pinnedBy: wholeMethods },
  ),
] as const;
