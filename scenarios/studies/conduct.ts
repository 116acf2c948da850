/**
 * Runs a study: schedules its missing runs in chunks, batch by batch, and decides between batches whether the interval is narrow enough.
 * Batches are counted in seeds, so neither the number of workers nor an interruption changes what is run. Uses no threads and no clock.
 */
import { didYouMean, nameList } from '../near-miss.js';
import { summarizeMeasure, widthPercent } from './aggregate.js';
import { type Chunk, type ChunkRows, ChunkRunner } from './chunk.js';
import type { OpenStudy } from './open-study.js';
import { StudyError } from './study-error.js';
import type { MeasureColumn, StopRule, StudyPlan } from './study-result.js';

/** The outcome of a scheduled chunk; `lost` when its worker is gone. */
export type ChunkOutcome =
  | { readonly kind: 'ran'; readonly found: ChunkRows; readonly elapsedMs: number }
  | {
      readonly kind: 'lost';
      readonly reason: string;
      /** Whether the run itself caused it, so that retrying it alone is useless. */
      readonly blamed: boolean;
    };

/** Runs up to `width` chunks at once. `run` never rejects. */
export interface StudyExecutor {
  readonly width: number;
  run(chunk: Chunk): Promise<ChunkOutcome>;
}

/** Callbacks: progress after every chunk, and a check before every chunk whether to continue. */
export interface StudyWatch {
  progress?(): void;
  isStopped?(): boolean;
}

/** Runs what is missing. Throws StudyError when the stop rule names a measure that no run has. */
export async function conductStudy(
  study: OpenStudy,
  executor: StudyExecutor,
  watch: StudyWatch = {},
): Promise<void> {
  const { stop } = study.plan;
  const step = stop?.batch ?? study.seeds.length;
  for (let upTo = step; ; upTo += step) {
    const seeds = Math.min(upTo, study.seeds.length);
    await new Batch(study, executor, watch).run(seeds);
    if (watch.isStopped?.() === true) return;
    if (seeds === study.seeds.length) return;
    if (stop !== undefined && isNarrowEnough(study, stop, seeds)) return study.stopAt(seeds);
  }
}

/** Runs chunks in this thread: for tests, for browsers, and for programs that use the library. */
export function inProcessExecutor(plan: StudyPlan): StudyExecutor {
  const runner = new ChunkRunner(plan);
  return {
    width: 1,
    run: (chunk) => Promise.resolve({ kind: 'ran', found: runner.run(chunk), elapsedMs: 0 }),
  };
}

/** Target duration of a chunk: small messaging overhead, and a stop takes effect soon. */
const chunkMs = 100;
const chunkSeedsMax = 200;
/** Attempts for a run whose worker was lost for another reason: an exiting thread may lose several chunks. */
const triesMax = 4;

type Lost = Extract<ChunkOutcome, { kind: 'lost' }>;

/** The runs up to a number of seeds. */
class Batch {
  /** What is left of each cell; they take turns, so that an interrupted study has the same seeds of all cells. */
  private readonly waiting: { readonly cell: Chunk; readonly from: number }[] = [];
  /** Cells that still have their turn in this round, and the seeds that each gets. */
  private leftInRound = 0;
  private roundSize = 1;
  /** Runs that must be run alone, because a worker was lost with them. */
  private readonly suspects: { readonly chunk: Chunk; readonly tries: number }[] = [];
  private size = 1;

  constructor(
    private readonly study: OpenStudy,
    private readonly executor: StudyExecutor,
    private readonly watch: StudyWatch,
  ) {}

  async run(seedCount: number): Promise<void> {
    for (const cell of this.study.missing(seedCount)) this.waiting.push({ cell, from: 0 });
    // An idle lane must not end while another may still lose a chunk.
    do await Promise.all(Array.from({ length: this.executor.width }, () => this.lane()));
    while (!this.isStopped() && this.suspects.length > 0);
  }

