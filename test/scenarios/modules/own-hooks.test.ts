/** People's own hooks: how they are loaded, what they may answer, and what is said about everything that is wrong with them. */
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../../scenarios/index.js';
import { prepare } from '../../../scenarios/run/run.js';
import {
  asking,
  read,
  reasons,
  refusal,
  refused,
  run,
  scenario,
} from '../../support/hook-modules.js';

describe('a hook of one’s own', () => {
  test('gates a push like a built-in one', () => {
    const module = asking("return view.region === 'dc-1' ? 'ABORT' : 'PROCEED';");
    const { summary } = run({ module });
    expect(summary.pushes[0]?.reason).toContain('ABORT at preStoreVersionSwap for dc-1');
  });

  test('gets the values of its declared fields, and their fallbacks', () => {
    const module = `import { defineHook, field } from 'venice-push-sim';
export default defineHook({
  hook: 'mine',
  fields: { region: field('region', 'where'), said: field('word', 'what', { words: ['ABORT', 'ROLLBACK'], fallback: 'ABORT' }) },
  points: { preStoreVersionSwap: (view, { region, said }) => (view.region === region ? said : 'PROCEED') },
});`;
    const told = { module, entry: '{ module: ./mine.js, region: dc-1 }' };
    expect(run(told).summary.pushes[0]?.reason).toContain('ABORT at preStoreVersionSwap for dc-1');
  });

  test('remembers by saying so, and tells people', () => {
    const module = asking(
      "return view.remembered < 3 ? { outcome: 'WAIT', remembers: view.remembered + 1, emits: 'look ' + view.attempt } : 'PROCEED';",
    );
    const done = run({ module });
    expect(done.summary.pushes[0]?.outcome).toBe('succeeded');
    expect(done.facts.filter(({ fact }) => fact.kind === 'hook-event-sent')).toHaveLength(6);
  });

  test('may be made of several files and of a named export', () => {
    const module = `import { isQuiet } from './lib/quiet.js';
import { defineHook as declare, weekdays } from 'venice-push-sim';
export const other = declare({ hook: 'other', points: { preEndOfPushJob: () => 'ABORT' } });
export const mine = declare({ hook: 'mine', points: { preStoreVersionSwap: (view) => isQuiet(view, weekdays) } });
`;
    const files = {
      'lib/quiet.js':
        "export function isQuiet(view, days) { return days.length === 7 && view.region === 'dc-1' ? 'ROLLBACK' : 'PROCEED'; }",
    };
    const mine = run({ module, files, entry: '{ module: ./mine.js, export: mine }' });
    expect(mine.summary.pushes[0]?.reason).toContain('ROLLBACK at preStoreVersionSwap for dc-1');
    const other = run({ module, files, entry: '{ module: ./mine.js, export: other }' });
    expect(other.summary.pushes[0]?.reason).toContain('ABORT at preEndOfPushJob');
  });

  test('that throws proceeds, as in Venice, and the narrative says where it threw', () => {
    const done = run({ module: asking("throw new TypeError('no such thing');") });
    expect(done.summary.pushes[0]?.outcome).toBe('succeeded');
    const line = done.narrative.find(({ text }) => text.includes('mine'))?.text;
    expect(line).toContain('PROCEED');
    expect(reasons(done)[0]).toContain('TypeError: no such thing at folder/mine.js:6');
  });

  test('leaves a World that is plain data: it can be copied and run on', () => {
    const { simulation } = prepare(read({ module: asking("return 'PROCEED';") }));
    simulation.run(simulation.now + 90_000);
    expect(() => simulation.snapshot()).not.toThrow();
    expect(simulation.world.setup.hooks[0]).toMatchObject({ hook: 'mine', values: {} });
  });

  test('gives the same run every time', () => {
    const module = asking("return view.attempt < 4 ? 'WAIT' : 'PROCEED';");
    expect(run({ module }).digest).toBe(run({ module }).digest);
  });

  test('may be told apart from another text of the same name', () => {
    const aborting = run({ module: asking("return 'ABORT';") });
    const letting = run({ module: asking("return 'PROCEED';") });
    expect([aborting, letting].map(({ summary }) => summary.pushes[0]?.outcome)).toEqual([
      'failed',
      'succeeded',
    ]);
  });
});

describe('code that is not allowed to run', () => {
  test('is refused with its place and the option that allows it', () => {
    expect(refusal(() => parseScenario(scenario('{ module: ./mine.js }'), 'push.yaml'))).toBe(
      `push.yaml:5:15: hooks[0].module: this hook is code, and running code is not allowed
    expected: a built-in hook, or --allow-code on the command line
    found:    "./mine.js"
    hint:     read ./mine.js; if you trust it, run again with --allow-code`,
    );
  });
});

