/**
 * One pass over the facts of a run to the tables of its HTML report: what is served and since when, which
 * status each version and push had, who waited for a hook, how far recoveries were, what went over links.
 * Uses facts only.
 */
import type { Fact, FactOf } from '../../model/index.js';
import type { Run } from '../../scenarios/index.js';
import { deltasOf, type WordTable } from './columns.js';
import type {
  Columns,
  FaultRow,
  MarkRow,
  RecoveryRow,
  RunDocument,
  TransferRow,
  WaitRow,
} from './shape.js';

/** The tables that come from facts. */
type RunTables = Pick<
  RunDocument,
  | 'serves'
  | 'versions'
  | 'ingestion'
  | 'faults'
  | 'marks'
  | 'waits'
  | 'recoveries'
  | 'recoverySteps'
  | 'transfers'
>;

/** All tables of a run; words go into `words`. */
export function runTables(run: Run, words: WordTable): RunTables {
  const tables = new Tables(run, words);
  for (const { at, fact } of run.facts) tables.take(fact, at - run.scenario.setup.start);
  return tables.finish(run.end.at - run.scenario.setup.start);
}

type Row = readonly number[];
type Writable<T> = { -readonly [K in keyof T]: T[K] };

class Tables {
  private readonly serves: Row[] = [];
  private readonly versions: Row[] = [];
  private readonly ingestion: Row[] = [];
  private readonly faults = new Spans<FaultRow>();
  private readonly waits = new Spans<WaitRow>();
  private readonly transfers = new Spans<TransferRow>();
  private readonly marks: MarkRow[] = [];
  private readonly recoveries: Writable<RecoveryRow>[] = [];
  private readonly recoveryPlaces = new Map<number, number>();
  private readonly recoverySteps: Row[] = [];
  private readonly words: WordTable;

  constructor({ scenario }: Run, words: WordTable) {
    this.words = words;
    const { regions, stores } = scenario.setup;
    for (const region of regions.keys())
      for (const [store, { startsWith }] of stores.entries())
        this.serves.push([0, region, store, startsWith]);
  }

  take(fact: Fact, at: number): void {
    this.takeVersions(fact, at);
    this.takeSpans(fact, at);
    this.takeRecovery(fact, at);
    this.takeMarks(fact, at);
  }

  finish(end: number): RunTables {
    return {
      serves: namedColumns(this.serves, ['region', 'store', 'version']),
      versions: namedColumns(this.versions, ['region', 'store', 'version', 'status']),
      ingestion: namedColumns(this.ingestion, ['region', 'store', 'version', 'status']),
      faults: this.faults.finish(end),
      marks: this.marks,
      waits: this.waits.finish(end).filter(({ from, to }) => to > from),
      recoveries: this.recoveries,
      recoverySteps: namedColumns(this.recoverySteps, ['recovery', 'store', 'state']),
      transfers: this.transfers.finish(end).filter(({ source, target }) => source !== target),
    };
  }

  private takeVersions(fact: Fact, at: number): void {
    switch (fact.kind) {
      case 'version-swapped':
        this.serves.push([at, fact.region, fact.store, fact.version]);
        break;
      case 'version-rolled-back':
        this.serves.push([at, fact.region, fact.store, fact.to]);
        break;
      case 'version-created':
        this.status(this.versions, fact, fact.status, at);
        this.status(this.ingestion, fact, 'STARTED', at);
        break;
      case 'version-status-set':
        this.status(this.versions, fact, fact.status, at);
        break;
      case 'version-deleted':
        this.status(this.versions, fact, '', at);
        this.status(this.ingestion, fact, '', at);
        break;
      case 'push-status-set':
        this.status(this.ingestion, fact, fact.status, at);
        break;
      case 'parent-version-created':
        this.status(this.versions, { ...fact, region: -1 }, fact.record.status, at);
        break;
      case 'parent-version-status-set':
        this.status(this.versions, { ...fact, region: -1 }, fact.status, at);
        break;
      case 'parent-version-deleted':
        this.status(this.versions, { ...fact, region: -1 }, '', at);
        break;
    }
  }

  private status(rows: Row[], about: OfVersion, word: string, at: number): void {
    rows.push([at, about.region, about.store, about.version, this.words.place(word)]);
  }

