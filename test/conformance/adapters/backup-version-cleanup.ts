/**
 * Adapter of `backup_version_cleanup`: runs RT-5 with the fleet check off, as the recorded cases do. No
 * decision lives here.
 */
import {
  type CleanupQuestion,
  cleanUpBackups,
  cleanupReadiness,
} from '../../../model/rules/retention/backup-cleanup.js';
import type { Adapter } from '../adapter.js';

export const adapter: Adapter = {
  target: 'backup_version_cleanup',
  answer: (input: Omit<CleanupQuestion, 'fleetOnCurrentVersion'>) => {
    const question = { ...input, fleetOnCurrentVersion: true };
    const { cleaned, rolledBack, backups, reduced } = cleanUpBackups(question, {
      keepBackup: true,
    });
    return {
      ready: cleanupReadiness(question) === 'ready',
      cleaned,
      deleted: [...rolledBack, ...backups],
      replicasReduced: reduced,
    };
  },
};
