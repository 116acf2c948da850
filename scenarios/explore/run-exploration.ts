/**
 * Conducts a hunt: hands out runs in chunks, in order, and adds what they showed in the same order, so that what is found depends neither on the
 * number of threads nor on an interruption. What breaks something for the first time is shrunk while the hunt goes on. Knows no threads.
 */
import { addBatches, type Batch, noRuns } from './explore.js';
import type { Shrunk } from './shrink.js';

/** How much may be spent; whichever ends first. */
export interface Budget {
  readonly runs: number;
  /** Real milliseconds that hunting may take; infinite: only the runs count, and shrinking takes its time. */
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

/** How far a hunt has come: what the runs from the first one on showed, without a gap, and what has been shrunk. */
export interface ExplorationState {
  readonly total: Batch;
  readonly findings: readonly ShrunkFinding[];
}

export const emptyExploration: ExplorationState = { total: noRuns, findings: [] };

/** What came of a task; `lost` when the thread that had it is gone, `stopped` when all threads were ended. */
export type TaskOutcome<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly reason: string; readonly blamed: boolean }
  | { readonly kind: 'stopped' };

/** Who runs tasks: `width` of them at once. Never rejects. */
export interface ExplorationExecutor {
  readonly width: number;
  stretch(from: number, count: number): Promise<TaskOutcome<Batch>>;
  /** Shrinks until an instant of the host's clock, or as long as it takes. */
  shrink(found: DrawnFinding, until: number | undefined): Promise<TaskOutcome<Shrunk>>;
  /** Ends all threads at once, in the middle of a run if need be. */
  stop(): Promise<void>;
}

/** Who watches a hunt, and decides about its end. */
export interface HuntWatch {
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

/** Hunts from where `state` ends until the budget is spent, and gives the state then. */
export async function runExploration(
  executor: ExplorationExecutor,
  budget: Budget,
  watch: HuntWatch,
  state: ExplorationState = emptyExploration,
): Promise<ExplorationState> {
  const under = new HuntUnderWay(executor, budget, watch, state);
  await under.run();
  return under.state;
}

/** Runs handed to a thread at once: about a tenth of a second of work once the model is compiled. */
const chunk = 10;
/** So much longer than the budget shrinking may take. */
const shrinkMs = 3_000;
/** So often a run is tried whose thread is lost without its fault. */
const triesMax = 3;

class HuntUnderWay {
  private total: Batch;
  private next: number;
  /** What chunks showed that were finished before an earlier one, by their first run. */
  private readonly early = new Map<number, Batch>();
  private readonly findings: ShrunkFinding[];
  private readonly shrinking: Promise<void>[] = [];
  private readonly known = new Set<string>();
  private readonly began = performance.now();
  private readonly shrinkUntil: number | undefined;

  constructor(
    private readonly executor: ExplorationExecutor,
    private readonly budget: Budget,
    private readonly watch: HuntWatch,
    { total, findings }: ExplorationState,
  ) {
    this.total = total;
    this.next = total.runs;
    this.findings = [...findings];
    this.shrinkUntil = Number.isFinite(budget.ms) ? Date.now() + budget.ms + shrinkMs : undefined;
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
  }

  private isOver(): boolean {
    return (
      this.next >= this.budget.runs ||
      performance.now() - this.began >= this.budget.ms ||
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
    const outcome = await this.executor.stretch(from, count);
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

  /** Begins to shrink what is new. */
  private followUp(): void {
    for (const found of this.total.found) {
      if (this.known.has(found.breaks) || !this.watch.isWanted(found.breaks)) continue;
      this.known.add(found.breaks);
      this.watch.found?.(found, this.total);
      this.shrinking.push(this.shrink(found));
    }
  }

  /** A finding whose thread is lost or stopped stays as it was drawn. */
  private async shrink(found: DrawnFinding): Promise<void> {
    const outcome = await this.executor.shrink(found, this.shrinkUntil);
    if (outcome.kind !== 'done') return;
    const finding = { ...found, shrunk: outcome.answer };
    this.findings.push(finding);
    this.watch.shrunk?.(finding);
    this.watch.progress?.(this.state);
  }
}
