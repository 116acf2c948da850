/**
 * Every event at every stage of a recovery: the stages are read from the undisturbed run, the event falls in the middle of its stage, and a
 * cell says how the run ended and how that differs from the undisturbed one. The page docs/recovery-events.md is made from it.
 */
import type { Fact } from '../../model/index.js';
import { parseScenario, prepare } from '../../scenarios/index.js';

const minuteMs = 60_000;

/** One store, one marked region behind a slow link, calls of some seconds, so that every stage lasts. */
const base = {
  title: 'an event during a recovery',
  horizon: '30h',
  regions: ['dc-0', 'dc-1', 'dc-2', 'dc-3'],
  stores: [{ name: 'profiles', size: '4 GB', sourceFabric: 'dc-0' }],
  links: [{ from: 'dc-0', to: 'dc-1', capacity: '20 MB/s' }],
  latencies: { controllerCall: '4s' },
} as const;

const healed = [
  { at: '2m', operator: 'mark-degraded', region: 'dc-1', timeout: '24h' },
  { at: '5m', push: 'p1', store: 'profiles' },
  { at: '30m', operator: 'unmark-degraded', region: 'dc-1' },
];

interface Dated {
  readonly at: number;
  readonly fact: Fact;
}

type Begins = (fact: Fact) => boolean;

const servedIn =
  (region: number): Begins =>
  (fact) =>
    fact.kind === 'version-swapped' && fact.region === region && fact.version === 2;

/** The stages in their order: each lasts until the next one begins. */
const stages: readonly (readonly [name: string, begins: Begins])[] = [
  ['marked', ({ kind }) => kind === 'degraded-marked'],
  ['written', ({ kind }) => kind === 'writing-started'],
  ['served by some', servedIn(0)],
  ['partially online', (fact) => isStatus(fact, 'PARTIALLY_ONLINE')],
  ['prepared', ({ kind }) => kind === 'recovery-started'],
  ['copied', (fact) => fact.kind === 'version-created' && fact.recovered],
  ['ingested', (fact) => fact.kind === 'replication-ended' && fact.region === 1],
  ['confirmed', servedIn(1)],
  ['over', (fact) => fact.kind === 'recovery-phase-changed' && fact.phase === 'complete'],
];

function isStatus(fact: Fact, status: string): boolean {
  return fact.kind === 'parent-version-status-set' && fact.version === 2 && fact.status === status;
}

const lasting = (fault: string, more: Readonly<Record<string, unknown>>) => (at: string) => [
  { at, fault, for: '20m', ...more },
];
const pushed =
  (mode: string, more: Readonly<Record<string, unknown>> = {}) =>
  (at: string) => [
    { at, push: 'p2', store: 'profiles', ...(mode === 'full' ? {} : { mode }), ...more },
  ];

/** The events, by what happens. */
const events: readonly (readonly [name: string, entries: (at: string) => readonly object[]])[] = [
  ['dc-2 is marked for three hours', (at) => marked(at, 'dc-2')],
  ['dc-1 is marked again, for three hours', (at) => marked(at, 'dc-1')],
  ['a full push', pushed('full')],
  ['a repush', pushed('repush')],
  ['a push deferred by hand', pushed('deferred')],
  ['a targeted push to dc-0', pushed('targeted', { targets: ['dc-0'] })],
  ['a rollback', (at) => [{ at, operator: 'roll-back', store: 'profiles' }]],
  ['the parent fails over', (at) => [{ at, fault: 'parent-failover', for: '30s' }]],
  ['dc-1 is down for 20 min', lasting('region-outage', { region: 'dc-1' })],
  ['dc-1 has no controller for 20 min', lasting('controller-outage', { region: 'dc-1' })],
  ['the disks of dc-1 are full for 20 min', lasting('disk-full', { region: 'dc-1' })],
  [
    'the link from dc-0 to dc-1 is cut for 20 min',
    lasting('link-cut', { from: 'dc-0', to: 'dc-1' }),
  ],
  ['dc-0, the source, is down for 20 min', lasting('region-outage', { region: 'dc-0' })],
];

function marked(at: string, region: string): readonly object[] {
  const from = Number.parseInt(at, 10);
  return [
    { at, operator: 'mark-degraded', region, timeout: '24h' },
    { at: `${from + 180 * minuteMs}ms`, operator: 'unmark-degraded', region },
  ];
}

