/** Hooks that an engine cannot run, and answers that a function cannot give, are refused with their place when a scenario is read. */
import { describe, expect, test } from 'vitest';
import { parseScenario, ScenarioError } from '../../scenarios/index.js';

function problems(hook: string, engine = 'vip4-parent') {
  const text = `title: Hooks
regions: [dc-0, dc-1]
stores: [{ name: profiles }]
venice: { switches: { hook-engine: ${engine} } }
hooks:
  - { ${hook} }
timeline: [{ at: 1m, push: p1, store: profiles }]
`;
  try {
    parseScenario(text, 'hooks.yaml', {});
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems;
  }
}

describe('the engine', () => {
  test.each([
    ['vip4-parent', 'postStoreVersionLeaderReplication', /parent controller cannot see/],
    ['vip4-child-poll', 'preStartOfPushJob', /no push jobs/],
    ['vip4-child-rpc', 'validateHookConfig', /parent controller alone/],
    ['vip4-push-job', 'validateHookParams', /do not pass through a push job/],
    ['vip4-parent', 'preStoreDeletion', /not about a push/],
  ])('%s refuses a hook at %s with the reason', (engine, point, reason) => {
    const [problem] = problems(`hook: scripted, point: ${point}, answers: [PROCEED]`, engine);
    expect(problem).toMatchObject({ line: 6, column: 5, path: 'hooks[0]' });
    expect(problem?.message).toMatch(reason);
    expect(problem?.expected).toContain(engine);
  });

  test('of the shipped code takes every registration, though it never calls most of them', () => {
    expect(
      problems('hook: scripted, point: preEndOfPushJob, answers: [ABORT]', 'as-built'),
    ).toEqual([]);
  });

  test('checks only functions that a hook is registered for', () => {
    expect(problems('hook: notify', 'vip4-child-peer')).toEqual([]);
    expect(
      problems('hook: notify, milestones: [postStartOfPushJob]', 'vip4-child-peer'),
    ).toHaveLength(1);
  });
});

describe('an answer', () => {
  test('that the function does not have is refused at its line', () => {
    const [problem] = problems('hook: scripted, point: preStartOfPushJob, answers: [WAIT]');
    expect(problem).toMatchObject({ line: 6, path: 'hooks[0].answers' });
    expect(problem?.message).toBe('preStartOfPushJob cannot answer WAIT');
    expect(problem?.expected).toBe('some of PROCEED, ABORT, throws, hangs, nothing');
  });

  test('of a field that no hook has names the fields it accepts', () => {
    const [problem] = problems('hook: minimum-delay, betwen: 5m');
    expect(problem).toMatchObject({ line: 6, path: 'hooks[0].betwen' });
    expect(`${problem?.expected} ${problem?.hint}`).toContain('between');
  });
});
