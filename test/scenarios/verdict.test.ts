/**
 * The verdict of a run that answers what its file expects, although something else is left: a push that still runs at the horizon, or a known
 * gap of Venice as built. Neither is hidden, and each decides where the file expects nothing or something was missed.
 */
import { describe, expect, test } from 'vitest';
import { verdictReason } from '../../reports/text/verdict.js';
import { parseScenario, type Run, runScenario } from '../../scenarios/index.js';

/** A push that a hook holds for ever. */
const held = `title: A hook never lets the push swap
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB, sourceFabric: dc-0 }]
hooks: [{ hook: scripted, point: preStoreVersionSwap, answers: [WAIT] }]
timeline:
  - { at: 1m, push: p1, store: profiles }
`;

/** A converted push as built: its first status check makes the parent call the version PUSHED too early. */
const converted = `title: A region is marked before the push
horizon: 3h
regions: [dc-0, dc-1, dc-2]
stores: [{ name: profiles, size: 1 GB, sourceFabric: dc-0 }]
timeline:
  - { at: 0s, operator: mark-degraded, region: dc-1, timeout: 20h }
  - { at: 1m, push: p1, store: profiles }
`;

/** The same push an hour before the horizon of a file that sets none. */
const late = `${held.replace('at: 1m', 'at: 47h')}expect: [{ at: 47h30m, store: profiles, region: dc-1, serves: 1 }]
`;

const serves = (region: string, version: number): string =>
  `expect: [{ at: 30m, store: profiles, region: ${region}, serves: ${version} }]\n`;

function run(text: string, until?: number): Run {
  const scenario = parseScenario(
    text,
    'verdict.yaml',
    until === undefined ? {} : { horizon: until },
  );
  return runScenario(scenario);
}

describe('a push that still runs at the horizon', () => {
  const atHorizon = `horizon: 1h\n${held}`;

  test.each([
    [
      'passes if the file sets the horizon and all that it expects held',
      'passed',
      atHorizon + serves('dc-1', 1),
    ],
    ['did not settle if the file expects nothing', 'unsettled', atHorizon],
    ['did not settle if an expectation is missed', 'unsettled', atHorizon + serves('dc-1', 2)],
    ['did not settle if the file sets no horizon', 'unsettled', late],
  ])('%s', (_, verdict, text) => {
    expect(run(text).verdict).toBe(verdict);
  });

  test('did not settle if a caller has moved the horizon', () => {
    expect(run(atHorizon + serves('dc-1', 1), 40 * 60_000).verdict).toBe('unsettled');
  });

  test('is counted in the sentence of the verdict', () => {
    expect(verdictReason(run(atHorizon + serves('dc-1', 1)))).toBe(
      'the one expectation held, and at the horizon 1 push still ran',
    );
  });
});

describe('an invariant that Venice as built is known to break', () => {
  const built = `venice: { profile: as-built }\n${converted}`;

  test('does not decide where all expectations held, and is named', () => {
    const ended = run(built + serves('dc-1', 1));
    expect(ended.verdict).toBe('passed');
    expect(verdictReason(ended)).toContain('Venice as built broke pushed-not-premature');
    expect(ended.violations[0]?.gaps).toEqual(['G2 empty-target-guard']);
  });

  test.each([
    ['the file expects nothing', built],
    ['an expectation is missed', built + serves('dc-1', 2)],
    [
      'a switch takes a protection away that Venice as built has',
      `venice: { profile: as-built, switches: { skip-degraded: off } }\n${converted}${serves('dc-0', 2)}`,
    ],
  ])('decides if %s', (_, text) => {
    expect(run(text).verdict).toBe('invariant-violated');
  });

  test('of which the scenario announces another one passes with both', () => {
    const ended = run(`${built}violates: [push-job-terminates]\n${serves('dc-1', 1)}`);
    expect(ended.verdict).toBe('passed');
    expect(verdictReason(ended)).toContain('the known flaw showed 1 time');
  });
});