/** One event at one stage. */
export interface Cell {
  readonly event: string;
  readonly stage: string;
  /** The event fell after the beginning of the stage and before the beginning of the next one. */
  readonly inside: boolean;
  readonly text: string;
}

/** All rows of the table. */
export function recoveryEvents(): readonly (readonly Cell[])[] {
  const calm = play([]);
  const begins = stages.map(([, begin]) => calm.facts.find(({ fact }) => begin(fact))?.at ?? -1);
  return events.map(([event, entries]) =>
    stages.map(([stage], place) => {
      const from = begins[place] ?? 0;
      const to = begins[place + 1] ?? from + 20 * minuteMs;
      const at = Math.floor((from + to) / 2);
      const run = play(entries(`${at - calm.start}ms`));
      return { event, stage, inside: isInside(run.facts, place, at), text: textOf(run, calm) };
    }),
  );
}

/** Up to the event the run is the undisturbed one, so the stage has begun and the next one has not. */
function isInside(facts: readonly Dated[], place: number, at: number): boolean {
  const before = facts.filter((one) => one.at <= at).map(({ fact }) => fact);
  const begun = stages.map(([, begin]) => before.some(begin));
  return begun[place] === true && begun[place + 1] !== true;
}

function play(more: readonly object[]) {
  const document = { ...base, timeline: [...healed, ...more] };
  const { simulation, trace, watch } = prepare(
    parseScenario(JSON.stringify(document), 'event.json'),
    {},
  );
  const end = simulation.run();
  watch.judgeEnd(simulation.world, end.at, end.reason === 'settled');
  const { world } = simulation;
  const facts: readonly Dated[] = trace.entries;
  return {
    world,
    facts,
    start: world.setup.start,
    broken: watch.breaches.map(({ invariant }) => invariant),
  };
}

type Run = ReturnType<typeof play>;

/** How the run ended: what dc-1 serves, the status of that version or of the recovered one, how much later, how many recoveries. */
function textOf(run: Run, calm: Run): string {
  const serves = run.world.regions[1]?.stores[0]?.current ?? 0;
  const store = run.world.parent.stores[0];
  const status = (number: number) => store?.versions.find((one) => one.number === number)?.status;
  const others = new Set(run.world.regions.map(({ stores }) => stores[0]?.current ?? 0));
  const recoveries = run.world.parent.recoveryHistory.filter(({ region }) => region === 1).length;
  const laterMs = healedAt(run) - healedAt(calm);
  const later = laterMs === 0 || healedAt(run) < 0 ? '' : ` ${signed(laterMs / minuteMs)} min`;
  const elsewhere =
    others.size === 1 ? '' : `, others v${[...others].filter((one) => one !== serves).join(', v')}`;
  const known = serves === 1 ? `, v2 ${status(2) ?? 'gone'}` : ` ${status(serves) ?? 'gone'}`;
  const broken = [...new Set(run.broken)].map((name) => `, breaks \`${name}\``).join('');
  return `v${serves}${known}${later}, ${recoveries}×${elsewhere}${broken}`;
}

/** When dc-1 first served what was pushed, at its recovery or by a newer push. */
function healedAt({ facts }: Run): number {
  return facts.find(({ fact }) => fact.kind === 'version-swapped' && fact.region === 1)?.at ?? -1;
}

function signed(minutes: number): string {
  const rounded = Math.round(minutes * 10) / 10;
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`;
}

/** The page. */
export function recoveryEventsPage(rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Events during a recovery',
    '',
    'One store of 4 GB in four regions. dc-1 is marked at 2 min, v2 is pushed without it at 5 min, and the mark comes off at 30 min. In each cell one event',
    'falls in the middle of one stage of that run. The cell says what dc-1 serves at the end, the status of that version, how many minutes later than',
    'undisturbed dc-1 served a new version, and how many recoveries of dc-1 there were (`1×`). `others` are versions that other regions serve. Stages: dc-1 is',
    'marked; the job writes v2; some regions serve it; it is PARTIALLY_ONLINE; the recovery has begun and prepares dc-1; dc-1 copies v2; its servers ingest',
    'it; dc-1 serves it and waits for the next check; the recovery is over. `test/library/recovery-events.test.ts` makes the runs.',
    '',
    line(['event', ...stages.map(([name]) => name)]),
    line(['---', ...stages.map(() => '---')]),
    ...rows.map((cells) => line([cells[0]?.event ?? '', ...cells.map(({ text }) => text)])),
    '',
  ].join('\n');
}
