/**
 * Draws pushes: every mode and what may go with it. A draw may have options that its mode or its store does not support, such as records of an
 * empty push; `possible-entries.ts` removes them. Places are numbers, named later; names of pushes are given later too.
 */
import fc from 'fast-check';
import { defects, type PushModeEntry } from '../../model/index.js';
import { weightOf } from './arbitrary-fields.js';
import { type Entry, minutes, someone, type Weighted, weighted } from './arbitrary-world.js';

/** The kind of sender, given by the prefix of the push's name; most are of users. */
const pushPrefixes = [
  ...['', '', '', '', '', ''],
  ...['venice_re_push_', 'venice_ttl_re_push_', 'venice_compliance_push_'],
] as const;

/** One push; its name comes from its place in the list, behind the drawn prefix. */
export function pushDraw(modes: readonly PushModeEntry[]): fc.Arbitrary<Entry> {
  const entry = {
    at: minutes(180),
    store: someone(),
    size: fc.constantFrom('0 B', '1 MB', '4 GB', '90 GB'),
    prefix: fc.constantFrom(...pushPrefixes),
    ...rareWishes,
  };
  const ofMode = ({ mode, drawTargets }: PushModeEntry): fc.Arbitrary<Entry> => {
    const own = { ...entry, mode: fc.constant(mode) };
    if (drawTargets === true)
      return fc.record({ ...own, targets }, { requiredKeys: ['at', 'store', 'mode', 'targets'] });
    return fc.record(
      { ...own, of: rarely(fc.integer({ min: 1, max: 3 })) },
      { requiredKeys: ['at', 'store', 'mode'] },
    );
  };
  return weighted(...modes.map((mode): Weighted<Entry> => [weightOf(mode), ofMode(mode)]));
}

const targets = fc.array(someone(), { minLength: 1, maxLength: 3 });

/** Half of one time in ten, since keys may be left out, too. */
const rareWishes = {
  newSchema: rarely(fc.constant(true)),
  rate: rarely(fc.constantFrom('5 MB/s', '40 MB/s')),
  failsAt: rarely(fc.constantFrom('schema', 'dictionary', 'writing')),
  diesAt: rarely(minutes(240, 1)),
  id: rarely(fc.constantFrom('shared', 'venice_re_push_shared')),
  defect: rarely(
    fc.record({
      kind: fc.constantFrom(...defects.map(({ kind }) => kind)),
      severity: fc.constantFrom(0.2, 1),
    }),
  ),
};

/** One time in ten. */
function rarely<Drawn>(arbitrary: fc.Arbitrary<Drawn>): fc.Arbitrary<Drawn | undefined> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}
