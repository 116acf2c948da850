/** Facts about the registry of degraded regions: written, cached, marked, unmarked, measured, overdue; and the emergency source. */
import type { DegradedMark } from '../world/parent.js';
import { fact, flag, notable, number, numbers, ofRegion, text, unhashed, word } from './sheet.js';

const marks = unhashed<readonly DegradedMark[]>();
/** The actor, 'auto' for the detector of policy D; the marked regions, as that actor's controller reads the registry. */
const byOperator = { operator: text, active: unhashed<number>() };

export const registrySheets = {
  /** `lost`: regions whose mark this write removed or restored unintentionally (lost update). */
  'registry-written': fact({ marks, enabled: flag, lost: numbers }).byParent(({ lost }, { list }) =>
    notable(
      lost.length === 0
        ? ''
        : `a registry write made from an old copy changes the mark of ${list(lost)} unasked`,
    ),
  ),
  /** The leader's lock of the document: held until an instant, or released (-1). */
  'registry-busy': fact({ until: number }),
  'registry-cached': fact({ version: number, marks, enabled: unhashed<boolean>() }),
  /** A write failed or conflicted with another; it is retried. */
  'registry-write-failed': fact({ ...ofRegion, reason: text }).byParent(
    ({ reason }) => `cannot write the registry, tries again: ${reason}`,
  ),
  'degraded-marked': fact({ ...ofRegion, timeoutMinutes: number, ...byOperator }).byOperator(
    (_, { region }) => notable(`marks ${region} as degraded`),
  ),
  'degraded-unmarked': fact({ ...ofRegion, changed: flag, ...byOperator }).byOperator(
    ({ changed }, { region }) =>
      notable(`unmarks ${region}${changed ? '' : ', which was not marked'}`),
  ),
  'mark-overdue': fact({
    ...ofRegion,
    minutes: unhashed<number>(),
    timeoutMinutes: number,
  }).byParent(({ minutes, timeoutMinutes }, { region }) =>
    notable(
      `ALERT: ${region} has been degraded for ${Math.floor(minutes)} min, over its ${timeoutMinutes} min`,
    ),
  ),
  /** The monitor has measured a mark's age for its gauge. */
  'mark-measured': fact({ ...ofRegion, minutes: number }),
  /** Set by an operator, or 'auto' when a mark or unmark caused it. */
  'emergency-source-set': fact({
    region: word<string>(),
    operator: unhashed<'operator' | 'auto'>(),
  }).byOperator(({ region, operator }) => ({
    where: operator === 'auto' ? 'parent' : 'operator',
    text:
      region === ''
        ? 'clears the emergency source region'
        : `sets the emergency source region to ${region}`,
    important: true,
  })),
};
