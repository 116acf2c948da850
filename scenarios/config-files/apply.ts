/**
 * Puts the keys of .properties files into a document, as if they stood under `venice.config`: those of `venice.configFiles` below the
 * scenario's own keys, those of `--config` above them. Then a file's keys are checked like written ones. Reads no disk: the texts come with
 * the overrides.
 */
import type { Diagnostic, PathStep } from '../diagnostic.js';
import { isMapping, part } from '../document-parts.js';
import { pathFrom } from '../modules/hook-code.js';
import type { Overrides } from '../resolve-venice.js';
import { type Classified, classify, countsText, detailLines, objection } from './classify.js';
import { type Property, readProperties } from './properties.js';

/** A document with the keys of its configuration files, and what there is to say about them. */
export interface ConfiguredDocument {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Which line of which file set a key. */
  readonly places: ReadonlyMap<string, Placed>;
  /** For each file the counts of its keys by kind, with a line for each key that has to be written elsewhere. */
  readonly notices: readonly string[];
}

interface Placed {
  readonly file: string;
  readonly line: number;
}

/** A configuration file of the scenario or of the command line, and where it is named. */
interface NamedFile {
  readonly path: string;
  readonly where: Diagnostic['where'];
  /** Its keys go above those of the scenario. */
  readonly wins: boolean;
}

/** The document with the files' keys; the given one is left as it is. */
export function applyConfigFiles(
  document: unknown,
  file: string,
  overrides: Overrides,
): ConfiguredDocument {
  const named = namedFiles(document, file, overrides);
  if (named.length === 0)
    return { value: document, diagnostics: [], places: new Map(), notices: [] };
  const diagnostics: Diagnostic[] = [];
  const notices: string[] = [];
  const places = new Map<string, Placed>();
  const below: Record<string, unknown> = {};
  const above: Record<string, unknown> = {};
  const own = configOf(document);
  for (const { path, where, wins } of named) {
    const text = overrides.configTexts?.[path];
    if (typeof text !== 'string') {
      diagnostics.push(unreadable(path, where, text?.unreadable));
      continue;
    }
    const entries = lastOfEach(readProperties(text)).map((property) => {
      return { property, found: classify(property.key, property.value) };
    });
    for (const { property, found } of entries) {
      if (found.standing !== 'in effect') continue;
      (wins ? above : below)[found.key] = found.value ?? property.value;
      if (wins || !Object.hasOwn(own, found.key))
        places.set(found.key, { file: path, line: property.line });
    }
    if (overrides.strictConfig === true)
      diagnostics.push(...entries.flatMap((entry) => refused(path, entry)));
    notices.push(noticeOf(path, entries));
  }
  return {
    value: withConfig(document, { ...below, ...own, ...above }),
    diagnostics,
    places,
    notices,
  };
}

/** Problems with a key that a file has set name the file and the line. */
export function placeInFiles(
  diagnostics: readonly Diagnostic[],
  places: ConfiguredDocument['places'],
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { where } = diagnostic;
    if (where.kind !== 'value' && where.kind !== 'key') return diagnostic;
    const [section, part, key] = where.path;
    const placed = section === 'venice' && part === 'config' ? places.get(String(key)) : undefined;
    return placed === undefined ? diagnostic : { ...diagnostic, where: lineOf(placed, where.path) };
  });
}

/** The paths of all configuration files, those of the scenario relative to its own folder. */
export function configPaths(document: unknown, file: string, overrides: Overrides): string[] {
  return namedFiles(document, file, overrides).map(({ path }) => path);
}

function namedFiles(document: unknown, file: string, { configFiles = [] }: Overrides): NamedFile[] {
  const listed = part(part(document, 'venice'), 'configFiles');
  const own = Array.isArray(listed) ? listed : [];
  return [
    ...own.flatMap((path: unknown, index): NamedFile[] => {
      const where = { kind: 'value', path: ['venice', 'configFiles', index] } as const;
      return typeof path === 'string' ? [{ path: pathFrom(file, path), where, wins: false }] : [];
    }),
    ...configFiles.map((path): NamedFile => {
      const where = { kind: 'offset', offset: -1, path: [`--config ${path}`] } as const;
      return { path, where, wins: true };
    }),
  ];
}

/** Of a key that stands twice in a file the last entry counts, as in Java. */
function lastOfEach(properties: readonly Property[]): readonly Property[] {
  return [...new Map(properties.map((property) => [property.key, property])).values()];
}

interface Entry {
  readonly property: Property;
  readonly found: Classified;
}

function refused(file: string, { property, found }: Entry): Diagnostic[] {
  if (found.standing === 'in effect') return [];
  const path = ['venice', 'config', found.key];
  return [{ ...objection(found), where: lineOf({ file, line: property.line }, path) }];
}

function noticeOf(path: string, entries: readonly Entry[]): string {
  const keys = entries.map(({ found }) => found);
  const count = `${keys.length} ${keys.length === 1 ? 'key' : 'keys'}`;
  const counts = keys.length === 0 ? 'no keys' : `${count}: ${countsText(keys)}`;
  return [`${path}: ${counts}`, ...detailLines(keys)].join('\n');
}

function lineOf({ file, line }: Placed, path: readonly PathStep[]): Diagnostic['where'] {
  return { kind: 'line', file, line, path };
}

function unreadable(
  path: string,
  where: Diagnostic['where'],
  reason = 'configuration files are not read here',
): Diagnostic {
  return {
    where,
    message: `the configuration file ${path} cannot be used: ${reason}`,
    expected: 'a .properties file of Venice',
    hint: 'write its path relative to the scenario, or that of --config relative to the current folder',
  };
}

function configOf(document: unknown): Readonly<Record<string, unknown>> {
  const config = part(part(document, 'venice'), 'config');
  return isMapping(config) ? config : {};
}

/** A section that is not a mapping is left to the schema to refuse. */
function withConfig(document: unknown, config: Readonly<Record<string, unknown>>): unknown {
  if (!isMapping(document)) return document;
  const venice = document.venice ?? {};
  if (!isMapping(venice) || !isMapping(venice.config ?? {})) return document;
  return { ...document, venice: { ...venice, config } };
}
