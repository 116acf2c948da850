/** The examples in the library's README are valid scenarios, safe to copy. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario } from '../../scenarios/parse.js';

const readme = readFileSync(new URL('../../scenarios/library/README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const whole = examples[0] ?? '';

test('the README shows a whole file, expectations, and the other sections', () => {
  expect(examples).toHaveLength(5);
});

test('the whole file is sound', () => {
  expect(parseScenario(whole, 'README.md').setup.regions).toHaveLength(3);
});

test('every expectation shown can be written', () => {
  const text = whole.replace(/expect:[\s\S]*/, '') + examples[1];
  const kinds = parseScenario(text, 'README.md').expectations.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(9);
});

test('hooks, venice, links, physics and latencies can be written as shown', () => {
  const { setup } = parseScenario(`${whole}\n${examples[2]}`, 'README.md');
  expect(setup.hooks).toHaveLength(1);
  expect(setup.latencies.hookCall.kind).toBe('log-normal');
});

test('the fleet shown can be written', () => {
  const long = whole.replace(/expect:[\s\S]*/, '').replace('horizon: 6h', 'horizon: 2d');
  const { setup } = parseScenario(`${long}\n${examples[3]}`, 'README.md');
  expect(setup.stores).toHaveLength(301);
});

test('a bad push, traffic and monitoring can be written as shown', () => {
  const text = `title: A bad push\n${examples[4]}`;
  const { setup, expectations } = parseScenario(text, 'README.md');
  expect(setup.monitoring?.noise).toBe(0.002);
  expect(setup.timeline[0]).toMatchObject({ defect: { kind: 'incomplete-data', severity: 0.2 } });
  expect(expectations[0]?.kind).toBe('metric');
});
