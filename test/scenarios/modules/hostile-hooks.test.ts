/** Hook modules that attack their caller: whatever they answer, throw or export, the run continues with a reason or ends with a message. */
import { describe, expect, test } from 'vitest';
import { localTime, type Zone } from '../../../model/index.js';
import { asking, reasons, refused, run } from '../../support/hook-modules.js';

const loop = 'for (;;) {}';
const loopingProxy = `new Proxy({}, { get() { ${loop} }, ownKeys() { ${loop} }, getPrototypeOf() { ${loop} } })`;
const tooSlow = 'mine.preStoreVersionSwap: gives no answer within 2 s of real time';
const endless = 'a=[]; a.length = 4294967295;';

describe('a hook proceeds with a reason', () => {
  test.each([
    ['throw null;', 'null'],
    ['throw undefined;', 'undefined'],
    ["throw 'words';", 'words'],
    ['throw Symbol();', 'Symbol()'],
    ['throw Object.create(null);', 'an exception that cannot be read'],
    ["throw { toString() { throw 'again'; } };", 'an exception that cannot be read'],
    ['throw { toString() { return {}; } };', 'an exception that cannot be read'],
    ['throw new Proxy({}, { get() { throw 1; } });', 'an exception that cannot be read'],
    [
      "const e = new Error('m'); Object.defineProperty(e, 'stack', { get() { throw 1; } }); throw e;",
      'm',
    ],
    ["throw new Error('long '.repeat(100000));", 'Error: long long'],
    ['const f = () => f(); f();', 'RangeError: Maximum call stack'],
    [`const ${endless} a.fill(0);`, 'RangeError: fill of more than 1000000 elements'],
    [`const ${endless} return a.indexOf(1);`, 'RangeError: indexOf of more than'],
    [`const ${endless} a.reverse();`, 'RangeError: reverse of more than'],
    [`const ${endless} a.map((x) => x);`, 'RangeError: map of more than'],
    [`const ${endless} a.sort();`, 'RangeError: sort of more than'],
    ['Array.prototype.forEach.call({ length: 2 ** 53 - 1 }, (x) => x);', 'forEach of more than'],
    ['Array.from({ length: 4294967295 });', 'from of more than'],
    ["return 'x'.repeat(500000000);", 'RangeError: repeat of more than 1000000 elements'],
    ["return 'x'.padEnd(500000000);", 'padEnd of more than'],
    ['return { get outcome() { throw new Error("read"); } };', 'Error: read'],
    ["view.region = 'other';", 'TypeError'],
    ['view.jobStatus.regions[0].serves = 9;', 'TypeError'],
    ['view.signals[0].latencyMs = 9;', 'TypeError'],
    ["eval('1');", 'EvalError'],
  ])('after %s', (body, reason) => {
    const done = run({ module: asking(body) });
    expect(done.summary.pushes[0]?.outcome).toBe('succeeded');
    expect(reasons(done)[0]).toContain(reason);
  });
});

describe('the run ends with a message', () => {
  test.each([
    [`return ${loopingProxy};`, tooSlow],
    [`throw ${loopingProxy};`, tooSlow],
  ])('after %s', (body, message) => {
    expect(refused({ module: asking(body) })).toContain(message);
  });

  test.each([
    [
      "let s = 'x'; while (s.length < 200000000) s += s; return { outcome: 'WAIT', because: s };",
      'found:    a text of 268435456 characters',
    ],
    [
      `const ${endless} return { outcome: 'WAIT', because: a };`,
      'found:    a list of 4294967295 elements',
    ],
    [
      "const a = {}; for (let i = 0; i < 20000; i += 1) a['k' + i] = i; return a;",
      'found:    an object of 20000 keys',
    ],
    ["const a = { outcome: 'WAIT' }; a.because = a; return a;", 'found:    more than 20 levels'],
    ["return { outcome: 'WAIT', takesMs: 10n };", 'takesMs is no number'],
    ["return { outcome: 'WAIT', because: Symbol('x') };", 'because is no text'],
    ["return { outcome: 'WAIT', takesMs: NaN };", 'takesMs is no number'],
    ['return () => {};', 'found:    a function'],
    [
      "return { outcome: 'WAIT', __proto__: null, ['__proto__']: 5 };",
      'an answer has no __proto__',
    ],
  ])('that says what was found: %s', (body, message) => {
    const text = refused({ module: asking(body) });
    expect(text).toContain('folder/mine.js: mine.preStoreVersionSwap: ');
    expect(text).toContain(message);
  });
});