  private takeSpans(fact: Fact, at: number): void {
    if (fact.kind === 'fault-began') {
      const { fault, text } = fact;
      this.faults.begin(String(fact.entry), { fault, text, from: at, to: at });
    } else if (fact.kind === 'fault-healed') this.faults.end(String(fact.entry), at);
    else if (fact.kind === 'hook-answered') this.takeAnswer(fact, at);
    else if (fact.kind === 'rollout-ended') this.waits.endAll(`${fact.store} ${fact.version} `, at);
    else if (fact.kind === 'replication-started') {
      const { region: target, from: source, store, version, bytes } = fact;
      const row = { source, target, store, version, from: at, to: at, bytes };
      this.transfers.begin(keyOf(fact), row);
    } else if (fact.kind === 'replication-arrived' || fact.kind === 'replication-cancelled')
      this.transfers.end(keyOf(fact), at);
  }

  private takeAnswer(fact: FactOf<'hook-answered'>, at: number): void {
    const { region, store, version, hook, point, outcome } = fact;
    const key = `${store} ${version} ${region} ${point} ${hook}`;
    if (outcome !== 'WAIT') this.waits.end(key, at);
    else if (!this.waits.has(key))
      this.waits.begin(key, { region, store, version, hook, point, from: at, to: at });
  }

  private takeRecovery(fact: Fact, at: number): void {
    if (fact.kind === 'recovery-started') {
      const { region, recovery, stores } = fact;
      const place = this.recoveries.push({ region, stores: stores.length, from: at, to: -1 }) - 1;
      this.recoveryPlaces.set(recovery, place);
      const queued = this.words.place('queued');
      for (const { store } of stores) this.recoverySteps.push([at, place, store, queued]);
      return;
    }
    if (!('recovery' in fact)) return;
    const place = this.recoveryPlaces.get(fact.recovery);
    const row = place === undefined ? undefined : this.recoveries[place];
    if (place === undefined || row === undefined) return;
    if (fact.kind === 'store-recovery-changed') {
      const { state } = fact.change;
      if (state !== undefined)
        this.recoverySteps.push([at, place, fact.store, this.words.place(state)]);
    } else if (
      fact.kind === 'recovery-abandoned' ||
      (fact.kind === 'recovery-phase-changed' && fact.phase === 'complete')
    )
      row.to = at;
  }

  private takeMarks(fact: Fact, at: number): void {
    const text = this.markText(fact);
    if (text !== '') this.marks.push({ at, text, refused: fact.kind === 'operator-refused' });
  }

  private markText(fact: Fact): string {
    switch (fact.kind) {
      case 'operator-acted':
        return fact.text;
      case 'operator-refused':
        return `${fact.action} is refused: ${fact.reason}`;
      case 'degraded-marked':
        return 'mark-degraded';
      case 'degraded-unmarked':
        return 'unmark-degraded';
      default:
        return '';
    }
  }
}

interface OfVersion {
  readonly region: number;
  readonly store: number;
  readonly version: number;
}

function keyOf({ region, store, version }: OfVersion): string {
  return `${region} ${store} ${version}`;
}

/** Stretches of time that begin and end under a key; what is open at the end lasts until the end. */
class Spans<T extends { readonly from: number; readonly to: number }> {
  private readonly rows: T[] = [];
  private readonly open = new Map<string, number>();

  has(key: string): boolean {
    return this.open.has(key);
  }

  begin(key: string, row: T): void {
    this.end(key, row.from);
    this.open.set(key, this.rows.push(row) - 1);
  }

  end(key: string, at: number): void {
    const place = this.open.get(key);
    const row = place === undefined ? undefined : this.rows[place];
    if (place === undefined || row === undefined) return;
    this.rows[place] = { ...row, to: at };
    this.open.delete(key);
  }

  endAll(prefix: string, at: number): void {
    for (const key of [...this.open.keys()]) if (key.startsWith(prefix)) this.end(key, at);
  }

  finish(at: number): readonly T[] {
    this.endAll('', at);
    return this.rows;
  }
}

/** Rows whose first number is the instant, as one column a name. */
function namedColumns<K extends string>(rows: readonly Row[], names: readonly K[]): Columns<K> {
  const columns = names.map((name, place) => [name, rows.map((row) => row[place + 1] ?? 0)]);
  return {
    at: deltasOf(rows.map(([at]) => at ?? 0)),
    ...(Object.fromEntries(columns) as { readonly [N in K]: readonly number[] }),
  };
}
