/**
 * The work of one worker: some seeds of one cell, run one after the other. A scenario is read and checked once for each variant and not for
 * each seed. Pure: the same chunk gives the same rows wherever it runs.
 */
import { ScenarioError } from '../errors.js';
import { hookLoader } from '../modules/custom-hook.js';
import { parseScenario } from '../parse.js';
import { runScenario } from '../run/run.js';
import type { Scenario } from '../scenario.js';
import { Layouts, measured, type RunRow } from './measures.js';
import type { FailedRun, StudyPlan } from './study-result.js';

/** Seeds of one cell. */
export interface Chunk {
  readonly scenario: number;
  readonly variant: number;
  readonly seeds: readonly string[];
}

/** The result of a chunk; every seed is in one of the two lists. */
export interface ChunkRows {
  readonly rows: readonly RunRow[];
  readonly failures: readonly FailedRun[];
}

/** Parsed scenarios that are kept: the variants of a study take turns. */
const keptMax = 64;

/** Runs chunks of one study. */
export class ChunkRunner {
  private readonly kept = new Map<string, Scenario>();
  private readonly layouts = new Layouts();

  constructor(private readonly plan: Pick<StudyPlan, 'scenarios' | 'variants'>) {}

  /** Runs every seed. A run that throws is a failure with a reason and does not end the others. */
  run({ scenario, variant, seeds }: Chunk): ChunkRows {
    const rows: RunRow[] = [];
    const failures: FailedRun[] = [];
    for (const seed of seeds) {
      try {
        const run = runScenario(this.read(scenario, variant), { seed, trace: 'counted' });
        rows.push(measured(run, this.layouts));
      } catch (error) {
        const kind = error instanceof ScenarioError ? 'refused' : 'bug';
        failures.push({ seed, kind, reason: reasonOf(error) });
      }
    }
    return { rows, failures };
  }

  private read(scenario: number, variant: number): Scenario {
    const key = `${scenario}/${variant}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const fresh = readCell(this.plan, scenario, variant);
    const [oldest] = this.kept.keys();
    if (this.kept.size >= keptMax && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, fresh);
    return fresh;
  }
}

/** The scenario of a cell, read and checked. Throws ScenarioError. */
export function readCell(
  { scenarios, variants }: Pick<StudyPlan, 'scenarios' | 'variants'>,
  scenario: number,
  variant: number,
): Scenario {
  const source = scenarios[scenario];
  const { overrides } = variants[variant] ?? {};
  if (source === undefined || overrides === undefined)
    throw new RangeError(`the study has no cell ${scenario}/${variant}`);
  const { text, file, code } = source;
  return parseScenario(text, file, overrides, code === undefined ? undefined : hookLoader(code));
}

function reasonOf(error: unknown): string {
  if (error instanceof ScenarioError) return error.message.replace(/\s*\n\s*/g, '; ');
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return words.split('\n', 1)[0] ?? words;
}
