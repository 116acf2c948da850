/**
 * The messages about one push: sender, receiver, text and instant, local actions, and overlapping
 * faults. Shared by all message reports; independent of their format.
 */
import { describeFact, type Fact, type FactOf } from '../../model/index.js';
import { PushOfVersion, type Run, subjectOf } from '../../scenarios/index.js';
import { faultSteps, type Step, stepsOfOperator } from './messages-around.js';

/** Everything about one push, in order of instant. */
export interface Conversation {
  readonly push: string;
  readonly store: string;
  /** The participants, in the order of their lifelines. */
  readonly actors: readonly string[];
  readonly steps: readonly Step[];
}

/** The push that a diagram shows by default: the first that did not succeed, else the first. */
export function pushToShow({ summary }: Run, wanted: string): string | undefined {
  const { pushes } = summary;
  if (wanted !== '') return pushes.find(({ push }) => push === wanted)?.push;
  return (pushes.find(({ outcome }) => outcome !== 'succeeded') ?? pushes[0])?.push;
}

/** The messages about a push; without steps when the run ended before it. */
export function conversationOf(run: Run, push: string): Conversation {
  const listener = new Listener(run, push);
  for (const { at, fact } of run.facts) listener.hear(at, fact);
  const own = [...listener.steps, ...listener.undelivered()];
  const first = own[0]?.atMs ?? run.end.at;
  const last = own.reduce((latest, { atMs }) => Math.max(latest, atMs), first);
  const around = [...stepsOfOperator(run, last), ...faultSteps(run, first, last)];
  const steps = [...around, ...own].sort((one, other) => one.atMs - other.atMs);
  return { push, store: listener.store, actors: actorsOf(run, push, steps), steps };
}

function actorsOf(run: Run, push: string, steps: readonly Step[]): string[] {
  const heard = new Set(steps.flatMap(({ from, to }) => [from, to]));
  const regions = run.scenario.setup.regions.map(({ name }) => name);
  return [...new Set(['operator', push, 'parent', 'hooks', ...regions])].filter((name) =>
    heard.has(name),
  );
}

/** Reads all facts and keeps what concerns one push. */
class Listener {
  readonly steps: Step[] = [];
  store = '';
  private readonly pushes = new PushOfVersion();
  private readonly sent = new Map<number, Sent>();
  private readonly copies = new Map<string, Copy>();
  private readonly pushId: number;

  constructor(
    private readonly run: Run,
    private readonly push: string,
  ) {
    this.pushId = run.names.pushes.indexOf(push);
  }

  hear(at: number, fact: Fact): void {
    this.pushes.learn(fact);
    if (fact.kind === 'admin-message-taken') this.delivered(at, fact);
    if (this.pushes.of(fact) !== this.pushId || this.pushId < 0) return;
    if (fact.kind === 'admin-message-sent') {
      const text = `${fact.admin.kind} v${fact.admin.version}`;
      this.sent.set(fact.sequence, { atMs: at, text, left: new Set(this.run.names.regions) });
    } else if (fact.kind === 'replication-started')
      this.copies.set(`${fact.region} ${fact.version}`, { from: this.name(fact.from), sentMs: at });
    else this.tell(at, fact);
  }

  /** Messages that a region never received. */
  undelivered(): Step[] {
    return [...this.sent.values()].flatMap(({ atMs, text, left }) =>
      [...left].map((to) => {
        return { atMs, from: 'parent', to, text: `${text}, never taken`, kind: 'lost' as const };
      }),
    );
  }

  private delivered(at: number, { region, sequence }: FactOf<'admin-message-taken'>): void {
    const sent = this.sent.get(sequence);
    const to = this.run.names.regions[region];
    if (sent === undefined || to === undefined || !sent.left.delete(to)) return;
    const { atMs: sentMs, text } = sent;
    this.steps.push({ atMs: at, sentMs, from: 'parent', to, text, kind: 'message' });
  }

  private tell(at: number, fact: Fact): void {
    const { names } = this.run;
    this.store = subjectOf(fact, names, this.pushes).store ?? this.store;
    const way = this.wayOf(fact);
    const line = describeFact(fact, names);
    const text = way?.text ?? line?.text;
    if (text === undefined) return;
    const rule = fact.rule === undefined ? {} : { rule: fact.rule };
    const where = { from: line?.where ?? 'parent', ...way };
    const isMessage = way !== undefined && way.from !== way.to;
    this.steps.push({ atMs: at, ...rule, ...where, text, kind: isMessage ? 'message' : 'note' });
  }

  /** Sender and receiver of a fact; undefined for a local action. */
  private wayOf(fact: Fact): Way | undefined {
    const { push } = this;
    switch (fact.kind) {
      case 'push-requested':
        return { from: push, to: 'parent' };
      case 'push-refused':
      case 'job-accepted':
        return { from: 'parent', to: push };
      case 'writing-started':
        return { from: push, to: this.name(fact.region), text: 'begins to write' };
      case 'end-of-push-written':
        return { from: push, to: this.name(fact.region), text: 'end of push' };
      case 'push-polled':
        return fact.changed ? { from: 'parent', to: push, text: pollText(fact) } : undefined;
      case 'hook-asked':
        return {
          from: 'parent',
          to: 'hooks',
          text: `${fact.point}${regionWord(this.name(fact.region))}?`,
        };
      case 'hook-answered':
        return { from: 'hooks', to: 'parent' };
      case 'replication-ended':
        return this.copyWay(fact);
      default:
        return undefined;
    }
  }

  private name(region: number): string {
    return this.run.names.regions[region] ?? '';
  }

  private copyWay({ region, version }: FactOf<'replication-ended'>): Way | undefined {
    const copy = this.copies.get(`${region} ${version}`);
    const to = this.name(region);
    if (copy === undefined || copy.from === to) return undefined;
    return { ...copy, to, text: `the whole of v${version}` };
  }
}

interface Sent {
  readonly atMs: number;
  readonly text: string;
  /** Regions that have not received it yet. */
  readonly left: Set<string>;
}

interface Copy {
  readonly from: string;
  readonly sentMs: number;
}

interface Way {
  readonly from: string;
  readonly to: string;
  readonly text?: string;
  readonly sentMs?: number;
}

function pollText({ status, regions }: FactOf<'push-polled'>): string {
  return `status ${status} (${regions})`;
}

function regionWord(region: string): string {
  return region === '' ? '' : ` in ${region}`;
}
