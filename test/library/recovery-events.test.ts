/** Every event at every stage of a recovery: the event falls inside its stage, the run ends, and the page in the documentation says how. */
import { expect, test } from 'vitest';
import { recoveryEvents, recoveryEventsPage } from '../support/recovery-events.js';

const rows = recoveryEvents();

test('there are at least twelve events and eight stages', () => {
  expect(rows.length).toBeGreaterThanOrEqual(12);
  expect(Math.min(...rows.map((cells) => cells.length))).toBeGreaterThanOrEqual(8);
});

test.each(rows.map((cells) => [cells[0]?.event ?? '', cells] as const))(
  '%s: falls inside every stage, and breaks nothing',
  (_, cells) => {
    expect(cells.filter(({ inside }) => !inside).map(({ stage }) => stage)).toEqual([]);
    expect(
      cells
        .filter(({ text }) => text.includes('breaks'))
        .map(({ stage, text }) => `${stage}: ${text}`),
    ).toEqual([]);
  },
);

test('the page in the documentation is what the runs give', async () => {
  await expect(recoveryEventsPage(rows)).toMatchFileSnapshot('../../docs/recovery-events.md');
});
