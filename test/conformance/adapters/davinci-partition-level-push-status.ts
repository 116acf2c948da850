/** Computes the Da Vinci status of a version by partition-level keys alone (DV-3). */
import { decideByPartition } from '../../../model/rules/davinci/partition-reports.js';
import type { Adapter } from '../adapter.js';
import { clockOf, type DavinciCase, livenessOf, recorded } from './support/davinci.js';

interface Case extends DavinciCase {
  readonly ignoredInstances: readonly string[];
}

export const adapter: Adapter = {
  target: 'davinci_partition_level_push_status',
  answer: (given: Case) => {
    const { incrementalPush, partitions } = given;
    const view = {
      incrementalPush,
      partitions,
      ignored: new Set(given.ignoredInstances),
      liveness: livenessOf(given.liveness),
    };
    return recorded(decideByPartition(view, given, clockOf(given)));
  },
};
