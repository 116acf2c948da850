/**
 * Options of a push that do not apply to its mode or its store. What Venice itself refuses in a run is not rejected here: a scenario may show
 * it. Reads the unvalidated values; what the schema rejects is skipped.
 */

import { parseDuration } from '../../sim/index.js';
import { isPush } from '../declared-names.js';
import { type Diagnostic, flawAt, foundText } from '../diagnostic.js';
import { entries, part, storeOf, textAt } from '../document-parts.js';

/** All options of pushes that have no effect. */
export function pushChecks(file: unknown): Diagnostic[] {
  return (entries(file, 'timeline') ?? []).flatMap((entry, index) =>
    isPush(entry)
      ? requirements.flatMap((requirement) => diagnosticOf(file, entry, index, requirement))
      : [],
  );
}

interface Requirement {
  readonly key: string;
  /** Undefined: any value. */
  readonly word?: string;
  readonly needs: string;
  readonly expected: string;
  holds(file: unknown, entry: unknown): boolean;
}

const records = 'an empty push has no records';

const requirements: readonly Requirement[] = [
  {
    key: 'of',
    needs: 'only a repush copies a version',
    expected: 'mode: repush beside it',
    holds: (_, entry) => textAt(entry, 'mode') === 'repush',
  },
  {
    key: 'diesAt',
    needs: 'its job has not begun by then',
    expected: 'an instant after that of the push',
    holds: (_, entry) => isAfter(entry),
  },
  {
    key: 'failsAt',
    word: 'dictionary',
    needs: 'this push builds no dictionary',
    expected: 'a store with dictionary: true, and a push that brings records of its own',
    holds: (file, entry) => part(storeOf(file, entry), 'dictionary') === true && samples(entry),
  },
  ...['failsAt', 'size', 'rate', 'defect', 'newSchema'].map((key) => ({
    key,
    needs: records,
    expected: 'a push with records, or an empty push without this key',
    holds: (_: unknown, entry: unknown) => textAt(entry, 'mode') !== 'empty',
  })),
  {
    key: 'newSchema',
    needs: 'a repush brings the records of a version that is there',
    expected: 'a push that brings records of its own',
    holds: (_, entry) => textAt(entry, 'mode') !== 'repush',
  },
];

function diagnosticOf(
  file: unknown,
  entry: unknown,
  index: number,
  requirement: Requirement,
): Diagnostic[] {
  const found = part(entry, requirement.key);
  if (found === undefined || (requirement.word !== undefined && found !== requirement.word))
    return [];
  if (requirement.holds(file, entry)) return [];
  return flawAt(['timeline', index, requirement.key], {
    message: `${requirement.key} has no effect: ${requirement.needs}`,
    expected: requirement.expected,
    found: foundText(found),
  });
}

/** Whether the job dies after its start. Instants that are not durations are not compared. */
function isAfter(entry: unknown): boolean {
  const [at, diesAt] = [textAt(entry, 'at'), textAt(entry, 'diesAt')].map((text) =>
    parseDuration(text ?? ''),
  );
  return at === undefined || diesAt === undefined || diesAt > at;
}

/** Whether the job samples its records for a dictionary. */
function samples(entry: unknown): boolean {
  return !['empty', 'incremental', 'repush'].includes(textAt(entry, 'mode') ?? 'full');
}
