/**
 * A study under way: which runs it has, which are missing, and the result that they make. What it holds depends on the plan and the
 * finished runs only, never on the worker or the order.
 */
import { countVerdicts, pairedDifferences, summarizeMeasures } from './aggregate.js';
import type { Chunk, ChunkRows } from './chunk.js';
import { columnsOf, rowsOf } from './columns.js';
import { Layouts, type RunRow } from './measures.js';
import { readSeeds, seedsOfShard } from './seeds.js';
import type { Cell, FailedRun, RunColumns, Shard, StudyPlan, StudyResult } from './study-result.js';

/** What identifies a study. */
export interface StudyParts {
  readonly simulator: string;
  readonly plan: StudyPlan;
  readonly shard?: Shard | undefined;
  /** Why cells cannot run, by `scenario/variant`. */
  readonly refusals: ReadonlyMap<string, string>;
}

/** The runs of one cell so far. */
interface OpenCell {
  readonly scenario: number;
  readonly variant: number;
  readonly refusal: string | undefined;
  readonly rows: Map<string, RunRow>;
  readonly failures: Map<string, FailedRun>;
}

/** Collects the runs of a study. */
export class OpenStudy {
  readonly plan: StudyPlan;
  /** Seeds of this study, or of this shard of it, in order. */
  readonly seeds: readonly string[];
  readonly cells: readonly OpenCell[];
  private readonly layouts = new Layouts();
  private stoppedAt: number | undefined;

  constructor(private readonly parts: StudyParts) {
    this.plan = parts.plan;
    this.seeds = seedsOfShard(readSeeds(parts.plan.seeds), parts.shard);
    this.cells = parts.plan.scenarios.flatMap((_, scenario) =>
      parts.plan.variants.map((_variant, variant) => ({
        scenario,
        variant,
        refusal: parts.refusals.get(`${scenario}/${variant}`),
        rows: new Map(),
        failures: new Map(),
      })),
    );
  }

  /** Takes over the runs of an earlier result of the same plan. Failed runs are not taken over, so they are retried. */
  takeOver(earlier: StudyResult): void {
    for (const [place, { runs }] of earlier.cells.entries())
      for (const row of rowsOf(runs).values()) this.keep(place, row);
  }

  /** Takes the failures of an earlier result as they are, for merging. */
  takeFailures(earlier: StudyResult): void {
    for (const [place, { failures }] of earlier.cells.entries())
      for (const failure of failures) this.cells[place]?.failures.set(failure.seed, failure);
  }

  add({ scenario, variant }: Pick<Chunk, 'scenario' | 'variant'>, found: ChunkRows): void {
    const place = scenario * this.plan.variants.length + variant;
    for (const row of found.rows) this.keep(place, row);
    for (const failure of found.failures) this.cells[place]?.failures.set(failure.seed, failure);
  }

  /** Runs of the first so many seeds that are still missing, cell by cell. */
  missing(seedCount: number): Chunk[] {
    const seeds = this.seeds.slice(0, seedCount);
    return this.cells.flatMap(({ scenario, variant, refusal, rows, failures }) => {
      if (refusal !== undefined) return [];
      const left = seeds.filter((seed) => !rows.has(seed) && !failures.has(seed));
      return left.length === 0 ? [] : [{ scenario, variant, seeds: left }];
    });
  }

  /** Limits the study to this many seeds. */
  stopAt(seedCount: number): void {
    this.stoppedAt = seedCount;
  }

  get seedsPlanned(): number {
    return this.stoppedAt ?? this.seeds.length;
  }

  /** Runs that this study makes at most, and those it has. */
  get progress(): { readonly done: number; readonly of: number } {
    const able = this.cells.filter(({ refusal }) => refusal === undefined);
    const done = able.reduce((sum, { rows, failures }) => sum + rows.size + failures.size, 0);
    return { done, of: able.length * this.seedsPlanned };
  }

  /** The result so far. */
  result(): StudyResult {
    const { simulator, plan, shard } = this.parts;
    const seeds = this.seeds.slice(0, this.seedsPlanned);
    const columns = this.cells.map(({ rows }) => columnsOf(rows, seeds));
    return {
      format: 'pushsim-study',
      version: 1,
      simulator,
      plan,
      ...(shard === undefined ? {} : { shard }),
      state: this.missing(this.seedsPlanned).length === 0 ? 'complete' : 'unfinished',
      seedsRun: this.seedsPlanned,
      cells: this.cells.map((cell, place) => this.closed(cell, place, columns)),
    };
  }

  private closed(cell: OpenCell, place: number, columns: readonly RunColumns[]): Cell {
    const { scenario, variant, refusal, failures } = cell;
    const { confidence } = this.plan;
    const seeds = this.seeds.slice(0, this.seedsPlanned);
    const runs = columns[place] ?? columnsOf(new Map(), []);
    const first = this.cells.findIndex(
      (each) =>
        each.refusal === undefined &&
        (each.scenario === scenario || this.plan.variants.length === 1),
    );
    const against = first < 0 || first >= place ? undefined : columns[first];
    return {
      scenario,
      variant,
      ...(refusal === undefined ? {} : { refusal }),
      verdicts: countVerdicts(runs),
      measures: summarizeMeasures(runs, confidence),
      differences: against === undefined ? [] : pairedDifferences(runs, against, confidence),
      failures: seeds.flatMap((seed) => failures.get(seed) ?? []),
      runs,
    };
  }

  private keep(place: number, row: RunRow): void {
    const cell = this.cells[place];
    cell?.failures.delete(row.seed);
    cell?.rows.set(row.seed, { ...row, layout: this.layouts.of(row.layout) });
  }
}
