/**
 * Simple globs for shells that do not expand them: `*` and `?` within one name, `**` for any number of
 * folders. Knows no disk: the caller says what a folder holds.
 */

/** What a folder holds: names, and whether each is a folder itself. */
export type FolderNames = (
  folder: string,
) => readonly { readonly name: string; readonly isFolder: boolean }[];

/** Does the path ask for a search? */
export function isGlob(path: string): boolean {
  return /[*?]/.test(path);
}

/** The files that a glob stands for, in the order in which folders list them. */
export function expandGlob(glob: string, namesIn: FolderNames): string[] {
  const isAbsolute = glob.startsWith('/');
  const steps = glob.split('/').filter((step) => step !== '');
  return walk(isAbsolute ? '/' : '', steps, namesIn);
}

function walk(folder: string, steps: readonly string[], namesIn: FolderNames): string[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [];
  if (step === '**') return anyDepth(folder, rest, namesIn);
  if (!isGlob(step) && rest.length > 0) return walk(below(folder, step), rest, namesIn);
  const matches = nameMatcher(step);
  return namesIn(folder === '' ? '.' : folder).flatMap(({ name, isFolder }) => {
    if (!matches(name)) return [];
    const path = below(folder, name);
    if (rest.length === 0) return isFolder ? [] : [path];
    return isFolder ? walk(path, rest, namesIn) : [];
  });
}

/** `**` stands for no folder at all, or for one and whatever is below it. */
function anyDepth(folder: string, rest: readonly string[], namesIn: FolderNames): string[] {
  const wanted = rest.length === 0 ? ['*'] : rest;
  const here = walk(folder, wanted, namesIn);
  const deeper = namesIn(folder === '' ? '.' : folder)
    .filter(({ isFolder }) => isFolder)
    .flatMap(({ name }) => anyDepth(below(folder, name), rest, namesIn));
  return [...here, ...deeper];
}

function below(folder: string, name: string): string {
  if (folder === '') return name;
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** Matches greedily with one place to come back to, so no pattern takes long. */
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
