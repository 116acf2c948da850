/**
 * Simple globs for shells that do not expand them: `*` and `?` within one name, `**` for any number of
 * folders. Reads no disk: the caller lists folders. Every folder is listed once for each step of the glob, so matching
 * is not exponential.
 */

/** What a folder holds: names, and whether each is a folder itself. */
export type FolderNames = (
  folder: string,
) => readonly { readonly name: string; readonly isFolder: boolean }[];

/** Whether the path is a glob. */
export function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

/** The files that a glob stands for, each once, in the order in which they are found. */
export function expandGlob(glob: string, namesIn: FolderNames): string[] {
  const steps = glob.split('/').filter((step) => step !== '');
  const search = new Search(steps.at(-1) === '**' ? [...steps, '*'] : steps, namesIn);
  search.walk(glob.startsWith('/') ? '/' : '', 0);
  return [...search.found];
}

class Search {
  readonly found = new Set<string>();
  /** Folders with the steps that were matched in them. */
  private readonly seen = new Set<string>();
  private readonly listings = new Map<string, ReturnType<FolderNames>>();

  constructor(
    private readonly steps: readonly string[],
    private readonly namesIn: FolderNames,
  ) {}

  /** Matches the steps from this one on, below a folder. */
  walk(folder: string, index: number): void {
    const key = `${index} ${folder}`;
    const step = this.steps[index];
    if (step === undefined || this.seen.has(key)) return;
    this.seen.add(key);
    if (step === '**') this.anyDepth(folder, index);
    else if (!isGlob(step) && index < this.steps.length - 1)
      this.walk(below(folder, step), index + 1);
    else this.matching(folder, index, nameMatcher(step));
  }

  /** `**` stands for no folder at all, or for one and whatever is below it. */
  private anyDepth(folder: string, index: number): void {
    this.walk(folder, index + 1);
    for (const { name, isFolder } of this.list(folder))
      if (isFolder) this.walk(below(folder, name), index);
  }

  private matching(folder: string, index: number, matches: (name: string) => boolean): void {
    const isLast = index === this.steps.length - 1;
    for (const { name, isFolder } of this.list(folder)) {
      if (!matches(name)) continue;
      if (!isLast && isFolder) this.walk(below(folder, name), index + 1);
      if (isLast && !isFolder) this.found.add(below(folder, name));
    }
  }

  private list(folder: string): ReturnType<FolderNames> {
    const known = this.listings.get(folder);
    if (known !== undefined) return known;
    const names = this.namesIn(folder === '' ? '.' : folder);
    this.listings.set(folder, names);
    return names;
  }
}

function below(folder: string, name: string): string {
  if (folder === '') return name;
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** Greedy matching with a single backtracking position, so the time is bounded by O(pattern × name). */
function nameMatcher(pattern: string): (name: string) => boolean {
  return (name) => {
    let [at, want, star, mark] = [0, 0, -1, 0];
    while (at < name.length) {
      if (
        want < pattern.length &&
        (pattern[want] === '?' || pattern[want] === name[at]) &&
        pattern[want] !== '*'
      ) {
        at += 1;
        want += 1;
      } else if (pattern[want] === '*') {
        [star, mark] = [want, at];
        want += 1;
      } else if (star >= 0) {
        want = star + 1;
        mark += 1;
        at = mark;
      } else return false;
    }
    while (pattern[want] === '*') want += 1;
    return want === pattern.length;
  };
}