describe('a module is refused when it is loaded', () => {
  const points = "points: { preStoreVersionSwap: () => 'PROCEED' }";
  test.each([
    [`export default ${loopingProxy};`, 'loading it takes longer than 2 s'],
    ["export default { get hook() { throw new Error('no'); } };", 'loading it fails: Error: no'],
    ['throw Object.create(null);', 'loading it fails: an exception that cannot be read'],
    [
      `const fields = {}; for (let i = 0; i < 20000; i += 1) fields['f' + i] = { type: 'count', meaning: 'm', fallback: 1 }; export default { hook: 'mine', fields, ${points} };`,
      'found:    an object of 20000 keys',
    ],
    [
      `export default { hook: 'mine', title: 'x'.repeat(900000), ${points} };`,
      'found:    a text of 900000 characters',
    ],
    ['const a = {}; a.points = a; export default a;', 'found:    more than 20 levels'],
    [
      `export default { hook: 'mine', fields: { n: { type: 'count', meaning: 'm', fallback: NaN } }, ${points} };`,
      'fallback that is no count',
    ],
    [`export default ${'('.repeat(20000)}1${')'.repeat(20000)};`, 'mine.js'],
    [
      `export default { hook: 'mine', answers: () => { throw new Error('asked'); }, ${points} };`,
      'mine.answers: fails: Error: asked',
    ],
    [
      `export default { hook: 'mine', flaw: () => { throw Object.create(null); }, ${points} };`,
      'mine.flaw: fails: an exception that cannot be read',
    ],
  ])('%s', (module, message) => {
    expect(refused({ module })).toContain(message);
  });
});

describe('no object of the host is reachable', () => {
  /** Ways to an object that may be the host's; each is a body that returns one. */
  test.each([
    ['return view;'],
    ['return view.jobStatus.regions;'],
    ['return view.signals[0];'],
    ['return view.config;'],
    ['return values;'],
    ['return globalThis;'],
    ['return mine;'],
    ['return offered;'],
    ['return offered.localTime;'],
    ['return offered.weekdays;'],
    ['try { null.x; } catch (error) { return error; }'],
    ['try { values.x = 1; } catch (error) { return error; }'],
    ["try { eval('1'); } catch (error) { return error; }"],
    ["try { 'x'.repeat(1e9); } catch (error) { return error; }"],
    ['const f = () => f(); try { f(); } catch (error) { return error; }'],
    [
      'const e = new Error(); e.message = Symbol(); try { return e.stack; } catch (error) { return error; }',
    ],
    [
      'let found; try { Error.prepareStackTrace = (_, frames) => (found = frames); new Error().stack; } catch (error) { return error; } return found;',
    ],
    [
      'class Mine extends Error {} let found; try { Mine.prepareStackTrace = (_, frames) => (found = frames); new Mine().stack; } catch (error) { return error; } return found ?? Mine;',
    ],
  ])('by %s', (way) => {
    const before = `import * as offered from 'venice-push-sim';
const mine = () => {};
const found = (view, values) => { ${way} };`;
    const body = `const thing = found(view, values);
      const top = thing.constructor?.constructor;
      if (top !== undefined && top !== Function) return { outcome: 'ABORT', because: 'of another realm' };
      let made = 'nothing';
      try { made = thing.constructor.constructor('return process')(); } catch {}
      return { outcome: 'PROCEED', because: 'made ' + made };`;
    const done = run({ module: asking(body, before) });
    expect(reasons(done)[0]).toBe('made nothing');
  });

  test.each(['Date', 'Math.random()'])('by the exception of %s', (use) => {
    const module = asking(
      `try { ${use}; } catch (error) { if (error.constructor !== Error) for (;;) {} }`,
    );
    expect(refused({ module })).toContain('uses ');
  });

  test('and prototypes that a hook changes are its own', () => {
    const module = asking(
      "Object.prototype.stolen = 1; Array.prototype.map = () => 'mine'; view.constructor.prototype.toJSON = () => 'mine'; return 'PROCEED';",
    );
    expect(run({ module }).summary.pushes[0]?.outcome).toBe('succeeded');
    expect(Reflect.get({}, 'stolen')).toBeUndefined();
    expect(JSON.stringify([{}].map((one) => one))).toBe('[{}]');
  });
});

test('localTime inside a sandbox is the model’s', () => {
  const zone: Zone = {
    name: 'Europe/Berlin',
    changes: [
      { sinceMs: 0, offsetMinutes: 60 },
      { sinceMs: 1_000_000_000, offsetMinutes: -345 },
      { sinceMs: 2_000_000_000, offsetMinutes: 840 },
    ],
  };
  const instants = [-1, 0, 999_999_999, 1_000_000_000, 86_399_999, 1_999_999_999, 2_000_000_001];
  const module = asking(
    `return { outcome: 'PROCEED', because: JSON.stringify(${JSON.stringify(instants)}.map((at) => localTime(${JSON.stringify(zone)}, at))) };`,
    "import { localTime } from 'venice-push-sim';",
  );
  expect(JSON.parse(reasons(run({ module }))[0] ?? '')).toEqual(
    instants.map((at) => localTime(zone, at)),
  );
});
