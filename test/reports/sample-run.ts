/**
 * A finished run made by hand, so that reports are tested against what their readers should see and not
 * against what the model does.
 */
import { parseScenario } from '../../scenarios/parse.js';
import type { NarrativeLine, Run, RunSummary, Verdict } from '../../scenarios/run/run-shape.js';
import { soundText } from '../scenarios/valid-scenario.js';

const scenario = parseScenario(soundText, 'library/my scenario.yaml');
const start = scenario.setup.start;
const minute = 60_000;

/** Parts that a test may override. */
export interface SampleChanges {
  readonly verdict?: Verdict;
  readonly missed?: readonly string[];
  readonly violations?: readonly string[];
  readonly narrative?: readonly NarrativeLine[];
  readonly title?: string;
}

/** A run of two hours and ten minutes in which dc-1 is down, skipped and recovered. */
export function sampleRun(changes: SampleChanges = {}): Run {
  const { verdict = 'passed', missed = [] } = changes;
  const violations = (changes.violations ?? []).map((message) => {
    return { invariant: 'no-ghost-version', atMs: start + 302_797, message };
  });
  const expectations = scenario.expectations.map(({ text }) => {
    const held = !missed.includes(text);
    return { text, held, found: held ? 'just that' : 'something else' };
  });
  const end = {
    reason: 'settled' as const,
    at: start + 130 * minute,
    words: 'nothing is left to do',
  };
  const judged = { verdict, expectations, violations };
  return {
    scenario: { ...scenario, title: changes.title ?? scenario.title },
    seed: '7',
    end,
    events: 1_234,
    digest: '0123456789abcdef',
    narrative: changes.narrative ?? narrative,
    lanes,
    serves: lanes,
    facts: [],
    isTraced: true,
    names: { regions: ['dc-0', 'dc-1', 'dc-2'], stores: ['profiles'], pushes: ['p1', 'p2'] },
    rules: ['DM-2'],
    summary: summaryOf(judged),
    ...judged,
  };
}

/** One line of a narrative, `minutes` after the start. */
export function line(
  minutes: number,
  where: string,
  text: string,
  important = true,
): NarrativeLine {
  return { atMs: start + minutes * minute, where, text, kind: 'told', important };
}

const narrative: readonly NarrativeLine[] = [
  line(0, 'dc-1', 'is lost'),
  {
    ...line(5, 'parent', 'turned push p1 into a targeted push to dc-0, dc-2'),
    atMs: start + 301_016,
    rule: 'DM-2',
  },
  { ...line(5, 'dc-1', 'skipped v2 of profiles'), rule: 'DM-3', region: 'dc-1', store: 'profiles' },
  line(40, 'dc-0', 'replica 3 of partition 2 is ready', false),
];

const lanes = scenario.setup.regions.map(({ name }) => ({
  region: name,
  serves: [
    { store: 'profiles', version: 1, fromMs: start, toMs: start + 65 * minute },
    { store: 'profiles', version: 2, fromMs: start + 65 * minute, toMs: start + 130 * minute },
  ],
  pushes: [],
  bands:
    name === 'dc-1'
      ? [
          { kind: 'degraded' as const, fromMs: start, toMs: start + 130 * minute, text: 'marked' },
          {
            kind: 'outage' as const,
            fromMs: start,
            toMs: start + 65 * minute,
            text: 'region-outage',
          },
        ]
      : [],
}));

function summaryOf(
  judged: Pick<RunSummary, 'verdict' | 'expectations' | 'violations'>,
): RunSummary {
  const { profile, policy, switches } = scenario.setup.venice;
  return {
    scenario: scenario.title,
    file: scenario.file,
    seed: '7',
    venice: { profile, policy, switches },
    end: { reason: 'settled', atMs: start + 130 * minute },
    events: 1_234,
    digest: '0123456789abcdef',
    pushes: [
      {
        push: 'p1',
        store: 'profiles',
        version: 2,
        outcome: 'succeeded',
        reason: 'every region but dc-1 serves it',
        checkpoint: 'JOB_STATUS_POLLING_COMPLETED',
        startedMs: start + 5 * minute,
        endedMs: start + 11 * minute + 20_083,
      },
      {
        push: 'p2',
        store: 'profiles',
        version: 0,
        outcome: 'running',
        reason: '',
        checkpoint: 'START_JOB_STATUS_POLLING',
        startedMs: start + 6 * minute,
        endedMs: null,
      },
    ],
    stores: [],
    degradedRegions: [],
    recoveries: [],
    metrics: [],
    expected: judged.expectations.length,
    totals: {
      pushes: { all: 2, failed: 0, killed: 0, refused: 0, died: 0, running: 1, succeeded: 1 },
      recoveries: { all: 0, incomplete: 0, storesFailed: 0 },
      violations: { unexpected: judged.violations.length, knownGaps: 0, expected: 0 },
    },
    ...judged,
  };
}