describe('what a hook may not use', () => {
  test.each([
    ['Date.now()', 'Date', "the machine's clock"],
    ['new Date()', 'Date', "the machine's clock"],
    ['performance.now()', 'performance', "the machine's clock"],
    ['Math.random()', 'Math.random', 'real randomness'],
    ['crypto.randomUUID()', 'crypto', 'real randomness'],
    ["Promise.resolve('WAIT')", 'Promise', 'an answer that comes later'],
    ['new Uint8Array(5)', 'Uint8Array', 'memory without a limit'],
    ["'a'.localeCompare('b')", 'String.prototype.localeCompare', "the host's language"],
    ['setTimeout(() => {}, 1)', 'setTimeout', 'a timer'],
    ['setInterval(() => {}, 1)', 'setInterval', 'a timer'],
    ["fetch('https://example.org')", 'fetch', 'the network'],
    ['process.env.HOME', 'process', 'the machine it runs on'],
    ["require('node:fs')", 'require', 'the machine it runs on'],
    ["console.log('x')", 'console', 'the terminal'],
  ])('%s is caught when it is called and when it is loaded', (code, name, what) => {
    const called = refused({ module: asking(`${code}; return 'PROCEED';`) });
    expect(called).toContain(
      `folder/mine.js:6:${called.split(':')[2]}: mine.preStoreVersionSwap: uses ${name}, ${what}`,
    );
    expect(called).toContain('hint:');
    const loaded = refused({ module: asking("return 'PROCEED';", `const early = ${code};`) });
    expect(loaded).toContain('folder/push.yaml:5:15: hooks[0].module: folder/mine.js:2:');
    expect(loaded).toContain(`the module uses ${name}, ${what}, while it is loaded`);
  });

  test('is caught although the hook catches and ignores the exception', () => {
    const module = asking("try { Date.now(); } catch {} return 'PROCEED';");
    expect(refused({ module })).toContain('uses Date');
  });

  test('is not reached through an import', () => {
    expect(
      refused({ module: `import fs from 'node:fs';\n${asking("return 'PROCEED';")}` }),
    ).toContain(
      `mine.js:1:1: imports node:fs
    expected: imports of venice-push-sim and of own files such as ./days.js`,
    );
  });

  test('is not reached through text that becomes code', () => {
    const module = asking("new Function('return process')(); return 'ABORT';");
    expect(reasons(run({ module }))[0]).toContain('EvalError');
  });
});

describe('a hook that is not pure', () => {
  test('may not keep variables', () => {
    expect(
      refused({ module: asking("calls += 1; return 'PROCEED';", 'let calls = 0;') }),
    ).toContain('mine.js:2:1: keeps calls from one call to the next');
  });

  test('is caught when it answers the same view differently', () => {
    const module = asking(
      "seen.push(1); return seen.length > 1 ? 'ABORT' : 'PROCEED';",
      'const seen = [];',
    );
    expect(refused({ module })).toContain('returns different outcomes for the same view');
  });

  test('is stopped when it never ends', () => {
    expect(refused({ module: asking('for (;;) {}') })).toContain(
      'mine.preStoreVersionSwap: gives no answer within 2 s of real time',
    );
    expect(refused({ module: 'for (;;) {}' })).toContain('loading it takes longer than 2 s');
  });

  test('cannot change the values of its fields', () => {
    const module = asking("values.soak = 1; return 'PROCEED';");
    expect(reasons(run({ module }))[0]).toContain('TypeError');
  });
});

describe('answers that are none', () => {
  test.each([
    ["return 'ROLLBCK';", 'found:    "ROLLBCK"\n    hint:     did you mean ROLLBACK?'],
    ['return true;', 'found:    true'],
    ["return { outcome: 'LATER' };", 'found:    "LATER"'],
    ['return { then: () => {} };', 'found:    a promise'],
    ["return { outcome: 'WAIT', becuase: 'x' };", 'an answer has no becuase'],
    ["return { outcome: 'WAIT', takesMs: -1 };", 'takesMs is no number'],
    ["return { outcome: 'WAIT', emits: 5 };", 'emits is no text'],
  ])('%s', (body, said) => {
    const text = refused({ module: asking(body) });
    expect(text).toContain('folder/mine.js: mine.preStoreVersionSwap: ');
    expect(text).toContain(said);
  });
});

