/**
 * `list`, `explain`, `schema` and `explore` show what the catalogue holds and nothing else: the real catalogue with one dummy of each kind is
 * handed to all four. A fault, a hook and an operator action can be written in a file and are drawn; an invariant can be named in `violates`
 * and is watched while exploring; a report and a rule are listed and explained.
 */
import { describe, expect, test } from 'vitest';
import { type Catalogue, catalogueKinds, realCatalogue } from '../../cli/catalogue.js';
import { explanations, listing } from '../../cli/catalogue-commands.js';
import { defineFault } from '../../model/faults/fault.js';
import { defineHook } from '../../model/hooks/hook.js';
import {
  type AnyHook,
  field,
  type Invariant,
  type LedgerEntry,
  type OperatorAction,
  optionalField,
} from '../../model/index.js';
import { titleOf } from '../../reports/index.js';
import { documentOfRun, exploreBatch } from '../../scenarios/explore/index.js';
import { scenarioJsonSchema } from '../../scenarios/index.js';

const source = 'a dummy';
const example = 'nothing';

const fault = defineFault({
  kind: 'dummy-fault',
  title: 'A dummy fault',
  does: 'Nothing.',
  heals: 'At once.',
  example,
  source,
  fields: {
    near: field('region', 'a region'),
    others: field('regions', 'more regions'),
    after: field('duration', 'a time', { fallback: 1_000 }),
    share: optionalField('factor', 'a share', { max: 1 }),
  },
  conditions: () => [],
});

const hook: AnyHook = defineHook({
  hook: 'dummy-hook',
  title: 'A dummy hook',
  source,
  example,
  fields: { hours: field('hours', 'some hours'), word: field('word', 'a word', { words: ['a'] }) },
  points: {},
});

const action: OperatorAction = {
  action: 'dummy-action',
  title: 'A dummy action',
  does: 'Nothing.',
  example,
  source,
  fields: { store: field('store', 'a store'), often: field('count', 'how often', { min: 1 }) },
};

const invariant: Invariant = {
  name: 'dummy-invariant',
  id: 'I0',
  title: 'A dummy invariant',
  class: 'always',
  source,
  kinds: ['push-requested'],
  watch: () => ({ onTurn: () => ['the dummy is broken'] }),
};

const rule: LedgerEntry = { id: 'SA-999', title: 'A dummy rule', source, actors: [] };

const report = { name: 'dummy-report', title: 'A dummy report' };

const catalogue: Catalogue = {
  ...realCatalogue,
  faults: [...realCatalogue.faults, fault],
  hooks: [...realCatalogue.hooks, hook],
  operatorActions: [...realCatalogue.operatorActions, action],
  invariants: [...realCatalogue.invariants, invariant],
  rules: [...realCatalogue.rules, rule],
  reports: [...realCatalogue.reports, report],
};

const dummies = [
  { kind: 'faults', name: 'dummy-fault', title: fault.title },
  { kind: 'hooks', name: 'dummy-hook', title: hook.title },
  { kind: 'operator-actions', name: 'dummy-action', title: action.title },
  { kind: 'invariants', name: 'dummy-invariant', title: invariant.title },
  { kind: 'rules', name: String(rule.id), title: rule.title },
  { kind: 'reports', name: 'dummy-report', title: report.title },
];

describe('a catalogue with one dummy of each kind', () => {
  test.each(dummies)('$kind: is listed and explained', ({ kind, name, title }) => {
    const lines = listing(kind, catalogue)?.split('\n') ?? [];
    expect(lines.filter((line) => line.startsWith(name) && line.includes(title))).toHaveLength(1);
    expect(explanations(name, catalogue).join('\n')).toContain(title);
  });

  test('every entry of every kind is listed and explained once', () => {
    for (const { kind, entries } of catalogueKinds(catalogue)) {
      if (kind !== 'rules')
        expect(listing(kind, catalogue)?.split('\n')).toHaveLength(entries.length);
    }
  });

  test('the schema reads a fault, a hook and an action with their fields, and names the invariant', () => {
    const schema = JSON.stringify(scenarioJsonSchema(catalogue));
    const published = JSON.stringify(scenarioJsonSchema(realCatalogue));
    for (const word of ['dummy-fault', 'dummy-hook', 'dummy-action', 'dummy-invariant']) {
      expect(schema).toContain(`"${word}"`);
      expect(published).not.toContain(word);
    }
    for (const { fields } of [fault, hook, action])
      for (const [name, { meaning }] of Object.entries(fields)) {
        expect(schema).toContain(`"${name}":`);
        expect(schema).toContain(meaning);
      }
  });

  test('exploring draws the fault, the hook and the action with sound values, and watches the invariant', () => {
    const exploration = { seed: 5, mistakes: true };
    const runs = 240;
    const drawn = Array.from({ length: runs }, (_, run) =>
      documentOfRun(exploration, run, catalogue),
    );
    const entries = drawn.flatMap(({ timeline, hooks }) => [timeline, hooks].flatMap(entriesOf));
    expect(entries.find((entry) => entry.fault === 'dummy-fault')).toMatchObject({
      near: expect.stringMatching(/^dc-/),
      others: expect.arrayContaining([expect.stringMatching(/^dc-/)]),
    });
    expect(entries.find((entry) => entry.hook === 'dummy-hook')).toMatchObject({ word: 'a' });
    expect(entries.find((entry) => entry.operator === 'dummy-action')).toMatchObject({
      store: expect.any(String),
    });
    // No actor carries the dummy action out, so its runs end in an exception; here they only have to be sound files.
    const { found, refused } = exploreBatch(exploration, 0, 12, catalogue);
    expect(refused).toEqual({});
    const breach = found.find(({ breaks }) => breaks === invariant.name);
    expect(breach?.message).toBe('the dummy is broken');
    expect(titleOf(invariant.name, catalogue.invariants)).toBe(invariant.title);
  });
});

function entriesOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}
