/** Facts about the registry of degraded regions: written, cached, marked, unmarked, measured, overdue; and the emergency source. */
import { type RegionId, regionName } from '../names.js';
import type { DegradedMark } from '../world/parent.js';
import { list } from './push.js';
import { type FactBase, type FactSheet, notable, plain } from './sheet.js';

interface RegistryWritten extends FactBase {
  readonly kind: 'registry-written';
  readonly marks: readonly DegradedMark[];
  readonly enabled: boolean;
  /** Regions whose mark this write wiped out, or brought back, unasked. */
  readonly lost: readonly RegionId[];
}
interface RegistryCached extends FactBase {
  readonly kind: 'registry-cached';
  readonly version: number;
  readonly marks: readonly DegradedMark[];
  readonly enabled: boolean;
}
/** A write failed, or met another one; it is tried again. */
interface RegistryWriteFailed extends FactBase {
  readonly kind: 'registry-write-failed';
  readonly region: RegionId;
  readonly reason: string;
}
interface DegradedMarked extends FactBase {
  readonly kind: 'degraded-marked';
  readonly region: RegionId;
  readonly timeoutMinutes: number;
  /** Who did it; 'auto' for the detector of policy D. */
  readonly operator: string;
  /** Regions marked now, as the controller that did it reads the registry. */
  readonly active: number;
}
interface DegradedUnmarked extends FactBase {
  readonly kind: 'degraded-unmarked';
  readonly region: RegionId;
  readonly changed: boolean;
  readonly operator: string;
  readonly active: number;
}
interface MarkOverdue extends FactBase {
  readonly kind: 'mark-overdue';
  readonly region: RegionId;
  readonly minutes: number;
  readonly timeoutMinutes: number;
}
/** The monitor has measured a mark: the gauge of its age. */
interface MarkMeasured extends FactBase {
  readonly kind: 'mark-measured';
  readonly region: RegionId;
  readonly minutes: number;
}
interface EmergencySourceSet extends FactBase {
  readonly kind: 'emergency-source-set';
  readonly region: string;
  /** 'operator', or 'auto' when a mark or an unmark did it. */
  readonly operator: 'operator' | 'auto';
}

export type RegistryFact =
  | RegistryWritten
  | RegistryCached
  | RegistryWriteFailed
  | DegradedMarked
  | DegradedUnmarked
  | MarkOverdue
  | MarkMeasured
  | EmergencySourceSet;

/** The sheets of this area. */
export const registrySheets: { readonly [F in RegistryFact as F['kind']]: FactSheet<F> } = {
  'registry-written': {
    fields: ['enabled', 'lost'],
    line: ({ lost }, names) =>
      notable(
        'parent',
        lost.length === 0
          ? ''
          : `a registry write made from an old copy changes the mark of ${list(names.regions, lost)} unasked`,
      ),
  },
  'registry-cached': { fields: ['version'] },
  'registry-write-failed': {
    fields: ['region'],
    line: ({ reason }) => plain('parent', `cannot write the registry, tries again: ${reason}`),
  },
  'degraded-marked': {
    fields: ['region', 'timeoutMinutes'],
    line: ({ region }, names) =>
      notable('operator', `marks ${regionName(names, region)} as degraded`),
  },
  'degraded-unmarked': {
    fields: ['region', 'changed'],
    line: ({ region, changed }, names) =>
      notable(
        'operator',
        `unmarks ${regionName(names, region)}${changed ? '' : ', which was not marked'}`,
      ),
  },
  'mark-overdue': {
    fields: ['region', 'timeoutMinutes'],
    line: ({ region, minutes, timeoutMinutes }, names) =>
      notable(
        'parent',
        `ALERT: ${regionName(names, region)} has been degraded for ${Math.floor(minutes)} min, over its ${timeoutMinutes} min`,
      ),
  },
  'mark-measured': { fields: ['region', 'minutes'] },
  'emergency-source-set': {
    fields: ['region'],
    line: ({ region, operator }) =>
      notable(
        operator === 'auto' ? 'parent' : 'operator',
        region === ''
          ? 'clears the emergency source region'
          : `sets the emergency source region to ${region}`,
      ),
  },
};
