/**
 * From the text of a file to a Scenario, or to every problem it has, in order of position. The steps:
 * limits, YAML, plain values, recurring entries, schema with references, checks across entries, which Venice. No step
 * touches a disk, so this runs in a browser too.
 */
import type { VeniceSetup, WorldSetup } from '../model/index.js';
import { defaultLatencies, defaultMonitoring, defaultPhysics } from '../model/index.js';
import { type ModelCatalogue, modelCatalogue } from './catalogue.js';
import { crossChecks } from './checks/cross-checks.js';
import { hookDiagnostics, hookTextDiagnostics } from './checks/hook-checks.js';
import { zonesOfHooks } from './checks/hook-zones.js';
import { applyConfigFiles, placeInFiles } from './config-files/apply.js';
import { keyNotices, refusedKeys } from './config-files/own-keys.js';
import { collectDeclaredNames, defaultHorizon, defaultStart } from './declared-names.js';
import { type Diagnostic, pathText, type Where } from './diagnostic.js';
import { capped, type Problem, ScenarioError } from './errors.js';
import type { Fleet } from './fleet.js';
import { limits } from './limits.js';
import type { HookLoader } from './modules/custom-hook.js';
import { ownHooksOf } from './modules/custom-hooks.js';
import { withoutRecurring } from './recurring/expand.js';
import {
  type Overrides,
  type ReadOverrides,
  readOverrides,
  resolveVenice,
} from './resolve-venice.js';
import type { Expectation, Scenario } from './scenario.js';
import { fileSchema, type ScenarioFile } from './schema/file.js';
import { fleetDiagnostics, withFleet } from './schema/fleet.js';
import { diagnosticsOf } from './schema/issues.js';
import { readWith } from './schema/leaf.js';
import { silentVenice } from './schema/venice.js';
import { applySettings, placeDiagnostics, type SetDocument } from './settings.js';
import { withDefaultFabric } from './source-fabric.js';
import { readYaml } from './yaml/document.js';
import { offsetOf } from './yaml/place.js';
import { plainValues } from './yaml/values.js';

/**
 * Reads a scenario; `file` is only a name for messages. The overrides of a command line are checked
 * like the file itself and take precedence. Without a loader, custom hooks are rejected. Throws
 * ScenarioError with all problems at once. `catalogue` says which faults, hooks and actions exist.
 */
export function parseScenario(
  text: string,
  file: string,
  overrides: Overrides = {},
  load?: HookLoader,
  catalogue: ModelCatalogue = modelCatalogue,
): Scenario {
  const said = readOverrides(overrides);
  const written = readSource(text);
  const configured = applyConfigFiles(written.value, file, overrides);
  const set = applySettings(configured.value, overrides.settings ?? []);
  const own = ownHooksOf(set.value, file, load);
  const namesIn = (value: unknown) =>
    withFleet({ ...collectDeclaredNames(value, catalogue), ownHooks: own.entries }, value);
  const declared = namesIn(set.value);
  const expanded = withoutRecurring(set.value, declared.known);
  const source = {
    ...written,
    value: expanded.value,
    flaws: [
      ...written.diagnostics,
      ...configured.diagnostics,
      ...set.diagnostics,
      ...inWrittenFile(expanded.diagnostics, set),
    ],
    place: (where: Where) => written.place(writtenPlace(where, set)),
  };
  const { known, fleet } = source.value === set.value ? declared : namesIn(source.value);
  const read =
    source.flaws.length === 0 ? readWith(fileSchema(known, 'checked'), source.value) : undefined;
  const issues =
    read?.success === false
      ? read.error.issues.flatMap((issue) => diagnosticsOf(issue, source.value))
      : [];
  const across =
    read === undefined
      ? []
      : [...crossChecks(source.value, known), ...fleetDiagnostics(source.value, known, fleet)];
  const venice = read?.data?.venice ?? silentVenice;
  const resolved = resolveVenice(venice, said);
  const unfit = hookDiagnostics(read?.data?.hooks ?? [], resolved.venice);
  const unsound = hookTextDiagnostics(textsOf(read?.data), resolved.venice);
  const placed = placeDiagnostics(
    [
      ...said.diagnostics,
      ...source.flaws,
      ...inWrittenFile(own.diagnostics, set),
      ...inWrittenFile(expanded.placed([...issues, ...across]), set),
      ...resolved.diagnostics,
      ...(overrides.strictConfig === true ? refusedKeys(venice) : []),
      ...unfit,
      ...inWrittenFile(unsound, set),
    ],
    set.places,
  );
  const diagnostics = placeInFiles(placed, configured.places);
  if (diagnostics.length > 0 || read?.success !== true)
    throw problemsOf(diagnostics, file, written.place);
  return {
    ...runPart(read.data, said),
    ...noticesPart([...configured.notices, ...keyNotices(venice)]),
    file,
    text,
    setup: zonesOfHooks(worldPart(read.data, fleet, resolved.venice)),
    expectations: placedExpectations(read.data, source.place),
  };
}

/** Diagnostics of a document of which entries were taken away, with the paths of the file. */
function inWrittenFile(diagnostics: readonly Diagnostic[], set: SetDocument): Diagnostic[] {
  return diagnostics.map((one) => ({ ...one, where: writtenPlace(one.where, set) }));
}

