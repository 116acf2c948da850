/**
 * Adapter of the target parent_rollback_completion: the parent's records after a rollback (VS-9).
 */
import { parseRegions } from '../../../model/rules/regions/region-lists.js';
import type { RegionVersion } from '../../../model/rules/swap/roll-forward-target.js';
import {
  type RollbackAction,
  rollbackCompletion,
} from '../../../model/rules/swap/rollback-completion.js';
import type { VersionStatus } from '../../../model/statuses.js';
import type { Adapter } from '../adapter.js';

interface Input {
  readonly regions: readonly {
    readonly region: string;
    readonly reachable: boolean;
    readonly rolledBackVersionStatus: VersionStatus | null;
  }[];
  readonly regionFilter: string | null;
  readonly rolledBackVersion: number;
  readonly versions: readonly RegionVersion[];
  readonly currentVersion: number;
}

export const adapter: Adapter = {
  target: 'parent_rollback_completion',
  answer: ({ regions, regionFilter, ...rest }: Input) => {
    const completion = rollbackCompletion(
      {
        ...rest,
        filter:
          regionFilter === null || regionFilter === '' ? undefined : parseRegions(regionFilter),
        regions: regions.map(({ region, reachable, rolledBackVersionStatus }) => ({
          region,
          reachable,
          versionStatus: rolledBackVersionStatus ?? undefined,
          currentVersion: 0,
        })),
      },
      { versionedRollback: false },
    );
    return {
      persisted: completion.outcome === 'stored',
      actions: completion.actions.map(recorded),
    };
  },
};

function recorded(action: RollbackAction): unknown {
  return action.kind === 'set-current-version'
    ? { type: 'setCurrentVersion', version: action.version }
    : { type: 'setVersionStatus', version: action.version, status: action.status };
}
