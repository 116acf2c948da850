/** Computes the Da Vinci status of a version by both kinds of keys (DV-2). */
import type { InstanceReport } from '../../../model/rules/davinci/report.js';
import { decideDavinciStatus } from '../../../model/rules/davinci/version-reports.js';
import type { Adapter } from '../adapter.js';
import { clockOf, type DavinciCase, livenessOf, recorded } from './support/davinci.js';

interface Case extends DavinciCase {
  readonly versionLevel: readonly InstanceReport[] | null;
}

export const adapter: Adapter = {
  target: 'davinci_push_status',
  answer: (given: Case) => {
    const { incrementalPush, versionLevel, partitions } = given;
    const reports = {
      incrementalPush,
      versionLevel,
      partitions,
      liveness: livenessOf(given.liveness),
    };
    return recorded(decideDavinciStatus(reports, given, clockOf(given)));
  },
};
