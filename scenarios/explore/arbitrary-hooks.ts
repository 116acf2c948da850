/** Draws hooks of the catalogue. One that the engine cannot run, or whose values do not go together, is taken out later. */
import fc from 'fast-check';
import type { AnyHook } from '../../model/index.js';
import { entryDraw, fieldsDraw, type Unnamed } from './arbitrary-fields.js';
import { type Entry, someone } from './arbitrary-world.js';

/** A hook as a file holds it. */
export function hookDraw(hooks: readonly AnyHook[]): fc.Arbitrary<Unnamed<Entry>> {
  return entryDraw(hooks, ({ hook, fields }) =>
    fc
      .record({
        values: fieldsDraw(fields, ['hook', 'stores', 'duration']),
        store: fc.option(someone(), { nil: undefined }),
      })
      .map(({ values, store }) => (cast) => {
        const named = values(cast);
        const stores =
          store === undefined ? {} : { stores: [cast.stores[store % cast.stores.length]] };
        return named && { hook, ...named, ...stores };
      }),
  );
}
