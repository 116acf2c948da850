/**
 * What a push record derives from its replicas besides its status: the progress text an operator reads,
 * whether every partition has seen the end of the push (hybrid stores and views wait for that), and
 * whether some replica found the data itself broken.
 */

import { areEnoughReplicas } from '../../../model/rules/aggregation/start-readiness.js';
import type { PushStrategy } from '../../../model/rules/aggregation/tolerance.js';
import type { Rule } from '../../../model/rules/rule.js';
import { type ExecutionStatus, isTerminal } from '../../../model/statuses.js';

export const partitionProgressRule: Rule = {
  id: 'SA-14',
  title: 'Progress text, end of push everywhere, fatal data error',
  source: 'OfflinePushStatus#setPartitionStatus, #isEOPReceivedInEveryPartition',
};

/** A replica as its push record keeps it. */
export interface RecordedReplica {
  readonly currentStatus: ExecutionStatus;
  readonly message: string;
  readonly history: readonly { readonly status: ExecutionStatus }[];
}

/** The replicas of every partition, by partition number. */
export type RecordedPartitions = readonly (readonly RecordedReplica[])[];

/** Marks the message of an error that a retry cannot fix. */
const fatalDataMarker = 'fatal data validation problem';

/**
 * The details text after replicas moved: how many partitions are through, and which are not if these
 * are few. An error counts as being through. `previous` stays while no partition is.
 */
export function progressText(
  partitions: RecordedPartitions,
  expected: { readonly replicationFactor: number; readonly strategy: PushStrategy },
  previous: string | null,
): string | null {
  const unfinished = [...partitions.keys()].filter((partition) => {
    const through = partitions[partition]!.filter(({ currentStatus }) => isTerminal(currentStatus));
    return !areEnoughReplicas(through.length, expected.replicationFactor, expected.strategy);
  });
  const finished = partitions.length - unfinished.length;
  if (finished === 0) return previous;
  const total = `${finished}/${partitions.length} partitions completed.`;
  if (unfinished.length === 0 || unfinished.length > unfinishedNamedMax) return total;
  return `${total}. Following partitions still not complete [${unfinished.join(', ')}]`;
}

/** More unfinished partitions than this are not named. */
const unfinishedNamedMax = 5;

/** A push that rebuilds a version from another region waits for a mark of its own. */
export type EndMark = 'END_OF_PUSH_RECEIVED' | 'DATA_RECOVERY_COMPLETED';

export type EndOfPush = 'everywhere' | 'not-everywhere' | 'not-asked';

/**
 * Does every partition have a replica that read the end? Called only while the push is STARTED, so that it is
 * acted on once.
 */
export function endOfPushSeen(
  pushStatus: ExecutionStatus,
  partitions: RecordedPartitions,
  mark: EndMark,
): EndOfPush {
  if (pushStatus !== 'STARTED') return 'not-asked';
  const sawEnd = ({ currentStatus, history }: RecordedReplica) =>
    currentStatus === mark || history.some(({ status }) => status === mark);
  return partitions.every((replicas) => replicas.some(sawEnd)) ? 'everywhere' : 'not-everywhere';
}

/** Did some replica stop because the data is broken? Then its topic is kept longer. */
export function findsFatalDataError(
  replicas: readonly Omit<RecordedReplica, 'history'>[],
): boolean {
  return replicas.some(
    ({ currentStatus, message }) => currentStatus === 'ERROR' && message.includes(fatalDataMarker),
  );
}
