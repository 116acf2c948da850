/**
 * Adapter of `versions_to_delete`: hands a store's versions to RT-1 and turns its answer into Venice's.
 * No decision lives here.
 */
import {
  type RetainedStore,
  versionsToDelete,
} from '../../../model/rules/retention/versions-to-delete.js';
import type { Adapter } from '../adapter.js';

export const adapter: Adapter = {
  target: 'versions_to_delete',
  answer: (input: RetainedStore & { readonly clusterVersionsToPreserve: number }) => {
    const answer = versionsToDelete(input, input.clusterVersionsToPreserve, { keepBackup: true });
    return answer.kind === 'rejected'
      ? { rejected: true, delete: null }
      : { rejected: false, delete: answer.versions };
  },
};
