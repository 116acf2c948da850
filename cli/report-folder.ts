/**
 * The folder that reports are written to. A file appears whole or not at all. A file that is already
 * there is replaced only if pushsim wrote it, which a list in the folder remembers; anything else is
 * left alone, with words on what to do.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './terminal.js';

/** The list's own name: names of files that pushsim wrote here, in alphabetical order. */
const listName = '.pushsim-reports.json';

/** Files of earlier runs stay in the list as long as they are there. */
export class ReportFolder {
  private readonly own: Set<string>;
  private readonly claimed = new Set<string>();

  constructor(private readonly folder: string) {
    this.own = new Set(readList(join(folder, listName)));
  }

  /** Puts names into the list before they are written, so that a broken-off write can be repeated. */
  claim(names: readonly string[]): void {
    for (const name of names) this.claimed.add(this.checked(name));
    const all = [...this.own, ...this.claimed];
    const kept = all.filter(
      (name) => this.claimed.has(name) || existsSync(join(this.folder, name)),
    );
    const list = [...new Set(kept)].sort((one, other) => (one < other ? -1 : 1));
    writeWhole(this.folder, listName, `${JSON.stringify(list, null, 2)}\n`);
  }

  /** Writes a claimed file and gives its path. Throws with words when it cannot. */
  write(name: string, text: string): string {
    return writeWhole(this.folder, name, text);
  }

  private checked(name: string): string {
    const path = join(this.folder, name);
    if (!existsSync(path) || this.own.has(name) || this.claimed.has(name)) return name;
    const what = statSync(path).isDirectory() ? 'is a folder' : 'was not written by pushsim';
    throw new Error(`${path} is already there and ${what}; name another folder or move it away`);
  }
}

function readList(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  try {
    const list: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
