/** Renamed arguments of the command line: the old ones are accepted until version 1.0, with a note. Pure. */

/** Options by their old names. */
const options: Readonly<Record<string, string>> = {
  '--across': '--variants',
  '--until-width': '--target-ci-width',
  '--mistakes': '--operator-errors',
};

/** Kinds of `pushsim list` by their old names. */
const kinds: Readonly<Record<string, string>> = {
  keys: 'scenario-keys',
  pushes: 'push-modes',
};

/** The arguments with their current names, and a note for each old one. */
export function presentWords(words: readonly string[]): {
  readonly words: readonly string[];
  readonly notes: readonly string[];
} {
  const notes: string[] = [];
  const renamed = words.map((word, index) => {
    const [head = '', ...rest] = word.split('=');
    const table = index > 0 && words[index - 1] === 'list' ? kinds : options;
    const present = Object.hasOwn(table, head) ? table[head] : undefined;
    if (present === undefined) return word;
    notes.push(`pushsim: ${head} is called ${present} now; the old name works until version 1.0`);
    return [present, ...rest].join('=');
  });
  return { words: renamed, notes };
}
