/**
 * The reference text of the command line is complete: every fault, action, push mode, hook and key of a file that can be written is
 * explained, and every example is a line that runs.
 */
import { describe, expect, test } from 'vitest';
import { type CatalogueEntry, catalogueKinds, realCatalogue } from '../../cli/catalogue.js';
import { faults, hooks, operatorActions, pushModes, refusals } from '../../model/index.js';
import { fileKeys, parseScenario, type Run, runScenario } from '../../scenarios/index.js';

const all = catalogueKinds(realCatalogue);

function entriesOf(kind: string): readonly CatalogueEntry[] {
  return all.find((each) => each.kind === kind)?.entries ?? [];
}

function textsOf({ facts }: CatalogueEntry, label: string): readonly string[] {
  return facts.filter(([each]) => each === label).map(([, text]) => text);
}

function world(more: string): string {
  return `title: an example
horizon: 12h
regions: [dc-0, dc-1, dc-2]
stores: [{ name: profiles, size: 4 GB, sourceFabric: dc-0, incremental: true, daVinci: { instances: 4 } }]
${more}`;
}

function played(line: string): Run {
  const isOfPush = line.includes('push: p1') && !line.includes('operator:');
  const push = isOfPush ? '' : '  - { at: 1m, push: p1, store: profiles }\n';
  return runScenario(parseScenario(world(`timeline:\n  ${line}\n${push}`), 'example.yaml'));
}

function exampleOf(entry: CatalogueEntry): string {
  return textsOf(entry, 'example')[0] ?? '';
}

describe('faults', () => {
  test('every fault is listed', () => {
    expect(entriesOf('faults').map(({ name }) => name)).toEqual(faults.map(({ kind }) => kind));
  });

  test.each(entriesOf('faults'))(
    '$name says what it does, how it heals and what its fields are',
    (entry) => {
      expect(textsOf(entry, 'does')[0]?.length).toBeGreaterThan(40);
      expect(textsOf(entry, 'heals')[0]?.length).toBeGreaterThan(40);
      const fields = Object.keys(faults.find(({ kind }) => kind === entry.name)?.fields ?? {});
      const said = textsOf(entry, 'field').map((text) => text.split(': ')[0]);
      expect(said).toEqual(['at', 'for', ...fields]);
      for (const text of textsOf(entry, 'field'))
        expect(text).toMatch(/: .{6,} \(.*(required|optional|absent = .+)\)$/);
    },
  );

  test.each(entriesOf('faults'))('the example of $name begins it', (entry) => {
    const { narrative } = played(exampleOf(entry));
    expect(narrative.map(({ text }) => text).join('\n')).toContain(`${entry.name}`);
  });
});

describe("the operator's actions", () => {
  test('every action is listed', () => {
    expect(entriesOf('operator-actions').map(({ name }) => name)).toEqual(
      operatorActions.map(({ action }) => action),
    );
  });

  test.each(entriesOf('operator-actions'))(
    '$name says what it does and what its fields are',
    (entry) => {
      expect(textsOf(entry, 'does')[0]?.length).toBeGreaterThan(40);
      const fields = operatorActions.find(({ action }) => action === entry.name)?.fields ?? {};
      const said = textsOf(entry, 'field').map((text) => text.split(': ')[0]);
      expect(said).toEqual(['at', ...Object.keys(fields)]);
    },
  );

  test.each(entriesOf('operator-actions'))('the example of $name is sound', (entry) => {
    const line = exampleOf(entry).includes('scripted') ? '' : exampleOf(entry);
    const sound = world(
      `hooks: [{ hook: minimum-delay }]\ntimeline:\n  ${line}\n  - { at: 1m, push: p1, store: profiles }\n`,
    );
    expect(runScenario(parseScenario(sound, 'example.yaml')).events).toBeGreaterThan(0);
  });
});

describe('push modes', () => {
  test('every mode is listed', () => {
    expect(entriesOf('push-modes').map(({ name }) => name)).toEqual(
      pushModes.map(({ mode }) => mode),
    );
  });

  test.each(entriesOf('push-modes'))('the example of $name runs to its end', (entry) => {
    const [push] = played(exampleOf(entry)).summary.pushes;
    expect(push?.outcome).toBe('succeeded');
  });

  test('every key of a push is explained with every mode', () => {
    const keys = fileKeys(realCatalogue).filter(({ name }) => /^push\.\w+$/.test(name));
    const [first] = entriesOf('push-modes');
    for (const { name } of keys) {
      const said =
        first === undefined ? [] : textsOf(first, 'field').map((text) => text.split(': ')[0]);
      expect(said).toContain(name.slice(5));
    }
  });
});

describe('hooks', () => {
  test.each(hooks.map(({ hook, example }) => ({ hook, example })))(
    'the example of $hook is sound',
    ({ example }) => {
      const text = world(
        `hooks:\n  - { ${example} }\ntimeline: [{ at: 1m, push: p1, store: profiles }]\n`,
      );
      expect(parseScenario(text, 'example.yaml').setup.hooks).toHaveLength(1);
    },
  );
});

describe('keys of a file', () => {
  test.each(['region', 'store', 'store.daVinci', 'push', 'physics', 'latencies', 'monitoring'])(
    'every key of %s says what its absence means',
    (place) => {
      const own = fileKeys(realCatalogue).filter(
        ({ name }) => name.slice(0, name.lastIndexOf('.')) === place,
      );
      expect(own.length).toBeGreaterThan(1);
      for (const { name, required, meaning } of own)
        if (!required) expect(meaning, name).toMatch(/absent = ./);
    },
  );

  test('no name stands twice', () => {
    const names = fileKeys(realCatalogue).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('refusals', () => {
  test('each has its own message, fix and name', () => {
    const says = refusals.map((each) => each.says);
    expect(new Set(says).size).toBe(says.length);
    for (const { name, title, todo } of refusals) {
      expect(title.length, name).toBeGreaterThan(10);
      expect(todo.length, name).toBeGreaterThan(5);
    }
  });
});
