/**
 * What a switch depends on, as the table of switches in the specification states it, is checked when a
 * scenario is read: a file that sets a switch without what it needs is refused, and says what is lacking.
 * Requirements that only a run can show (that a push has targets, that a hook vetoes) are documented, not checked.
 */
import { describe, expect, test } from 'vitest';
import { type SwitchName, switches } from '../../../model/switches.js';
import { ScenarioError } from '../../../scenarios/errors.js';
import { parseScenario } from '../../../scenarios/index.js';

const autoRecovery = 'degraded.mode.auto.recovery.enabled';
const order = 'deferred.version.swap.region.roll.forward.order';

/** A switch, what is missing for it, and the name that the message must contain. */
interface Dependency {
  readonly name: SwitchName;
  readonly needs: string;
  readonly profile?: string;
  readonly switches?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string>>;
}

const onRecover: readonly SwitchName[] = [
  'orphan-monitor',
  'reverify',
  'one-recovery',
  'recovered-version-swaps',
  'superseded-is-terminal',
  'never-go-back',
  'source-is-not-destination',
  'clamp-progress',
  'recovery-keeps-backup',
  'trigger-safe',
  'confirmation-errors-count',
  'recovery-skips-rolled-back',
  'abandon-old-recovery',
  'exclude-recovering',
  'parallel-confirmation',
  'validate-recovered-data',
  'alert-failed-recoveries',
];
const onConversion: readonly SwitchName[] = ['nr-redirect', 'keep-manual-defer', 'keep-staging'];
const onNewEngine: readonly SwitchName[] = [
  'abort-scope',
  'swap-transport',
  'gated-version-ends-online',
  'no-report-completes-held-region',
];
const onHooks: readonly SwitchName[] = [
  'hook-engine',
  'rollback-scope',
  'hooks-see-job-status',
  'hook-limits',
  'hook-config-vote',
];
const onShippedEngine: readonly SwitchName[] = [
  'hook-exception-proceeds',
  'one-rollback-per-decision',
  'abort-keeps-swapped',
  'gate-own-region',
  'post-swap-outcome-counts',
  'wait-asks-again',
];

const dependencies: readonly Dependency[] = [
  ...onRecover.map((name) => ({ name, needs: 'recover', switches: { recover: 'off' } })),
  ...onRecover.map((name) => ({ name, needs: autoRecovery, config: { [autoRecovery]: 'false' } })),
  ...onConversion.map((name) => ({
    name,
    needs: 'auto-convert',
    switches: { 'auto-convert': 'off' },
  })),
  ...onNewEngine.map((name) => ({
    name,
    needs: 'hook-engine',
    switches: { 'hook-engine': 'as-built' },
  })),
  ...[...onNewEngine, ...onHooks].map((name) => ({
    name,
    needs: 'hooks',
    switches: { hooks: 'off' },
  })),
  ...onShippedEngine.map((name) => ({
    name,
    needs: 'hook-engine',
    switches: { 'hook-engine': 'vip4-parent' },
  })),
  { name: 'recover', needs: autoRecovery, config: { [autoRecovery]: 'false' } },
  { name: 'parallel-marks-partial', needs: order, config: { [order]: 'dc-0,dc-1,dc-2' } },
  { name: 'sequential-skips-degraded', needs: order },
  {
    name: 'scan-despite-marks',
    needs: 'orphan-monitor',
    switches: { 'orphan-monitor': 'off' },
  },
  { name: 'emergency-for-all-stores', needs: 'emergency.source.region' },
  {
    name: 'flag-off-ignores-registry',
    needs: 'feature-flag',
    switches: { 'feature-flag': 'off' },
  },
];

/** Every message about a scenario that sets the switch to another value than its profile has. */
function complaints({ name, profile = 'as-designed', ...venice }: Omit<Dependency, 'needs'>) {
  const words = { ...venice.switches, [name]: otherWord(name, profile) };
  const lines = [
    'title: A switch without what it needs',
    'regions: [dc-0, dc-1, dc-2]',
    'stores: [{ name: profiles }]',
    'timeline: [{ at: 1m, push: p1, store: profiles }]',
    'venice:',
    `  profile: ${profile}`,
    '  switches:',
    ...Object.entries(words).map(([key, word]) => `    ${key}: ${word}`),
    ...(venice.config === undefined ? [] : ['  config:']),
    ...Object.entries(venice.config ?? {}).map(([key, value]) => `    ${key}: ${value}`),
  ];
  try {
    parseScenario(`${lines.join('\n')}\n`, 'switch.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

function otherWord(name: SwitchName, profile: string): string {
  const row = switches.find((each) => each.name === name);
  const usual = Object.entries(row?.profiles ?? {}).find(([each]) => each === profile)?.[1];
  return row?.values.find((word) => word !== usual) ?? '';
}

describe('a switch that cannot matter is refused when a scenario is read', () => {
  test.each(dependencies)('$name needs $needs', ({ needs, ...given }) => {
    const found = complaints(given);
    expect(found.join('\n')).toContain(`${given.name} has no effect: it needs ${needs}`);
  });

  test('with what it needs each of them is accepted', () => {
    const fulfilled = {
      [order]: 'dc-0,dc-1,dc-2',
      'emergency.source.region': 'dc-2',
    };
    const refused = dependencies.filter(({ name }) => {
      const engine = onShippedEngine.includes(name) ? { 'hook-engine': 'as-built' } : {};
      const config = name === 'parallel-marks-partial' ? {} : { config: fulfilled };
      return complaints({ name, switches: engine, ...config }).length > 0;
    });
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  test('whatever the table says about switches and keys has a test here', () => {
    const said = switches.filter(({ needs }) => needs.some(({ kind }) => kind !== 'text'));
    const tested = new Set<string>(dependencies.map(({ name }) => name));
    expect(said.map(({ name }) => name).filter((name) => !tested.has(name))).toEqual([]);
  });
});

describe('the rest of the column', () => {
  test('is documented by the switches that only a run can check', () => {
    const worded = switches.filter(({ needs }) => needs.some(({ kind }) => kind === 'text'));
    expect(worded.map(({ id }) => id)).toEqual([
      ...['D3', 'D4', 'D9', 'D14', 'G1', 'G6', 'G11', 'G15', 'G22', 'G24', 'AG3', 'AG4'],
      ...['HS2', 'HS5', 'HS7', 'HS9', 'HS13', 'HS15', 'HS16', 'HS18', 'HS19', 'HS20'],
    ]);
  });
});
