/** What a file can expect of the narrative and of how often a region was recovered. */
import { describe, expect, test } from 'vitest';
import { parseScenario, runScenario } from '../../scenarios/index.js';

function judged(expectation: string, trace: 'kept' | 'none' = 'kept') {
  const text = `
title: One push while dc-1 is marked
regions: [dc-0, dc-1, dc-2]
stores: [{ name: profiles }]
timeline:
  - { at: 1m, operator: mark-degraded, region: dc-1 }
  - { at: 2m, push: p1, store: profiles }
  - { at: 1h, operator: unmark-degraded, region: dc-1 }
expect:
  - ${expectation}
`;
  return runScenario(parseScenario(text, 'lines.yaml'), { trace }).expectations[0];
}

describe('a text that the narrative must contain', () => {
  test('holds when a line contains it, its actor included', () => {
    expect(judged("{ tells: 'operator marks dc-1' }")?.held).toBe(true);
  });

  test('is missed when no line says it', () => {
    const result = judged("{ tells: 'marks dc-2' }");
    expect(result?.held).toBe(false);
    expect(result?.found).toBe('0 lines say "marks dc-2"');
  });

  test('can be counted, and expected never', () => {
    expect(judged("{ tells: 'profiles v2 is PARTIALLY_ONLINE', times: 1 }")?.held).toBe(true);
    expect(judged("{ tells: 'profiles v2 is PARTIALLY_ONLINE', times: 2 }")?.held).toBe(false);
    expect(judged("{ tells: 'operator marks dc-1', times: 0 }")?.held).toBe(false);
  });

  test('is judged without a trace, too', () => {
    expect(judged("{ tells: 'operator marks dc-1', times: 1 }", 'none')?.held).toBe(true);
  });
});

describe('order and distance of two lines', () => {
  const marked = "after: 'operator marks dc-1'";

  test('a line counts only after the one to wait for', () => {
    expect(judged(`{ tells: 'profiles v2 is PARTIALLY_ONLINE', ${marked} }`)?.held).toBe(true);
    const turned = "{ tells: 'operator marks dc-1', after: 'profiles v2 is PARTIALLY_ONLINE' }";
    expect(judged(turned)?.found).toBe('0 lines say "operator marks dc-1"');
  });

  test('a line counts only within the time from the one to wait for, or from the start of the run', () => {
    expect(judged(`{ tells: 'operator unmarks dc-1', ${marked}, within: 59m }`)?.held).toBe(true);
    const soon = `{ tells: 'operator unmarks dc-1', ${marked}, within: 58m59s, times: 0 }`;
    expect(judged(soon)?.held).toBe(true);
    expect(judged("{ tells: 'operator marks dc-1', within: 1m }")?.held).toBe(true);
    expect(judged("{ tells: 'operator marks dc-1', within: 59s }")?.held).toBe(false);
  });

  test('it is missed, and says so, if the line to wait for never appears, however few are expected after it', () => {
    const never = judged("{ tells: 'operator marks dc-1', after: 'marks dc-2', times: 0 }");
    expect(never?.held).toBe(false);
    expect(never?.found).toBe('no line says "marks dc-2"');
  });
});

describe('the current version of the parent', () => {
  test('is what a store serves if no region is named', () => {
    expect(judged('{ at: end, store: profiles, serves: 2 }')?.held).toBe(true);
    const early = judged('{ at: 1m, store: profiles, serves: 2 }');
    expect(early?.held).toBe(false);
    expect(early?.found).toBe("the parent's current version of profiles is v1");
  });
});

describe('how often a region was recovered', () => {
  test('counts the recoveries that have begun', () => {
    expect(judged('{ recovery: dc-1, begun: 1 }')?.held).toBe(true);
    expect(judged('{ recovery: dc-1, begun: 2 }')?.held).toBe(false);
  });
});
