/** Which exit status wins, and the names of report files. */
import { describe, expect, test } from 'vitest';
import { statusOfVerdict, worstStatus } from '../../cli/exit-status.js';
import { replayWords } from '../../cli/replay.js';
import { reportFileNames } from '../../cli/report-files.js';

describe('exit statuses', () => {
  test('each verdict has its own', () => {
    expect(statusOfVerdict('passed')).toBe(0);
    expect(statusOfVerdict('expectation-missed')).toBe(1);
    expect(statusOfVerdict('invariant-violated')).toBe(2);
    expect(statusOfVerdict('unsettled')).toBe(4);
  });

  test('the worst wins: 70, 3, 2, 4, 1, 0', () => {
    expect(worstStatus([])).toBe(0);
    expect(worstStatus([0, 1])).toBe(1);
    expect(worstStatus([1, 4])).toBe(4);
    expect(worstStatus([4, 2, 1])).toBe(2);
    expect(worstStatus([2, 3, 4])).toBe(3);
    expect(worstStatus([3, 70, 2])).toBe(70);
  });
});

describe('names of report files', () => {
  test('a single scenario gives its own name', () => {
    expect(reportFileNames(['library/normal/a-push.yaml'])).toEqual(['a-push']);
  });

  test('folders that differ become part of the name', () => {
    expect(reportFileNames(['lib/a/x.yaml', 'lib/b/x.yaml'])).toEqual(['a-x', 'b-x']);
  });

  test('no two are the same, and none leaves the folder', () => {
    expect(reportFileNames(['../x.yaml', 'x.json', '/x.yml'])).toEqual(['x', 'x-2', 'x-3']);
  });
});

test('the replay repeats every override but the seed', () => {
  const said = replayWords({
    seed: '1',
    profile: 'as-built',
    policy: 'D',
    horizon: '2h',
    switches: { recover: 'off' },
  });
  expect(said).toBe('--venice as-built --policy D --switch recover=off --until 2h');
});
