/**
 * What an author can expect of a count: polls of a push job, calls of hooks, version topics. The counts are read from the World, so they may be
 * expected at any instant.
 */
import { formatDuration } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { omitUndefined } from '../omit-undefined.js';
import type { CountOf, Expectation } from '../scenario.js';
import { bound, boundWords } from './expect-metric.js';
import { mapping, type Schema, wordedIssue } from './leaf.js';
import { momentOrEnd, pushName, regionName, storeName } from './references.js';
import { word } from './values.js';

/** What each count is about, by the keys that it needs and those that it may have. */
const counted: Readonly<Record<CountOf, { needs: readonly Place[]; may: readonly Place[] }>> = {
  polls: { needs: ['push'], may: [] },
  'hook-calls': { needs: [], may: ['store', 'region'] },
  topics: { needs: ['store'], may: ['region'] },
  'truncated-topics': { needs: ['store'], may: ['region'] },
};
type Place = 'push' | 'store' | 'region';
const words = Object.keys(counted) as CountOf[];
const places: readonly Place[] = ['push', 'store', 'region'];

/** The entry `{ counts, push | store | region, is | atLeast | atMost }`. */
export function countsSchema(
  known: DeclaredNames,
): Schema<Omit<Extract<Expectation, { kind: 'counts' }>, 'line'>> {
  return mapping({
    counts: word('what is counted up to then', words),
    at: momentOrEnd('when it must be so; absent = at the end', known).optional(),
    push: pushName('the push whose polls are counted', known).optional(),
    store: storeName('the store that it is about; absent = all', known).optional(),
    region: regionName(
      "the region that it is about; absent = all regions for calls, the parent's for topics",
      known,
    ).optional(),
    is: bound('exactly this').optional(),
    atLeast: bound('this or more').optional(),
    atMost: bound('this or less').optional(),
  }).transform(({ counts, at = 'end', push, store, region, ...bounds }, report) => {
    const said = boundWords(bounds);
    if (said === '')
      report.addIssue(wordedIssue('expects nothing', { expected: 'is, atLeast or atMost' }));
    const about = { push, store, region };
    const { needs, may } = counted[counts];
    for (const place of places) {
      const isThere = about[place] !== undefined;
      if (!isThere && needs.includes(place))
        report.addIssue(wordedIssue(`${counts} need a ${place}`, { expected: `${place}: …` }));
      if (isThere && !needs.includes(place) && !may.includes(place))
        report.addIssue({
          ...wordedIssue(`${counts} have no ${place}`, { expected: [...needs, ...may].join(', ') }),
          path: [place],
        });
    }
    const moment = at === 'end' ? 'at the end' : `at ${formatDuration(at - known.start)}`;
    const where = places.flatMap((place) => about[place] ?? []).join(', ');
    const text = `${moment} the ${counts.replace('-', ' ')}${where === '' ? '' : ` of ${where}`} are ${said}`;
    return { kind: 'counts', counts, at, ...omitUndefined({ ...about, ...bounds }), text };
  });
}
