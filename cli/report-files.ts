/**
 * Names for the reports of several scenarios in one folder: from the scenarios' own paths, each
 * different. Pure; writes nothing.
 */

/**
 * One name per file, without extension: the path below the folder that all files share, with `-`
 * between folders.
 */
export function reportFileNames(files: readonly string[]): string[] {
  const paths = files.map((file) =>
    file.split('/').filter((step) => step !== '' && step !== '.' && step !== '..'),
  );
  const shared = sharedSteps(paths);
  const taken = new Set<string>();
  return paths.map((steps) => {
    const name = steps
      .slice(shared)
      .join('-')
      .replace(/\.(ya?ml|json)$/, '');
    const free = freeName(name === '' ? 'scenario' : name, taken);
    taken.add(free);
    return free;
  });
}

/** How many leading folders all paths have in common; a path's last step is its file and never shared. */
function sharedSteps(paths: readonly (readonly string[])[]): number {
  const [first, ...others] = paths;
  if (first === undefined) return 0;
  let shared = 0;
  while (
    shared < first.length - 1 &&
    others.every((steps) => shared < steps.length - 1 && steps[shared] === first[shared])
  ) {
    shared += 1;
  }
  return shared;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