  private async lane(): Promise<void> {
    while (!this.isStopped()) {
      const suspect = this.suspects.pop();
      const chunk = suspect?.chunk ?? this.nextChunk();
      if (chunk === undefined) return;
      const outcome = await this.executor.run(chunk);
      if (this.isStopped() && outcome.kind === 'lost') return;
      if (outcome.kind === 'ran') this.ran(chunk, outcome.found, outcome.elapsedMs);
      else this.lost(chunk, outcome, (suspect?.tries ?? 0) + 1);
      this.watch.progress?.();
    }
  }

  private nextChunk(): Chunk | undefined {
    if (this.leftInRound === 0) this.beginRound();
    const first = this.waiting.shift();
    if (first === undefined) return undefined;
    this.leftInRound -= 1;
    const { cell, from } = first;
    const to = from + this.roundSize;
    if (to < cell.seeds.length) this.waiting.push({ cell, from: to });
    return { ...cell, seeds: cell.seeds.slice(from, to) };
  }

  /** So many seeds of each cell that the last rounds still occupy all workers. */
  private beginRound(): void {
    this.leftInRound = this.waiting.length;
    const left = this.waiting.reduce((sum, { cell, from }) => sum + cell.seeds.length - from, 0);
    const fair = Math.ceil(left / (2 * this.executor.width));
    this.roundSize = Math.max(1, Math.min(this.size, fair));
  }

  private ran(chunk: Chunk, found: ChunkRows, elapsedMs: number): void {
    this.study.add(chunk, found);
    const each = elapsedMs / chunk.seeds.length;
    const wanted = each === 0 ? chunkSeedsMax : Math.round(chunkMs / each);
    this.size = Math.max(1, Math.min(chunkSeedsMax, wanted, this.size * 2));
  }

  private lost(chunk: Chunk, { reason, blamed }: Lost, tries: number): void {
    if (chunk.seeds.length === 1 && (blamed || tries >= triesMax))
      this.study.add(chunk, {
        rows: [],
        failures: chunk.seeds.map((seed) => ({ seed, kind: 'lost', reason })),
      });
    else
      for (const seed of chunk.seeds)
        this.suspects.push({ chunk: { ...chunk, seeds: [seed] }, tries });
  }

  private isStopped(): boolean {
    return this.watch.isStopped?.() === true;
  }
}

/** Whether every cell's interval of the measure, over the first seeds, is narrow enough. */
function isNarrowEnough(study: OpenStudy, stop: StopRule, seedCount: number): boolean {
  const seeds = study.seeds.slice(0, seedCount);
  const cells = study.cells.filter(({ refusal }) => refusal === undefined);
  const columns = cells.map(({ rows }) => columnOf(rows, seeds, stop.measure));
  if (columns.every((column) => column === undefined)) throw unknownMeasure(study, stop.measure);
  return columns.every((column) => {
    if (column === undefined) return false;
    const summary = summarizeMeasure(column, study.plan.confidence);
    return widthPercent(summary) <= stop.widthPercent;
  });
}

type Rows = OpenStudy['cells'][number]['rows'];

function columnOf(rows: Rows, seeds: readonly string[], name: string): MeasureColumn | undefined {
  let unit: MeasureColumn['unit'] | undefined;
  const values = seeds.map((seed) => {
    const row = rows.get(seed);
    const place = row?.layout.findIndex((entry) => entry.name === name) ?? -1;
    unit ??= row?.layout[place]?.unit;
    return row?.values[place] ?? null;
  });
  const isThere = unit !== undefined && values.some((value) => value !== null);
  return isThere && unit !== undefined ? { name, unit, values } : undefined;
}

function unknownMeasure(study: OpenStudy, wanted: string): StudyError {
  const rows = study.cells.flatMap((cell) => [...cell.rows.values()]);
  const layouts = new Set(rows.map(({ layout }) => layout));
  const names = [...new Set([...layouts].flatMap((layout) => layout.map(({ name }) => name)))];
  const hint = didYouMean(wanted, names);
  return new StudyError(`no run has a measure called ${wanted}`, {
    expected: `one of ${nameList(names)}`,
    found: wanted,
    hint,
  });
}
