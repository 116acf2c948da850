/**
 * Runs an exploration: schedules runs in chunks, in order, and adds their results in the same order, so that the findings depend neither on the
 * number of threads nor on an interruption. Without a
 * limit of time a first finding is shrunk while the exploration continues. Uses no threads itself.
 */
import { addBatches, type Batch, noRuns } from './explore.js';
import type { Shrunk } from './shrink.js';

/** How much may be spent; whichever ends first. */
export interface Budget {
  readonly runs: number;
  /**
   * Real milliseconds for everything. The last part of them is kept for shrinking, which then begins when exploring is over; infinite: only
   * the runs count, and shrinking takes its time.
   */
  readonly ms: number;
}

/** A finding with the smallest scenario that is known to show it. */
export interface ShrunkFinding {
  readonly run: number;
  readonly breaks: string;
  readonly message: string;
  readonly shrunk: Shrunk;
}

/** The first run that broke something. */
export type DrawnFinding = Omit<ShrunkFinding, 'shrunk'>;

/** The progress of an exploration: what the runs from the first one on showed, without a gap, and what has been shrunk. */
export interface ExplorationState {
  readonly total: Batch;
  readonly findings: readonly ShrunkFinding[];
}

export const emptyExploration: ExplorationState = { total: noRuns, findings: [] };

/** The outcome of a task; `lost` when its thread is gone, `stopped` when all threads were ended. */
export type TaskOutcome<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly reason: string; readonly blamed: boolean }
  | { readonly kind: 'stopped' };

/** Runs up to `width` tasks at once. Never rejects. */
export interface ExplorationExecutor {
  readonly width: number;
  /** Runs fewer than `count` only if it gets late: `until` is an instant of the host's clock. */
  stretch(from: number, count: number, until?: number): Promise<TaskOutcome<Batch>>;
  /** Shrinks for so many milliseconds at most, and until an instant of the host's clock; without limits as long as it takes. */
  shrink(found: DrawnFinding, limits: ShrinkTime | undefined): Promise<TaskOutcome<Shrunk>>;
  /** Terminates all threads immediately, even during a run. */
  stop(): Promise<void>;
}

/** The time for shrinking one finding. */
export interface ShrinkTime {
  readonly ms: number;
  /** Instant of the host's clock. */
  readonly until: number;
}

/** Callbacks of an exploration; they also decide when it ends. */
export interface ExplorationWatch {
  isStopped(): boolean;
  /** Whether a finding is shrunk and shown. */
  isWanted(breaks: string): boolean;
  /** Enough has been found: what later runs showed is left out. */
  isEnough(total: Batch): boolean;
  /** Something was broken for the first time; no earlier run can follow. */
  found?(finding: DrawnFinding, total: Batch): void;
  shrunk?(finding: ShrunkFinding): void;
  /** The state has changed. */
  progress?(state: ExplorationState): void;
}

/** Continues from where `state` ends until the budget is spent, and gives the state then. */
export async function runExploration(
  executor: ExplorationExecutor,
  budget: Budget,
  watch: ExplorationWatch,
  state: ExplorationState = emptyExploration,
): Promise<ExplorationState> {
  const under = new RunningExploration(executor, budget, watch, state);
  await under.run();
  return under.state;
}

/** Runs handed to a thread at once: about a tenth of a second of work once the model is compiled. */
const chunk = 10;
/** The share of a budget that is kept for shrinking, and its milliseconds at most. */
const shrinkShare = 0.25;
const shrinkMsMax = 60_000;
/** Attempts for a run whose thread was lost for another reason. */
const triesMax = 3;

class RunningExploration {
  private total: Batch;
  private next: number;
  /** What chunks showed that were finished before an earlier one, by their first run. */
  private readonly early = new Map<number, Batch>();
  private readonly findings: ShrunkFinding[];
  private readonly shrinking: Promise<void>[] = [];
  /** Findings that wait for the time that is kept for shrinking. */
  private readonly unshrunk: DrawnFinding[] = [];
  private readonly known = new Set<string>();
  private readonly began = performance.now();
  private readonly exploreMs: number;
  private readonly until: number;
  private readonly exploreUntil: number | undefined;

