/**
 * Indexes the tables of a run's document for queries of the state at an instant. Used by the page and
 * tested without one. Pure.
 */
import { countUpTo, sumsOf } from './columns.js';
import { NarrativeTable } from './narrative-table.js';
import type { RunDocument, StatusColumns } from './shape.js';

/** From `at` on, `value`; ordered by `at`. */
export interface Steps {
  readonly at: number[];
  readonly value: number[];
}

/** A version and the place of its status in the document's words. */
export interface VersionStatus {
  readonly version: number;
  readonly status: string;
}

/** How far a recovery has come. */
export interface RecoveryState {
  readonly region: number;
  readonly stores: number;
  readonly recovered: number;
  readonly failed: number;
  readonly running: number;
  readonly ended: boolean;
}

/** A run that can be queried. Indices of regions and stores are those of the document. */
export class Timeline {
  readonly narrative: NarrativeTable;
  /** Instants at which what is served changes, for all regions and stores, in order. */
  readonly servesAt: Float64Array;
  private readonly serves = new Map<number, Steps>();
  private readonly versions: Map<number, Map<number, Steps>>;
  private readonly ingestion: Map<number, Map<number, Steps>>;
  private readonly recoveryAt: Float64Array;

  constructor(readonly document: RunDocument) {
    this.narrative = new NarrativeTable(document.narrative, document.words);
    const { serves } = document;
    this.servesAt = sumsOf(serves.at);
    for (const [row, at] of this.servesAt.entries()) {
      const key = this.key(serves.region[row] ?? 0, serves.store[row] ?? 0);
      pushStep(stepsIn(this.serves, key), at, serves.version[row] ?? 0);
    }
    this.versions = this.statusSteps(document.versions);
    this.ingestion = this.statusSteps(document.ingestion);
    this.recoveryAt = sumsOf(document.recoverySteps.at);
  }

  /** What a region serves of a store over time. */
  servedOver(region: number, store: number): Steps {
    return this.serves.get(this.key(region, store)) ?? { at: [], value: [] };
  }

  /** What a region serves of a store at an instant; 0 = nothing. */
  servedAt(region: number, store: number, at: number): number {
    return valueAt(this.servedOver(region, store), at) ?? 0;
  }

  /** Every version that is there at an instant, oldest first; region -1 asks the parent. */
  versionsAt(region: number, store: number, at: number): VersionStatus[] {
    return this.statusesAt(this.versions, this.key(region, store), at);
  }

  /** How far the region's push of each version is at an instant. */
  ingestionAt(region: number, store: number, at: number): VersionStatus[] {
    return this.statusesAt(this.ingestion, this.key(region, store), at);
  }

  /** Push status of each version over time, as words. */
  ingestionOver(region: number, store: number): ReadonlyMap<number, Steps> {
    return this.ingestion.get(this.key(region, store)) ?? new Map();
  }

  /** Status of each version over time, as places in the words. */
  versionsOver(region: number, store: number): ReadonlyMap<number, Steps> {
    return this.versions.get(this.key(region, store)) ?? new Map();
  }

  /** Recoveries that have begun by an instant. */
  recoveriesAt(at: number): RecoveryState[] {
    const { recoveries, recoverySteps, words } = this.document;
    const states = recoveries.map(() => new Map<number, number>());
    const until = countUpTo(this.recoveryAt, at);
    for (let row = 0; row < until; row += 1)
      states[recoverySteps.recovery[row] ?? -1]?.set(
        recoverySteps.store[row] ?? -1,
        recoverySteps.state[row] ?? -1,
      );
    return recoveries.flatMap(({ region, stores, from, to }, place) => {
      if (from > at) return [];
      const now = [...(states[place]?.values() ?? [])].map((state) => words[state] ?? '');
      const count = (wanted: readonly string[]): number =>
        now.filter((state) => wanted.includes(state)).length;
      return [
        {
          region,
          stores,
          recovered: count(['recovered', 'skipped']),
          failed: count(['failed']),
          running: count(['running', 'initiated']),
          ended: to >= 0 && to <= at,
        },
      ];
    });
  }

  /** Places of the stores that something happened to, in file order. */
  changingStores(): number[] {
    const { stores, serves, ingestion } = this.document;
    const moves = new Array<number>(stores.length).fill(0);
    const initial = this.document.regions.length * stores.length;
    for (const store of serves.store.slice(initial)) moves[store] = (moves[store] ?? 0) + 1;
    for (const store of ingestion.store) moves[store] = (moves[store] ?? 0) + 1;
    return [...stores.keys()].filter((store) => (moves[store] ?? 0) > 0);
  }

  private key(region: number, store: number): number {
    return (region + 1) * this.document.stores.length + store;
  }

  private statusSteps(columns: StatusColumns): Map<number, Map<number, Steps>> {
    const at = sumsOf(columns.at);
    const all = new Map<number, Map<number, Steps>>();
    for (const [row, instant] of at.entries()) {
      const key = this.key(columns.region[row] ?? 0, columns.store[row] ?? 0);
      const versions = all.get(key) ?? new Map<number, Steps>();
      all.set(key, versions);
      pushStep(stepsIn(versions, columns.version[row] ?? 0), instant, columns.status[row] ?? -1);
    }
    return all;
  }

  private statusesAt(
    table: ReadonlyMap<number, ReadonlyMap<number, Steps>>,
    key: number,
    at: number,
  ): VersionStatus[] {
    const { words } = this.document;
    return [...(table.get(key) ?? [])]
      .map(([version, steps]) => ({ version, status: words[valueAt(steps, at) ?? -1] ?? '' }))
      .filter(({ status }) => status !== '')
      .sort((one, other) => one.version - other.version);
  }
}

/** The last value whose instant is not after `at`; undefined before the first. */
function valueAt({ at: instants, value }: Steps, at: number): number | undefined {
  return value[countUpTo(instants, at) - 1];
}

function stepsIn(table: Map<number, Steps>, key: number): Steps {
  const steps = table.get(key) ?? { at: [], value: [] };
  table.set(key, steps);
  return steps;
}

function pushStep(steps: Steps, at: number, value: number): void {
  steps.at.push(at);
  steps.value.push(value);
}
