/**
 * The library shows everything: every fault, every action of the operator, every sort of push and every reason of a refusal has a scenario that
 * would fail if it were missing. The lists come from the model, so a new entry without a scenario fails here.
 */
import { describe, expect, test } from 'vitest';
import { faults, operatorActions, pushModes, type Refusal, refusals } from '../../model/index.js';
import { parseScenario, runScenario, ScenarioError } from '../../scenarios/index.js';
import { allScenarioFiles, scenarioFile } from '../support/scenario-files.js';
import { changed, replayOf } from './replay.js';

const files = allScenarioFiles().map((file) => ({ file, text: replayOf(file).text }));

/** The text without the lines of its timeline that say this, and without expectations of the action. */
function without(text: string, key: 'fault' | 'operator', word: string): string {
  const entry = new RegExp(`^ {2}- \\{.*\\b${key}: ${word}[,\\s}]`);
  return text
    .split('\n')
    .filter((line) => !entry.test(line))
    .join('\n')
    .replace(/^timeline:\n(?! )/m, 'timeline: []\n');
}

/** Does the scenario, changed so, miss an expectation or break or keep an invariant that it should not? */
function tells(file: string, text: string): boolean {
  try {
    return changed(file, text).verdict !== 'passed';
  } catch (error) {
    if (error instanceof ScenarioError) return false;
    throw error;
  }
}

/** Cap on the files that are tried for one entry. */
const looks = 25;

function shownBy(changed: (text: string) => string): string | undefined {
  const users = files.filter(({ text }) => changed(text) !== text);
  // Small files first: they are about less.
  users.sort((one, other) => one.text.length - other.text.length);
  return users.slice(0, looks).find(({ file, text }) => tells(file, changed(text)))?.file;
}

test('an announced flaw that does not show is a missed expectation', () => {
  const text = `title: t\nregions: [dc-0]\nstores: [{ name: s }]\nviolates: [no-ghost-version]\n`;
  expect(runScenario(parseScenario(text, 'f.yaml')).verdict).toBe('expectation-missed');
});

describe('a library scenario shows', () => {
  test.each(faults.map(({ kind }) => kind))('when there is no %s', (kind) => {
    expect(shownBy((text) => without(text, 'fault', kind))).toBeDefined();
  });

  test.each(operatorActions.map(({ action }) => action))('the absence of %s', (action) => {
    expect(shownBy((text) => without(text, 'operator', action))).toBeDefined();
  });

  test.each(pushModes.map(({ mode }) => mode).filter((mode) => mode !== 'full'))(
    'when a push is full instead of %s',
    (mode) => {
      const sort = new RegExp(`, mode: ${mode}(?=[,\\s}])`, 'g');
      const beside = new RegExp(
        `(push: .*, mode: ${mode})(.*), (of|targets): (\\[[^\\]]*\\]|\\d+)`,
        'g',
      );
      expect(shownBy((text) => text.replace(beside, '$1$2').replace(sort, ''))).toBeDefined();
    },
  );
});

/** The file in which each reason can be read. */
const shown: Readonly<Partial<Record<Refusal['name'], string>>> = {
  'list-without-mode': 'rejections/target-list-without-a-mode',
  'no-default-target': 'rejections/no-region-to-target',
  'targets-everyone': 'rejections/targets-are-all-regions',
  'ingestion-paused': 'rejections/ingestion-is-paused',
  'majority-unreachable': 'rejections/half-of-the-regions-are-silent',
  'rolled-back-version': 'rejections/rollback-origin-holds-the-store',
  'deletions-pending': 'rejections/backups-are-not-gone-yet',
  'detection-failed': 'rejections/record-is-gone-topic-is-there',
  'lingering-version': 'rejections/lingering-push-stops-an-increment',
  'push-running': 'rejections/another-push-runs',
  'region-degraded': 'degraded/incremental-push-is-refused',
  'takes-no-increments': 'rejections/store-takes-no-increments',
  'nothing-to-add-to': 'rejections/store-takes-no-increments',
  'all-targets-degraded': 'rejections/all-targets-are-degraded',
  cooldown: 'rejections/too-soon-after-a-failed-push',
  'no-parent': 'rejections/no-parent-answers',
  'writes-disabled': 'rejections/store-takes-no-writes',
  'hook-objects': 'rejections/hook-objects-before-the-start',
  'repush-source-not-current': 'push-kinds/repush-names-its-version',
  'ttl-repush-of-batch-store': 'rejections/ttl-repush-of-a-batch-store',
  'regular-push-after-ttl-repush': 'push-kinds/ttl-repush',
  'empty-hook-list': 'rejections/empty-list-of-hooks-as-built',
  'nothing-to-repush': 'rejections/nothing-to-push-again',
  'repush-source-not-whole': 'push-kinds/repush-source-is-gone',
  'source-brokers-unreachable': 'rejections/source-brokers-are-down',
  'mark-feature-missing': 'rejections/mark-without-degraded-mode',
  'mark-too-few-healthy': 'edge-cases/e06-three-of-five-gone.as-designed',
  'mark-feature-off': 'edge-cases/e12-feature-switched-off.as-designed',
  'parent-has-no-leader': 'rejections/operator-calls-without-a-leader',
  'nothing-to-roll-forward': 'edge-cases/e20-data-check.as-designed',
  'region-did-not-answer': 'rejections/roll-forward-meets-a-silent-region',
  'region-did-not-roll-forward': 'rejections/roll-forward-without-ready-replicas',
  'version-is-current': 'retention/deletion-by-hand',
  'registry-not-written': 'rejections/registry-cannot-be-written',
  'leader-lost-meanwhile': 'rejections/leader-goes-while-a-mark-is-written',
  'hook-config-not-accepted': 'rejections/hook-configuration-is-voted-down',
};

/** Reasons that no file can lead to, and why; the rules' own tests hold them. */
const unreachable: Readonly<Partial<Record<Refusal['name'], string>>> = {
  'incremental-targeted': 'a push of a file has one mode',
  'two-deferrals': 'a push of a file has one mode',
  'two-targeted-modes': 'a push of a file has one mode',
  'bad-preserve-count': 'no key and no store of a file keeps fewer than one version',
  'version-missing': 'a topic without a record is found before the record is looked for',
  'unknown-region': 'a file that names an unknown region is refused when it is read',
  'no-source-fabric': 'without a name the first region is the source fabric',
  'mark-unknown-region': 'a file that names an unknown region is refused when it is read',
  'mark-lock-not-obtained': 'calls of a simulated parent wait for no lock',
  'mark-not-leader': 'a call that finds no leader is refused before the mark is judged',
};

describe('every reason of a refusal', () => {
  test('is shown by a scenario, or it is said why none can', () => {
    const known = [...Object.keys(shown), ...Object.keys(unreachable)];
    expect(known.toSorted()).toEqual(refusals.map(({ name }) => name).toSorted());
  });

  test.each(refusals.filter(({ name }) => shown[name] !== undefined))(
    '$name can be read',
    ({ name, says }) => {
      const { verdict, narrative } = replayOf(scenarioFile(shown[name] ?? ''));
      expect(verdict).toBe('passed');
      const refused = narrative.split('\n').filter((line) => /^(\d+d )?\d\d:.*refuse/.test(line));
      expect(refused.join('\n')).toContain(says);
    },
  );
});