  constructor(
    private readonly executor: ExplorationExecutor,
    private readonly budget: Budget,
    private readonly watch: ExplorationWatch,
    { total, findings }: ExplorationState,
  ) {
    this.total = total;
    this.next = total.runs;
    this.findings = [...findings];
    this.exploreMs = budget.ms - Math.min(shrinkMsMax, budget.ms * shrinkShare);
    this.until = Date.now() + budget.ms;
    this.exploreUntil = Number.isFinite(budget.ms) ? Date.now() + this.exploreMs : undefined;
  }

  /** Findings in the order of their runs. */
  get state(): ExplorationState {
    const findings = [...this.findings].sort(
      (one, other) => one.run - other.run || (one.breaks < other.breaks ? -1 : 1),
    );
    return { total: this.total, findings };
  }

  async run(): Promise<void> {
    for (const { breaks } of this.findings) this.known.add(breaks);
    this.followUp();
    await Promise.all(Array.from({ length: this.executor.width }, () => this.lane()));
    await Promise.all(this.shrinking);
    await Promise.all(Array.from({ length: this.executor.width }, () => this.shrinkInTime()));
  }

  /** Each finding gets the same share of the time that is left; when it is over, the others stay as they were drawn. */
  private async shrinkInTime(): Promise<void> {
    const { unshrunk } = this;
    for (;;) {
      const left = this.until - Date.now();
      const inTurn = Math.ceil(unshrunk.length / this.executor.width);
      const found = left > 0 && !this.watch.isStopped() ? unshrunk.shift() : undefined;
      if (found === undefined) return;
      await this.shrink(found, { ms: left / inTurn, until: this.until });
    }
  }

  private isOver(): boolean {
    return (
      this.next >= this.budget.runs ||
      performance.now() - this.began >= this.exploreMs ||
      this.watch.isStopped() ||
      this.watch.isEnough(this.total)
    );
  }

  private async lane(): Promise<void> {
    while (!this.isOver()) {
      const from = this.next;
      const count = Math.min(chunk, this.budget.runs - from);
      this.next += count;
      const showed = await this.stretch(from, count);
      if (showed === undefined) return;
      this.early.set(from, showed);
      this.takeInOrder();
    }
  }

  /** A chunk whose thread is lost is run again, run by run; a run that cannot be finished is counted as lost. */
  private async stretch(from: number, count: number, tries = 1): Promise<Batch | undefined> {
    const outcome = await this.executor.stretch(from, count, this.exploreUntil);
    if (outcome.kind === 'done') return outcome.answer;
    if (outcome.kind === 'stopped' || this.watch.isStopped()) return undefined;
    if (count === 1)
      return outcome.blamed || tries >= triesMax
        ? { ...noRuns, runs: 1, lost: { [outcome.reason]: 1 } }
        : this.stretch(from, 1, tries + 1);
    let whole = noRuns;
    for (let run = from; run < from + count; run += 1) {
      const one = await this.stretch(run, 1);
      if (one === undefined) return undefined;
      whole = addBatches(whole, one);
    }
    return whole;
  }

  private takeInOrder(): void {
    for (;;) {
      const following = this.early.get(this.total.runs);
      if (following === undefined || this.watch.isEnough(this.total)) return;
      this.early.delete(this.total.runs);
      this.total = addBatches(this.total, following);
      this.followUp();
      this.watch.progress?.(this.state);
    }
  }

  /** Starts to shrink new findings. */
  private followUp(): void {
    for (const found of this.total.found) {
      if (this.known.has(found.breaks) || !this.watch.isWanted(found.breaks)) continue;
      this.known.add(found.breaks);
      this.watch.found?.(found, this.total);
      if (Number.isFinite(this.budget.ms)) this.unshrunk.push(found);
      else this.shrinking.push(this.shrink(found));
    }
  }

  /** A finding whose thread is lost or stopped stays as it was drawn. */
  private async shrink(found: DrawnFinding, time?: ShrinkTime): Promise<void> {
    const outcome = await this.executor.shrink(found, time);
    if (outcome.kind !== 'done') return;
    const finding = { ...found, shrunk: outcome.answer };
    this.findings.push(finding);
    this.watch.shrunk?.(finding);
    this.watch.progress?.(this.state);
  }
}
