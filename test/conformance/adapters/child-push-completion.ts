/**
 * Computes what a region does at the end of a push (VS-4) and writes down what follows from the answer.
 */
import { type Completion, completeInRegion } from '../../../model/rules/swap/child-completion.js';
import type { VersionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';

interface Case {
  readonly region: string;
  readonly sequentialRolloutFirstRegion: string;
  readonly requestedStatus: VersionStatus;
  readonly versionNumber: number;
  readonly currentVersion: number;
  readonly writesEnabled: boolean;
  readonly version: {
    status: VersionStatus;
    swapDeferred: boolean;
    targetSwapRegion: string | null;
  } | null;
}

const asBuilt = {
  recoveredVersionSwaps: false,
  gatedVersionEndsOnline: true,
  keepStaging: false,
  keepManualDefer: false,
};
const plain = {
  recovered: false,
  hookGated: false,
  converted: false,
  deferredByUser: false,
  excluded: [],
};

export const adapter: Adapter = {
  target: 'child_push_completion',
  answer: (given: Case) => {
    const first = given.sequentialRolloutFirstRegion;
    const completion = completeInRegion(
      {
        region: given.region,
        rolloutOrder: first === '' ? [] : [first],
        storeHasHooks: false,
        requested: given.requestedStatus,
        version: given.versionNumber,
        currentVersion: given.currentVersion,
        writesEnabled: given.writesEnabled,
        record: given.version === null ? undefined : { ...given.version, ...plain },
      },
      asBuilt,
    );
    const swaps = completion.kind === 'updated' && completion.swap === 'now';
    return {
      outcome: completion.kind,
      actions: recordedActions(given, completion),
      versionStatusAfter:
        completion.kind === 'updated' ? completion.status : (given.version?.status ?? null),
      currentVersionAfter: swaps ? given.versionNumber : given.currentVersion,
    };
  },
};

function recordedActions(
  { versionNumber: to, currentVersion: from }: Case,
  completion: Completion,
): unknown[] {
  if (completion.kind !== 'updated') return [];
  const write = { type: 'setVersionStatus', version: to, status: completion.status };
  if (completion.swap !== 'now') return [write];
  return [
    { type: 'setCurrentVersion', version: to },
    { type: 'notifyCurrentVersionChange', from, to },
    { type: 'versionSwapMessage', from, to },
    write,
  ];
}
