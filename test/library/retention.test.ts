/**
 * Every row of the table of retention has a scenario that shows it. A row that loses its file fails, and so does a file
 * that stands in no row. Whether a file's story is true its expectations say, which the test of the goldens plays.
 */
import { describe, expect, test } from 'vitest';
import { findScenarios } from '../../scenarios/index.js';
import { scenarioFile, vectorFolder } from '../support/scenario-files.js';
import { replayOf } from './replay.js';

const rows: readonly (readonly [row: string, file: string])[] = [
  ['versions to delete: the current one stays', 'retention/deletion-by-hand'],
  ['versions to delete: ROLLED_BACK stays', 'retention/rollback-retires-nothing'],
  ['versions to delete: KILLED goes', 'retention/killed-version-goes-at-the-next-push'],
  ['versions to delete: ERROR goes', 'swap/first-region-failed'],
  ['versions to delete: ONLINE beyond the budget goes', 'retention/push-start-deletes-the-backup'],
  ['versions to delete: STARTED before the last goes', 'retention/abandoned-version-goes'],
  ['versions to delete: the last STARTED stays', 'retention/abandoned-version-goes'],
  ['versions to delete: PUSHED stays', 'retention/pushed-version-takes-no-place'],
  ['retirement: ROLLED_BACK after a day', 'retention/rolled-back-version-goes-with-a-push'],
  ['retirement: not within the minimum delay', 'retention/no-deletion-within-the-minimum-delay'],
  ['push start in a region', 'retention/push-start-deletes-the-backup'],
  ['push start without early deletion', 'retention/without-early-deletion'],
  ['completion: the new one and a backup', 'retention/push-start-deletes-the-backup'],
  ['completion: PUSHED takes no place', 'retention/pushed-version-takes-no-place'],
  ['completion of a repush retires nothing', 'retention/repush-keeps-its-source-for-an-hour'],
  ['roll-forward retires nothing', 'retention/pushed-version-takes-no-place'],
  ['rollback retires nothing', 'retention/rollback-retires-nothing'],
  ['three ONLINE, two rollbacks', 'retention/two-rollbacks-end-on-the-older-backup'],
  ['single deletion: not the current version', 'retention/deletion-by-hand'],
  ['single deletion: the topic of a migrating store stays', 'push-kinds/migrating-store'],
  ['cleanup (1): rolled-back versions after a day', 'retention/rollback-retires-nothing'],
  ['cleanup (2): a single backup after a week', 'retention/backup-lives-for-a-week'],
  ['cleanup (2): two backups at once', 'retention/pushed-version-takes-no-place'],
  ['cleanup (2): beside a repush after an hour', 'retention/repush-keeps-its-source-for-an-hour'],
  ['cleanup (4): the minimum delay', 'retention/no-deletion-within-the-minimum-delay'],
  ['cleanup (5): failed ones first', 'retention/killed-version-goes-first'],
  ['cleanup (5): of a chain of repushes the oldest stays', 'retention/chain-of-repushes'],
  ['parent: five versions', 'retention/history-of-the-parent'],
  ['parent: stranded versions', 'retention/stranded-version-is-deleted-everywhere'],
  ['push records outlive their version', 'known-quirks/error-record-as-built'],
];

describe('hooks examples: retention', () => {
  test.each(rows)('%s: %s', (_row, file) => {
    const { expectations } = replayOf(scenarioFile(file)).scenario;
    expect(expectations.length).toBeGreaterThan(1);
  });

  test('every scenario of the folder stands in a row', () => {
    const named = rows.map(([, file]) => scenarioFile(file));
    const folder = findScenarios([`${vectorFolder}/retention`]);
    expect(folder.filter((file) => !named.includes(file))).toEqual([]);
  });
});
