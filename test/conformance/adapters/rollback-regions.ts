/** Adapter of the target rollback_regions: the region filter of a rollback after a veto (VS-3). */
import { rollbackFilter } from '../../../model/rules/swap/rollback-regions.js';
import type { Adapter } from '../adapter.js';

interface Input {
  readonly targetRegion: string;
  readonly rolloutOrder: readonly string[] | null;
}

export const adapter: Adapter = {
  target: 'rollback_regions',
  answer: ({ targetRegion, rolloutOrder }: Input) => ({
    regions: rollbackFilter(targetRegion, rolloutOrder ?? []),
  }),
};