describe('a module that is no hook', () => {
  const hook = (inside: string): string => `export default { hook: 'mine', ${inside} };`;
  const points = "points: { preStoreVersionSwap: () => 'PROCEED' }";

  test.each([
    ['', 'the module exports no hook'],
    ['export const a = 1; export const b = 2;', 'say which one, with the key export: a'],
    ['export default 5;', 'this is no hook'],
    ['export default () => 5;', 'found:    a function'],
    ['export default { points: {} };', 'the hook has no name'],
    ["export default { hook: 'notify', points: {} };", 'notify is a built-in hook'],
    [hook('points: {}'), 'the hook answers at no point'],
    [hook('points: { preStoreVersionSwop: () => 1 }'), 'did you mean preStoreVersionSwap?'],
    [hook('points: { preStoreVersionSwap: 1 }'), 'preStoreVersionSwap is no function'],
    [
      hook(`${points}, field: {}`),
      'a hook has no field\n    expected: hook, title, source, fields',
    ],
    [hook(`${points}, answers: 1`), 'answers is no function'],
    [hook(`${points}, title: 1`), 'title is no text'],
    [hook(`${points}, fields: 5`), 'fields is no object'],
    [hook(`${points}, fields: { n: 5 }`), 'field n is not declared'],
    [
      hook(`${points}, fields: { n: { type: 'durations', meaning: 'x' } }`),
      'did you mean duration?',
    ],
    [hook(`${points}, fields: { n: { type: 'count' } }`), 'field n has no meaning'],
    [hook(`${points}, fields: { n: { type: 'word', meaning: 'x' } }`), 'field n has no words'],
    [
      hook(`${points}, fields: { n: { type: 'count', meaning: 'x', fallback: 'y' } }`),
      'fallback that is no count',
    ],
    [
      hook(`${points}, fields: { n: { type: 'count', meaning: 'x', least: 1 } }`),
      'field n has no least',
    ],
    [
      hook(`${points}, fields: { stores: { type: 'count', meaning: 'x' } }`),
      'every hook has that key already',
    ],
    ['export default {', 'mine.js:1:17: the module is no JavaScript: Unexpected token'],
    ["export * from './mine.js';", 'passes on what another file exports'],
    ["throw new Error('not today');", 'folder/mine.js:1:7: loading it fails: Error: not today'],
    ["import './gone.js';", 'gone.js: there is no such file'],
    ["import './mine.js';", 'mine.js imports itself'],
    ['export default await 5;', 'mine.js:1:16: waits with await'],
    ['const late = async () => 5;', 'mine.js:1:14: has an async function'],
    ["const late = () => import('./yours.js');", 'mine.js:1:20: imports while it runs'],
  ])('%s', (module, said) => {
    const text = refused({ module });
    expect(text).toContain('folder/push.yaml:5:15: hooks[0].module: ');
    expect(text).toContain(said);
  });

  test('or that is not there is refused with its place', () => {
    const text = refused({ module: '', entry: '{ module: ./yours.js }' });
    expect(text).toContain('push.yaml:5:15: hooks[0].module: yours.js: there is no such file');
  });

  test('or exports no such name is refused with the names it exports', () => {
    const text = refused({
      module: 'export const mine = 1;',
      entry: '{ module: ./mine.js, export: yours }',
    });
    expect(text).toContain('the module exports no yours\n    expected: mine');
  });
});

describe('values of a hook of one’s own', () => {
  const module = `import { defineHook, field } from 'venice-push-sim';
export default defineHook({
  hook: 'mine',
  fields: { soak: field('duration', 'how long'), most: field('count', 'how many', { fallback: 3, min: 1, max: 5 }) },
  flaw: ({ soak, most }) => most === 5 && soak > 1000 ? { field: 'most', message: 'is too many', expected: 'fewer' } : undefined,
  points: { preStoreVersionSwap: () => 'PROCEED' },
});`;

  test.each([
    ['{ module: ./mine.js }', 'hooks[0].soak: the key soak is missing'],
    [
      '{ module: ./mine.js, soak: soon }',
      'push.yaml:5:32: hooks[0].soak: "soon" is not a duration',
    ],
    ['{ module: ./mine.js, soak: 5m, most: 9 }', 'push.yaml:5:42: hooks[0].most'],
    ['{ module: ./mine.js, soak: 5m, moist: 2 }', 'did you mean most?'],
    ['{ module: ./mine.js, soak: 5m, moist: 2 }', 'module, export, stores, duration, soak, most'],
    ['{ module: ./mine.js, soak: 5m, most: 5 }', 'push.yaml:5:42: hooks[0].most: is too many'],
  ])('%s', (entry, said) => {
    expect(refused({ module, entry })).toContain(said);
  });

  test('at a function that the engine cannot run are refused', () => {
    const never = `export default { hook: 'mine', points: { postStoreVersionLeaderReplication: () => {} } };`;
    expect(refused({ module: never })).toContain('the engine vip4-parent cannot run this hook');
  });
});
