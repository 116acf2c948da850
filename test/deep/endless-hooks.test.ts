/** Code of hook modules that never ends, wherever a hook's functions and exports are read; each takes the whole limit of real time. */
import { expect, test } from 'vitest';
import { asking, refused } from '../support/hook-modules.js';

const loop = 'for (;;) {}';
const proxy = `new Proxy({}, { get() { ${loop} }, ownKeys() { ${loop} }, getPrototypeOf() { ${loop} } })`;
const hook = (inside: string): string =>
  `export default { hook: 'mine', points: { preStoreVersionSwap: () => 'PROCEED' }, ${inside} };`;

test.each([
  asking(`return { get outcome() { ${loop} } };`),
  asking(`return { outcome: 'WAIT', because: ${proxy} };`),
  asking(`return [${proxy}];`),
  asking(`throw { toString() { ${loop} } };`),
  asking(`throw { get stack() { ${loop} } };`),
  asking(
    `const error = new Error(); Object.defineProperty(error, 'code', { get() { ${loop} } }); error.toString = () => { ${loop} }; throw error;`,
  ),
  asking(`Object.setPrototypeOf(Error.prototype, ${proxy}); throw new Error();`),
  asking(`Object.prototype.toString = () => { ${loop} }; throw {};`),
  asking('/^(x+)+$/.test("x".repeat(40) + "y");'),
  asking('const all = []; for (;;) all.length = 0;'),
  asking('const f = () => { for (;;) { try { f(); } catch {} } }; f();'),
  `throw ${proxy};`,
  `export default { get hook() { ${loop} } };`,
  `export default { hook: 'mine', points: ${proxy} };`,
  hook(`flaw: () => { ${loop} }`),
  hook(`flaw: () => ${proxy}`),
  hook(`answers: () => { ${loop} }`),
])('%s', (module) => {
  expect(refused({ module })).toMatch(/gives no answer within 2 s|takes longer than 2 s/);
});
