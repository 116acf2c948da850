/** Findings are written to another folder than the scenario they come from: the hook modules they name keep their files under other paths. */
import { expect, test } from 'vitest';
import { withMovedHooks } from '../../cli/moved-hooks.js';

test.each([
  ['found', '../canary.js'],
  ['found/deep', '../../canary.js'],
  ['.', './canary.js'],
])('a finding in %s names the module as %s', (to, path) => {
  const document = { title: 't', hooks: [{ module: './canary.js' }, { hook: 'notify' }] };
  const base = { seed: 1, mistakes: false, document, code: { 'canary.js': 'text' } } as never;
  const moved = withMovedHooks(base, '.', to) as { document: object; code?: object };
  expect(moved.document).toEqual({
    title: 't',
    hooks: [{ module: path }, { hook: 'notify' }],
  });
  expect(Object.values(moved.code ?? {})).toEqual(['text']);
});