function writtenPlace(where: Where, set: SetDocument): Where {
  return where.kind === 'offset' ? where : { ...where, path: set.written(where.path) };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Source {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  place(where: Where): Place;
}

/** Text to plain values; a diagnostic here ends reading, since what follows could not be trusted. */
function readSource(text: string): Source {
  const refused = textDiagnostic(text);
  if (refused !== undefined)
    return { value: undefined, diagnostics: [refused], place: () => ({ line: 1, column: 1 }) };
  const { root, lines, diagnostics } = readYaml(text);
  const plain = root === undefined ? undefined : plainValues(root);
  const empty = root === undefined && diagnostics.length === 0 ? [emptyFile()] : [];
  const aliases = plain?.aliases ?? new Map();
  return {
    value: plain?.value,
    diagnostics: [...diagnostics, ...(plain?.diagnostics ?? []), ...empty],
    place: (where) => {
      const { line, col } = lines.linePos(offsetOf(where, root, aliases));
      return { line: Math.max(1, line), column: Math.max(1, col) };
    },
  };
}

function textDiagnostic(text: string): Diagnostic | undefined {
  const where: Where = { kind: 'offset', offset: 0, path: [] };
  if (text.length > limits.fileBytes) {
    const found = `${text.length} characters`;
    return {
      where,
      message: 'the file is too big',
      expected: `at most ${limits.fileBytes} bytes`,
      found,
    };
  }
  if (text.includes('\0'))
    return { where, message: 'this is not a text file', expected: 'YAML or JSON in UTF-8' };
  return text.trim() === '' ? emptyFile() : undefined;
}

function emptyFile(): Diagnostic {
  return {
    where: { kind: 'offset', offset: 0, path: [] },
    message: 'the file is empty',
    expected: 'a scenario: at least title, regions and stores',
    hint: 'begin with a line such as "title: A push succeeds"',
  };
}

interface PlacedFlaw extends Place {
  readonly diagnostic: Diagnostic;
}

/** The first problems in order of position, and how many more there are. */
function problemsOf(
  diagnostics: readonly Diagnostic[],
  file: string,
  place: Source['place'],
): ScenarioError {
  const placed = diagnostics.map((diagnostic) => ({
    diagnostic,
    ...placeOf(diagnostic.where, place),
  }));
  const inOrder = placed.sort(
    (left, right) => left.line - right.line || left.column - right.column,
  );
  const problems = inOrder.slice(0, limits.problems).map((each) => problemOf(each, file));
  const left = inOrder.length - problems.length;
  if (left === 0) return new ScenarioError(problems);
  const more = {
    file,
    ...nowhere,
    path: '',
    message: `and ${left} more problems`,
    expected: '',
    found: '',
    hint: 'fix those above first, and check again',
  };
  return new ScenarioError([...problems, more]);
}

const nowhere: Place = { line: 0, column: 0 };

function placeOf(where: Where, place: Source['place']): Place {
  if (where.kind === 'line') return { line: where.line, column: 1 };
  return isTyped(where) ? nowhere : place(where);
}

/** Command-line overrides have no position in the file. */
function isTyped(where: Where): boolean {
  return where.kind === 'offset' && where.offset < 0;
}

function problemOf({ diagnostic, line, column }: PlacedFlaw, file: string): Problem {
  const { where, message, expected = '', found = '' } = diagnostic;
  const hint = typeof diagnostic.hint === 'function' ? diagnostic.hint() : diagnostic.hint;
  return {
    file: isTyped(where) ? 'command line' : where.kind === 'line' ? where.file : file,
    line,
    column,
    path: pathText(where.path),
    message: capped(message),
    expected: capped(expected),
    found: capped(found),
    ...(hint === undefined ? {} : { hint: capped(hint) }),
  };
}

/** What the texts for hooks may name, as far as the file could be read. */
function textsOf(written: ScenarioFile | undefined) {
  return {
    hooks: written?.hooks ?? [],
    stores: written?.stores ?? [],
    regions: (written?.regions ?? []).map(({ name }) => name),
    pushes: (written?.timeline ?? []).flatMap((entry) => ('push' in entry ? [entry.push] : [])),
  };
}

function runPart(written: ScenarioFile, { seed, horizon }: ReadOverrides) {
  return {
    title: written.title,
    story: (written.story ?? '').trim(),
    seed: seed ?? written.seed ?? '1',
    ties: written.ties ?? 'fifo',
    horizon: horizon ?? written.horizon ?? defaultHorizon,
    setsHorizon: horizon === undefined && written.horizon !== undefined,
    eventsMax: written.eventsMax ?? defaultEventsMax,
    violates: written.violates ?? [],
    ...(written.outages === undefined ? {} : { outages: written.outages }),
  } satisfies Partial<Scenario>;
}

function noticesPart(notices: readonly string[]): Pick<Scenario, 'notices'> {
  return notices.length === 0 ? {} : { notices };
}

const defaultEventsMax = 20_000_000;

function worldPart(
  written: ScenarioFile,
  fleet: Fleet | undefined,
  venice: VeniceSetup,
): WorldSetup {
  // The sort is stable: entries of the same instant stay in file order.
  const timeline = [...(written.timeline ?? []), ...(fleet?.pushes ?? [])].sort(
    (left, right) => left.at - right.at,
  );
  return {
    start: written.start ?? defaultStart,
    regions: written.regions,
    links: written.links ?? [],
    stores: withDefaultFabric([...(written.stores ?? []), ...(fleet?.stores ?? [])], venice),
    hooks: written.hooks ?? [],
    physics: written.physics ?? defaultPhysics,
    latencies: written.latencies ?? defaultLatencies,
    monitoring: written.monitoring ?? defaultMonitoring,
    venice,
    timeline,
  };
}

function placedExpectations({ expect = [] }: ScenarioFile, place: Source['place']): Expectation[] {
  return expect.map((expectation, index) => {
    const { line } = place({ kind: 'value', path: ['expect', index] });
    return { ...expectation, line };
  });
}
