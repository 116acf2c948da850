/** Adapter of the target backup_version_number: the version a rollback finds (VS-8). */
import type { RegionVersion } from '../../../model/rules/swap/roll-forward-target.js';
import { backupVersionNumber } from '../../../model/rules/swap/rollback-target.js';
import type { Adapter } from '../adapter.js';

interface Input {
  readonly versions: readonly RegionVersion[];
  readonly currentVersion: number;
}

export const adapter: Adapter = {
  target: 'backup_version_number',
  answer: ({ versions, currentVersion }: Input) => ({
    backupVersion: backupVersionNumber(versions, currentVersion),
  }),
};
