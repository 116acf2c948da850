/**
 * The narrative as columns and back. Two hundred thousand lines are mostly a few sentences with other
 * numbers in them: each sentence is written once, and a line names its sentence and its numbers. Exact:
 * whatever the text, what is read back is what was written.
 */
import type { NarrativeLine } from '../../scenarios/index.js';
import { deltasOf, sumsOf, type WordTable } from './columns.js';
import type { NarrativeColumns, NarrativeShape } from './shape.js';

/** Stands in a template where a word with a digit stood. */
const gap = '\ue000';

/** How the writer numbers names. */
export interface NarrativeNames {
  readonly start: number;
  readonly region: ReadonlyMap<string, number>;
  readonly store: ReadonlyMap<string, number>;
  readonly push: ReadonlyMap<string, number>;
  readonly words: WordTable;
}

/** The lines as columns. */
export function encodeNarrative(
  lines: readonly NarrativeLine[],
  names: NarrativeNames,
): NarrativeColumns {
  const shapes = new Map<string, number>();
  const rows: NarrativeShape[] = [];
  const args: number[] = [];
  const shape = lines.map((line) => {
    const template = templateOf(line.text, names.words, args);
    const row = {
      template,
      where: line.where,
      rule: line.rule ?? '',
      important: line.important,
    };
    const key = [template, row.where, row.rule, row.important].join('\n');
    const known = shapes.get(key) ?? rows.push(row) - 1;
    shapes.set(key, known);
    return known;
  });
  return {
    at: deltasOf(lines.map(({ atMs }) => atMs - names.start)),
    shape,
    region: lines.map(({ region }) => placeIn(names.region, region)),
    store: lines.map(({ store }) => placeIn(names.store, store)),
    push: lines.map(({ push }) => placeIn(names.push, push)),
    args,
    shapes: rows,
  };
}

/** The narrative as a page reads it: everything by line number, texts made on demand. */
export class NarrativeTable {
  readonly at: Float64Array;
  private readonly firstArg: Int32Array;

  constructor(
    private readonly columns: NarrativeColumns,
    private readonly words: readonly string[],
  ) {
    this.at = sumsOf(columns.at);
    const gaps = columns.shapes.map(({ template }) => template.split(gap).length - 1);
    this.firstArg = new Int32Array(columns.shape.length);
    let next = 0;
    for (const [line, shape] of columns.shape.entries()) {
      this.firstArg[line] = next;
      next += gaps[shape] ?? 0;
    }
  }

  get length(): number {
    return this.columns.shape.length;
  }

  shape(line: number): NarrativeShape {
    const shape = this.columns.shapes[this.columns.shape[line] ?? -1];
    if (shape === undefined) throw new RangeError(`the narrative has no line ${line}`);
    return shape;
  }

  region(line: number): number {
    return this.columns.region[line] ?? -1;
  }

  store(line: number): number {
    return this.columns.store[line] ?? -1;
  }

  push(line: number): number {
    return this.columns.push[line] ?? -1;
  }

  text(line: number): string {
    const parts = this.shape(line).template.split(gap);
    let next = this.firstArg[line] ?? 0;
    let text = parts[0] ?? '';
    for (const part of parts.slice(1)) {
      text += `${this.words[this.columns.args[next] ?? -1] ?? ''}${part}`;
      next += 1;
    }
    return text;
  }
}

function templateOf(text: string, words: WordTable, args: number[]): string {
  return text.replace(/[^ \ue000]*[\d\ue000][^ \ue000]*/g, (word) => {
    args.push(words.place(word));
    return gap;
  });
}

function placeIn(places: ReadonlyMap<string, number>, name: string | undefined): number {
  return name === undefined ? -1 : (places.get(name) ?? -1);
}
