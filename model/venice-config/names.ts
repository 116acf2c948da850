/** Names of keys that decide nothing in the simulator, in groups that share the reason. */

/** Names with the reason why they decide nothing here. */
export interface NamesWithoutEffect {
  readonly names: readonly string[];
  readonly why: string;
}

/** A group of names; `lines` hold their endings, separated by blanks, all below the same prefix. */
export function namesUnder(
  prefix: string,
  why: string,
  lines: readonly string[],
): NamesWithoutEffect {
  const endings = lines.flatMap((line) => line.split(' '));
  return { why, names: endings.map((ending) => `${prefix}${ending}`) };
}
