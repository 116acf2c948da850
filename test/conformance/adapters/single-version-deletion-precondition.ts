/**
 * Adapter of `single_version_deletion_precondition`: calls RT-6 and writes its values as recorded. No
 * decision lives here.
 */
import { maySingleVersionBeDeleted } from '../../../model/rules/retention/single-deletion.js';
import type { Adapter } from '../adapter.js';

interface Input {
  readonly storeExists: boolean;
  readonly systemStore: boolean;
  readonly currentVersion: number;
  readonly version: number;
}

const spelling = {
  allowed: 'allowed',
  'no-such-store': 'noSuchStore',
  'current-version': 'currentVersion',
} as const;

export const adapter: Adapter = {
  target: 'single_version_deletion_precondition',
  answer: ({ storeExists, systemStore, currentVersion, version }: Input) => {
    const store = storeExists ? { system: systemStore, currentVersion } : null;
    return { result: spelling[maySingleVersionBeDeleted(store, version)] };
  },
};
