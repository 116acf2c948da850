/** `defineHook` of the package's entry is typed: what a compiler refuses here, it refuses in a person's own file. */
import { expect, test } from 'vitest';
import { defineHook, field } from '../../../scenarios/index.js';

test('points get the types of the declared fields, and outcomes are checked point by point', () => {
  const hook = defineHook({
    hook: 'typed',
    fields: { soak: field('duration', 'how long'), name: field('text', 'who') },
    points: {
      preStoreVersionSwap: (view, { soak, name }) =>
        view.nowMs > soak ? { outcome: 'ROLLBACK', because: name } : 'WAIT',
      postEndOfPushJob: () => undefined,
      // @ts-expect-error a job is started or not; it cannot wait
      preStartOfPushJob: () => 'WAIT',
      // @ts-expect-error no such field
      preStoreVersionCreation: (_view, { missing }) => (missing ? 'WAIT' : 'PROCEED'),
    },
  });
  // @ts-expect-error no such function
  defineHook({ hook: 'typed', points: { preStoreVersionSwop: () => 'WAIT' } });
  expect(hook.hook).toBe('typed');
});
