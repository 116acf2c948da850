/**
 * The trace of a run written to a file while it happens, a line of JSON a fact: what a run of millions of events leaves behind without
 * keeping any of it in memory. Whole lines only, so that a run that is broken off leaves a file that can be read up to there.
 */
import { closeSync, existsSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Fact } from '../model/index.js';
import type { Run, Scenario } from '../scenarios/index.js';
import type { Instant, Observer } from '../sim/index.js';

/** Characters that are gathered before they go to the disk. */
const pieceLength = 65_536;
/** How the first line of every such file begins. */
const beginning = '{"type":"run",';

/** An observer that writes, to be closed when the run is over. */
export class StreamedTrace implements Observer<unknown, Fact> {
  private readonly file: number;
  private lines: string[] = [];
  private gathered = 0;

  /** Opens the file and says whose trace it is. Throws with words if it cannot be written or is somebody else's. */
  constructor(path: string, { file, seed, setup }: Scenario) {
    if (existsSync(path) && !isTrace(path))
      throw new Error(`${path} is already there and was not written by --trace; name another file`);
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'w');
    this.add({
      type: 'run',
      file,
      seed,
      startMs: setup.start,
      regions: setup.regions.map(({ name }) => name),
      stores: setup.stores.map(({ name }) => name),
      pushes: setup.timeline.flatMap((entry) => (entry.kind === 'push' ? [entry.push] : [])),
    });
  }

  onFact(fact: Fact, _world: unknown, now: Instant): void {
    this.add({ type: 'fact', atMs: now, ...fact });
  }

  /** How the run ended: the last line, which tells a whole file from one that was broken off. */
  note({ end, events, digest, verdict }: Run): void {
    this.add({ type: 'end', atMs: end.at, reason: end.reason, events, digest, verdict });
  }

  /** Nothing can be written any more. */
  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private add(line: object): void {
    const text = JSON.stringify(line);
    this.lines.push(text);
    this.gathered += text.length;
    if (this.gathered >= pieceLength) this.flush();
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    const bytes = Buffer.from(`${this.lines.join('\n')}\n`);
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.file, bytes, written, bytes.length - written);
    this.lines = [];
    this.gathered = 0;
  }
}

function isTrace(path: string): boolean {
  const file = openSync(path, 'r');
  const first = Buffer.alloc(beginning.length);
  const length = readSync(file, first, 0, first.length, 0);
  closeSync(file);
  return length === 0 || first.toString('utf8', 0, length) === beginning;
}
