/** docs/designs.md as rows: what each step of the two designs says, and the rules, invariants and scenario files that show it. */
import { existsSync, readFileSync } from 'node:fs';
import { libraryFolder } from './scenario-files.js';

/** One row of a table. `design` is the heading above it; lists are empty where the cell says "none". */
export interface DesignRow {
  readonly design: string;
  readonly step: string;
  readonly says: string;
  readonly rules: readonly string[];
  readonly invariants: readonly string[];
  /** As the page names them: a path below the library, or one that begins with test/vectors/. */
  readonly scenarios: readonly string[];
}

/** The names of the two designs, as the page heads them. */
export const designs = ['Degraded-mode batch push', 'VIP-4: store lifecycle hooks'] as const;

/** Every row of the page, in its order. Throws an Error for a table row that has not five cells. */
export function designRows(): DesignRow[] {
  const rows: DesignRow[] = [];
  let design = '';
  for (const line of readFileSync('docs/designs.md', 'utf8').split('\n')) {
    if (line.startsWith('## ')) design = line.slice(3);
    if (!line.startsWith('| ') || line.startsWith('| step |')) continue;
    const cells = line.slice(2, -2).split(' | ');
    if (cells.length !== 5) throw new Error(`docs/designs.md: not five cells in "${line}"`);
    const [step = '', says = '', rules = '', invariants = '', scenarios = ''] = cells;
    rows.push({
      design,
      step,
      says,
      rules: names(rules),
      invariants: names(invariants),
      scenarios: names(scenarios),
    });
  }
  return rows;
}

/** The files that a scenario of the page stands for: one, the pair of both profiles, or none if there is no such file. */
export function filesOfScenario(name: string): string[] {
  const start = name.startsWith('test/vectors/') ? name : `${libraryFolder}/${name}`;
  return ['', '.as-designed', '.as-built']
    .map((profile) => `${start}${profile}.yaml`)
    .filter((file) => existsSync(file));
}

function names(cell: string): string[] {
  return cell === 'none' ? [] : cell.replaceAll('`', '').split(', ');
}
