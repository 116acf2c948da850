/** Every switch matters: a run with another value breaks an invariant or misses an expectation, or a reason says why none can. */
import { expect, test } from 'vitest';
import { invariants } from '../../model/index.js';
import { matrixPage, mutationMatrix, otherWords } from './mutation-matrix.js';
import { unseen } from './mutation-witnesses.js';

const rows = mutationMatrix();

test('every other value of every switch has a row', () => {
  const shown = new Set(rows.map(({ name, word }) => `${name} ${word}`));
  expect([...shown]).toEqual(otherWords().map(({ name, word }) => `${name} ${word}`));
});

test.each(rows.filter(({ file }) => file !== ''))('$name $word is seen in $file', (row) => {
  expect([...row.invariants, ...row.missed]).not.toEqual([]);
});

test('what nothing shows has a reason, and there is little of it', () => {
  const silent = rows.filter(({ file }) => file === '');
  expect(silent.map(({ name, word }) => [name, word])).toEqual(
    unseen.map(([name, word]) => [name, word]),
  );
  expect(silent.filter(({ because }) => because === '')).toEqual([]);
});

test('it names nothing but invariants that there are', () => {
  const names = new Set(invariants.map(({ name }) => name));
  const unknown = rows.flatMap((row) => row.invariants).filter((name) => !names.has(name));
  expect(unknown).toEqual([]);
});

test('the page in the documentation is what the library gives', async () => {
  await expect(matrixPage(rows)).toMatchFileSnapshot('../../docs/mutation-matrix.md');
});
