/**
 * The 50 places where the shipped code differs from the design of degraded mode, with the files that show
 * each or the reason why none does. The rows themselves are in the folder of the same name, by subject.
 */
import type { Divergence } from './divergence.js';
import { divergencesOfMarks } from './marks.js';
import { divergencesOfPushes } from './pushes.js';
import { divergencesOfRecoveries } from './recoveries.js';

export type { Divergence } from './divergence.js';

/** All differences, by number. */
export const divergences: readonly Divergence[] = [
  ...divergencesOfMarks,
  ...divergencesOfPushes,
  ...divergencesOfRecoveries,
].toSorted((one, other) => one.row - other.row);

/** Files that show a difference, as-designed first; none if no run shows it. */
export function filesOf({ shown }: Divergence): readonly string[] {
  switch (shown.kind) {
    case 'pair':
      return [shown.asDesigned, shown.asBuilt];
    case 'alike':
      return [shown.file];
    case 'not':
      return [];
  }
}
