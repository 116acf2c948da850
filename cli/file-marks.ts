/**
 * How a file that pushsim wrote is recognised: every kind of file has a form of its own at its beginning or its end. A file is replaced only by
 * one of its own kind, so a mistyped option never overwrites a study or other files.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Beginning and end of every kind of file that is written. The names of reports are kinds, too. */
const marks = {
  summary: {
    begins:
      /^(PASSED|COMPLETED, nothing expected|EXPECTATION MISSED|INVARIANT VIOLATED|DID NOT SETTLE) {2}/,
  },
  narrative: { begins: /^[^\n]*\nseed [^\n]*\nvenice \S+, policy \S/ },
  json: {
    begins:
      /^\{\s*"scenario": "(?:[^"\\]|\\.)*",\s*"file": "(?:[^"\\]|\\.)*",\s*"seed": "(?:[^"\\]|\\.)*",\s*"venice": \{/,
  },
  ndjson: { begins: /^\{"type":"(?:fact","file":"|summary","scenario":")/ },
  html: { begins: /^<!doctype html>\n[\s\S]{0,2000}<meta name="generator" content="pushsim">/ },
  csv: {
    begins: new RegExp(
      `^(?:${[
        'number,at_ms,elapsed_ms,kind,region,store,',
        'region,kind,store,version,push,state,from_ms,',
        'push,store,version,outcome,reason,started_ms,',
        'expectation,held,found\n',
        'invariant,at_ms,elapsed_ms,announced,message\n',
        'metric,labels,value\n',
        'scenario,variant,measure,unit,runs,mean,low,high,',
      ].join('|')})`,
    ),
  },
  junit: { begins: /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="pushsim" / },
  markdown: { begins: /^<!-- written by pushsim -->\n/ },
  metrics: { begins: /^# TYPE pushsim_run info\n/ },
  trace: { begins: /^\{"displayTimeUnit":"ms","otherData":\{"scenario":"/ },
  mermaid: { begins: /^sequenceDiagram\n(?: {2}accTitle: [^\n]*\n)? {2}participant a0 as / },
  messages: {
    ends: /(?:^no push was asked for|\n\*---> a message, at the instant it arrives [^\n]* ==== a fault)\n$/,
  },
  recovery: {
    begins: /^recoveries of [^\n]*\n(?:no recovery copied anything\n|\S+: \d+ copies, )/,
  },
  /** The streamed trace of `run --trace`. */
  facts: { begins: /^\{"type":"run","file":"/ },
  /** The result of `sweep`, `compare` and `merge`. */
  study: { begins: /^\{"format":"pushsim-study",/ },
  /** A scenario that `explore` found. */
  finding: {
    begins: /^title: [^\n]*\nstory: [\s\S]{0,200}?Found by exploring with seed \d+, run \d/,
  },
  /** A scenario that `init` wrote: from then on it belongs to its reader. */
  starter: { begins: /(?!)/ },
  /** How far an interrupted `explore` has come. */
  exploration: { begins: /^\{"format":"pushsim-hunt",/ },
} as const satisfies Readonly<Record<string, Mark>>;

interface Mark {
  readonly begins?: RegExp;
  readonly ends?: RegExp;
}

export type FileKind = keyof typeof marks;

/** The kind of the file that a report of this name writes. Throws for a name without one. */
export function kindOfReport(name: string): FileKind {
  if (isKind(name)) return name;
  throw new RangeError(`files of the report ${name} have no mark: add one to cli/file-marks.ts`);
}

function isKind(name: string): name is FileKind {
  return Object.hasOwn(marks, name);
}

/** Titles and paths are shorter than this, even with every character escaped. */
const beginningBytes = 200_000;
const endBytes = 400;

/** Whether an ordinary file is of this kind. An empty one holds nothing that could be lost and is of every kind. */
export function isOfKind(path: string, kind: FileKind): boolean {
  const mark: Mark = marks[kind];
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return true;
    if (mark.begins !== undefined) return mark.begins.test(textAt(file, 0, beginningBytes));
    return mark.ends?.test(textAt(file, Math.max(0, size - endBytes), endBytes)) === true;
  } finally {
    closeSync(file);
  }
}

function textAt(file: number, from: number, bytes: number): string {
  const buffer = Buffer.alloc(bytes);
  const length = readSync(file, buffer, 0, bytes, from);
  return buffer.toString('utf8', 0, length);
}
