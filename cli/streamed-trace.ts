/**
 * The trace of a run written to a file while it happens, a line of JSON a fact: for runs of millions of events, without
 * keeping any of it in memory. Whole lines only, so that an interrupted run leaves a readable file.
 */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Fact } from '../model/index.js';
import type { Run, Scenario } from '../scenarios/index.js';
import type { Instant, Observer } from '../sim/index.js';
import { makeFolder } from './output-files.js';
import { systemReason } from './system-reason.js';

/** Characters that are gathered before they go to the disk. */
const pieceLength = 65_536;
const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW = 0 } = constants;

/** An observer that writes, to be closed when the run is over. */
export class StreamedTrace implements Observer<unknown, Fact> {
  private readonly file: number;
  private lines: string[] = [];
  private gathered = 0;
  private isOpen = true;
  private problem: string | undefined;

  /** Opens the file, which has been checked before, and writes whose trace it is. Throws the system's error if it cannot. */
  constructor(
    private readonly path: string,
    { file, seed, setup }: Scenario,
  ) {
    makeFolder(dirname(path));
    this.file = openSync(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o666);
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

  /** How the run ended: the last line, which distinguishes a complete file from a truncated one. */
  note({ end, events, digest, verdict }: Run): void {
    this.add({ type: 'end', atMs: end.at, reason: end.reason, events, digest, verdict });
  }

  /** Nothing can be written any more. Returns why the file is incomplete, if it is. */
  close(): string | undefined {
    if (this.isOpen) this.flush();
    if (this.isOpen) closeSync(this.file);
    this.isOpen = false;
    return this.problem;
  }

  private add(line: object): void {
    if (this.problem !== undefined) return;
    const text = JSON.stringify(line);
    this.lines.push(text);
    this.gathered += text.length;
    if (this.gathered >= pieceLength) this.flush();
  }

  private flush(): void {
    if (this.lines.length === 0) return;
    const bytes = Buffer.from(`${this.lines.join('\n')}\n`);
    this.lines = [];
    this.gathered = 0;
    try {
      for (let written = 0; written < bytes.length; )
        written += writeSync(this.file, bytes, written, bytes.length - written);
    } catch (error) {
      this.problem = `--trace ${this.path} is incomplete: ${systemReason(error)}; the run continued without it`;
    }
  }
}
