/**
 * Da Vinci cases with the rule's names and answers with the vectors': timers as ages, details with
 * their lists sorted.
 */
import type { Liveness } from '../../../../model/rules/davinci/liveness.js';
import type {
  DavinciStatus,
  DeadLimits,
  InstanceReport,
  LivenessByInstance,
  ScanClock,
} from '../../../../model/rules/davinci/report.js';

/** What all Da Vinci cases give. */
export interface DavinciCase extends DeadLimits {
  readonly incrementalPush: boolean;
  readonly partitions: readonly (readonly InstanceReport[])[];
  readonly liveness: Readonly<Record<string, Liveness>>;
  readonly tooManyDeadSinceMsAgo: number | null;
}

const nowMs = 1_700_000_000_000;

export function clockOf({ tooManyDeadSinceMsAgo }: DavinciCase): ScanClock {
  return {
    nowMs,
    tooManyDeadSinceMs: tooManyDeadSinceMsAgo === null ? null : nowMs - tooManyDeadSinceMsAgo,
  };
}

export function livenessOf(recorded: Readonly<Record<string, Liveness>>): LivenessByInstance {
  return new Map(Object.entries(recorded));
}

export function recorded({
  status,
  noReport,
  details,
  tooManyDeadSinceMs,
}: DavinciStatus): unknown {
  return {
    status,
    noDaVinciStatusReported: noReport,
    details: normalized(details),
    tooManyDeadSinceMsAgo: tooManyDeadSinceMs === null ? null : nowMs - tooManyDeadSinceMs,
  };
}

/** Sorts the lists inside a text, as the vectors' notes say. */
export function normalized(details: string): string {
  return details
    .replace(
      /\[([^\]]*[^\d, \]][^\]]*)\]/g,
      (_, names: string) => `[${names.split(', ').sort().join(', ')}]`,
    )
    .replace(/(incomplete instances: )((?:[^,.\s]+,)+)/g, (_, lead: string, names: string) => {
      return `${lead}${names.slice(0, -1).split(',').sort().join(',')},`;
    });
}
