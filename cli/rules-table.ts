/**
 * `pushsim list rules`: every rule that runs call, the actors that call it, and in how many scenarios of the library some fact names it. A rule
 * that no fact names is inferred from another, whose facts imply it.
 */
import type { LedgerEntry } from '../model/index.js';
import { libraryFilesByRule } from './terms/shown-in.js';

/** The table as text. */
export function rulesTable(rules: readonly LedgerEntry[]): string {
  const rows = rules.map(({ id, title, source, actors, inferredFrom, provenBy }) => [
    id,
    title,
    inferredFrom === undefined ? `${libraryFilesByRule[id] ?? 0}` : `with ${inferredFrom}`,
    actors.join(', ') + (provenBy === undefined ? '' : ` (by table, proven equal by ${provenBy})`),
    source,
  ]);
  const all = [['rule', 'title', 'scenarios', 'called by', 'source'], ...rows];
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
