/**
 * Recurring entries of a timeline: an entry with the key `every` stands for many, one for each round, store and region. They are replaced by
 * the entries that they stand for before the file is checked, so that each of those is checked like a written one.
 */
import { type DeclaredNames, isPush } from '../declared-names.js';
import { type Diagnostic, flawAt, type PathStep } from '../diagnostic.js';
import { entries, isMapping, part, textAt } from '../document-parts.js';
import { limits } from '../limits.js';
import { matching } from './patterns.js';
import { timesOf } from './times.js';

/** A document without recurring entries. */
export interface Expanded {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Problems of made entries, each at the entry of the file that they stem from, and every place once. */
  placed(diagnostics: readonly Diagnostic[]): readonly Diagnostic[];
}

/** Replaces the recurring entries of a file; a file without any is given back as it is. */
export function withoutRecurring(file: unknown, known: DeclaredNames): Expanded {
  const written = entries(file, 'timeline') ?? [];
  if (!isMapping(file) || !written.some(isRecurring))
    return { value: file, diagnostics: [], placed: (diagnostics) => diagnostics };
  const timeline: unknown[] = [];
  const sources: number[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, entry] of written.entries()) {
    const made = isRecurring(entry) ? roundsOf(entry, index, known, timeline.length) : [entry];
    if (isProblem(made)) diagnostics.push(...made.diagnostics);
    else {
      timeline.push(...made);
      sources.push(...made.map(() => index));
    }
  }
  const recurring = new Set(written.flatMap((entry, index) => (isRecurring(entry) ? [index] : [])));
  return {
    value: { ...file, timeline },
    diagnostics,
    placed: (found) => placedAt(found, sources, recurring),
  };
}

type Recurring = Readonly<Record<string, unknown>>;

function isRecurring(entry: unknown): entry is Recurring {
  return isMapping(entry) && part(entry, 'every') !== undefined;
}

interface Problems {
  readonly diagnostics: readonly Diagnostic[];
}

function isProblem(made: readonly unknown[] | Problems): made is Problems {
  return 'diagnostics' in made;
}

/** The entries that one stands for, or what is wrong with it. */
function roundsOf(
  entry: Recurring,
  index: number,
  known: DeclaredNames,
  already: number,
): readonly unknown[] | Problems {
  const place = (key: string): PathStep[] => ['timeline', index, key];
  const when = timesOf(entry, index, known);
  const stores = matching(part(entry, 'stores'), known.stores, 'store', place('stores'));
  const ownRegions = hasOwnRegions(entry, known);
  const regions = matching(part(entry, 'regions'), known.regions, 'region', place('regions'));
  const diagnostics = [...when.diagnostics, ...stores.diagnostics, ...regions.diagnostics];
  if (diagnostics.length > 0) return { diagnostics };
  const { start, step, between, rounds, firstKey } = when;
  const regionList = ownRegions ? [undefined] : regions.names;
  const made = rounds * stores.names.length * regionList.length;
  if (already + made > limits.timelineEntries)
    return { diagnostics: flawAt(place('every'), tooMany(made)) };
  const rest = withoutOwnKeys(entry, firstKey);
  const all: unknown[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let member = 0;
    for (const store of stores.names)
      for (const region of regionList) {
        const named = namedEntry(rest, { store, region, n: String(round + 1) });
        const at = `${start + round * step + member * between}ms`;
        all.push({
          ...named,
          at,
          ...(store === undefined ? {} : { store }),
          ...(region === undefined ? {} : { region }),
          ...(ownRegions ? { regions: regions.names } : {}),
        });
        member += 1;
      }
  }
  return sameNames(all, index) ?? all;
}

/** Whether the fault or the action has a field `regions`: then all of them stand in one entry. */
function hasOwnRegions(entry: Recurring, { catalogue }: DeclaredNames): boolean {
  const fault = catalogue.faults.find(({ kind }) => kind === part(entry, 'fault'));
  const action = catalogue.operatorActions.find((one) => one.action === part(entry, 'operator'));
  return 'regions' in (fault?.fields ?? {}) || 'regions' in (action?.fields ?? {});
}

const ownKeys = ['every', 'until', 'times', 'apart', 'stores', 'regions'];

function withoutOwnKeys(entry: Recurring, firstKey: string): Recurring {
  const kept = Object.entries(entry).filter(([key]) => !ownKeys.includes(key) && key !== firstKey);
  return Object.fromEntries(kept);
}

interface Names {
  readonly store: string | undefined;
  readonly region: string | undefined;
  readonly n: string;
}

/** Every text of the entry with `{store}`, `{region}` and `{n}` replaced. */
function namedEntry(entry: Recurring, names: Names): Recurring {
  const said = Object.entries(entry).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value];
    const text = value.replace(
      /\{(store|region|n)\}/g,
      (word, name: keyof Names) => names[name] ?? word,
    );
    return [key, text];
  });
  return Object.fromEntries(said);
}

/** Pushes have different names. */
function sameNames(all: readonly unknown[], index: number): Problems | undefined {
  const names = all.filter(isPush).map((entry) => textAt(entry, 'push'));
  const twice = names.find((name, place) => names.indexOf(name) !== place && name !== undefined);
  if (twice === undefined || new Set(names).size === names.length) return undefined;
  return {
    diagnostics: flawAt(['timeline', index, 'push'], {
      message: `several of its pushes are called ${twice}`,
      expected: 'a name of its own for every push',
      hint: "write the round and the store into the name, such as 'p-{store}-{n}'",
    }),
  };
}

function placedAt(
  diagnostics: readonly Diagnostic[],
  sources: readonly number[],
  recurring: ReadonlySet<number>,
): Diagnostic[] {
  const said = new Set<string>();
  return diagnostics.flatMap((diagnostic) => {
    const { where } = diagnostic;
    const [section, index, ...rest] = where.path;
    if (where.kind === 'offset' || section !== 'timeline' || typeof index !== 'number')
      return [diagnostic];
    const source = sources[index] ?? index;
    const path = [section, source, ...rest];
    if (!recurring.has(source)) return [{ ...diagnostic, where: { ...where, path } }];
    const place = path.join(' ');
    if (said.has(place)) return [];
    said.add(place);
    return [{ ...diagnostic, where: { ...where, path } }];
  });
}

function tooMany(made: number): Omit<Diagnostic, 'where'> {
  return {
    message: `it stands for ${made} entries`,
    expected: `at most ${limits.timelineEntries} entries of the timeline`,
    hint: 'repeat it less often, or for fewer stores',
  };
}
