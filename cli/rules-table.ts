/** `pushsim list rules`: every ported rule with who asks it and how many scenarios of the library exercised it. */
import type { LedgerEntry } from '../model/index.js';
import { ruleCoverage } from '../reports/index.js';
import { loadScenario, runScenario, ScenarioError } from '../scenarios/index.js';
import { libraryFiles } from './library.js';

/** The table as text. It runs the library, without invariants: a few seconds. */
export function rulesTable(rules: readonly LedgerEntry[]): string {
  const counts = ruleCoverage(libraryFiles().flatMap(runOf));
  const rows = rules.map(({ id, title, source, actors }) => [
    id,
    title,
    `${counts.get(id) ?? 0}`,
    actors.join(', ') || 'nobody yet',
    source,
  ]);
  const all = [['rule', 'title', 'scenarios', 'asked by', 'source'], ...rows];
  const widths =
    all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function runOf(file: string) {
  try {
    return [runScenario(loadScenario(file), { invariants: [] })];
  } catch (error) {
    if (error instanceof ScenarioError) return [];
    throw error;
  }
}
