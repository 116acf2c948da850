/**
 * From the source text of a module to a hook that the model can invoke: loads it and its imports in a sandbox, validates its exports, and wraps
 * each function in a guard. Every problem is reported with module, function, line and hint. Needs Node.
 */
import { type AnyHook, customHook, registerCustomHook } from '../../model/index.js';
import { Digest } from '../../sim/index.js';
import { nameList } from '../near-miss.js';
import { type AnswerFlaw, excessDiagnostic } from './answer-checks.js';
import { readExport } from './export-checks.js';
import { guarded } from './guard.js';
import type { HookCode, ModuleName } from './hook-code.js';
import { pathFrom } from './hook-code.js';
import { type ModuleScript, moduleScript, packageName } from './module-source.js';
import { invocationMsMax, type Reply, Sandbox, TookTooLong } from './sandbox.js';

/** A hook under its key, or what is wrong with its module. */
type LoadedHook =
  | { readonly key: string; readonly hook: AnyHook }
  | { readonly diagnostic: AnswerFlaw };

/** Loads the hook that an entry of a scenario names; `file` is the scenario's own path. */
export type HookLoader = (name: ModuleName, file: string) => LoadedHook;

/** A loader of these texts. Creating one permits their execution. */
export function hookLoader(code: HookCode): HookLoader {
  return (name, file) => loadOwnHook(name, code, file);
}

/** Maximum number of files of one hook. */
const filesMax = 50;

/** The same texts are loaded once. */
function loadOwnHook(name: ModuleName, code: HookCode, file: string): LoadedHook {
  const graph = gather(pathFrom('scenario', name.module), code);
  if ('diagnostic' in graph) return graph;
  const shown = (path: string): string => pathFrom(file, path);
  const key = keyOf(shown(graph.root), name.exported, graph.texts);
  const known = customHook(key);
  if (known !== undefined) return { key, hook: known };
  const sandbox = new Sandbox();
  const diagnostic = loadAll(sandbox, graph, shown);
  if (diagnostic !== undefined) return { diagnostic };
  const chosen = choose(exportsOf(graph), name.exported);
  if (typeof chosen !== 'string') return chosen;
  const exported = whileLoading(() =>
    sandbox.invoke({ kind: 'export', path: graph.root, name: chosen }),
  );
  if ('diagnostic' in exported) return exported;
  const found = readExport(exported.said);
  if ('diagnostic' in found && !('points' in found)) return found;
  const hook = guarded({ found, sandbox, module: shown(graph.root) });
  registerCustomHook(key, hook);
  return { key, hook };
}

interface Graph {
  readonly root: string;
  readonly texts: readonly (readonly [path: string, text: string])[];
  /** Every file after those it imports. */
  readonly order: readonly { readonly path: string; readonly script: ModuleScript }[];
}

/** The module and all that it imports, each read once. */
function gather(root: string, code: HookCode): Graph | { readonly diagnostic: AnswerFlaw } {
  const texts = new Map<string, string>();
  const order: Graph['order'][number][] = [];
  const open = new Set<string>();
  const visit = (path: string): AnswerFlaw | undefined => {
    if (open.has(path))
      return plain(`${path} imports itself`, 'files that do not import each other');
    if (texts.has(path)) return undefined;
    const text = Object.hasOwn(code, path) ? code[path] : undefined;
    if (typeof text !== 'string')
      return plain(
        `${path}: ${text?.unreadable ?? 'there is no such file'}`,
        'a module of JavaScript',
      );
    if (texts.size >= filesMax)
      return plain('the hook is made of too many files', `at most ${filesMax}`);
    const script = moduleScript(text);
    if (!('script' in script)) {
      const { line, column, message, ...words } = script;
      return { message: `${path}:${line}:${column}: ${message}`, found: '', ...words };
    }
    texts.set(path, text);
    open.add(path);
    for (const target of script.imports) {
      const diagnostic = visit(pathFrom(path, target));
      if (diagnostic !== undefined) return diagnostic;
    }
    open.delete(path);
    order.push({ path, script });
    return undefined;
  };
  const diagnostic = visit(root);
  return diagnostic === undefined ? { root, texts: [...texts], order } : { diagnostic };
}

function exportsOf({ root, order }: Graph): readonly string[] {
  return order.find(({ path }) => path === root)?.script.exports ?? [];
}

function loadAll(
  sandbox: Sandbox,
  { order }: Graph,
  shown: (path: string) => string,
): AnswerFlaw | undefined {
  for (const { path, script } of order) {
    const targets = script.imports.map((target) => [target, pathFrom(path, target)]);
    const links = { ...Object.fromEntries(targets), [packageName]: '' };
    const body = { ...script, path, shownPath: shown(path), links };
    const loaded = whileLoading(() => sandbox.load(body));
    if ('diagnostic' in loaded) return loaded.diagnostic;
  }
  return undefined;
}

/** Runs code of a module while a scenario is read: every failure there is a diagnostic of the module. */
function whileLoading(
  work: () => Reply,
): { readonly said: unknown } | { readonly diagnostic: AnswerFlaw } {
  try {
    const { answers, used } = work();
    if (used !== undefined) return { diagnostic: usedAtLoad(used.use, used.place) };
    const [answer = { said: undefined }] = answers;
    if ('said' in answer) return answer;
    if ('excess' in answer) return { diagnostic: excessDiagnostic(answer.excess) };
    return { diagnostic: loadDiagnostic(answer.threw, answer.place) };
  } catch (error) {
    if (error instanceof TookTooLong)
      return {
        diagnostic: plain(
          `loading it takes longer than ${invocationMsMax / 1_000} s`,
          'a module that only declares a hook',
        ),
      };
    // V8 does not compile it: syntax that acorn takes, or too deeply nested.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { diagnostic: loadDiagnostic(String(error), undefined) };
  }
}

function loadDiagnostic(threw: string, place: string | undefined): AnswerFlaw {
  const said = threw.split('\n', 1)[0] ?? '';
  return plain(
    `${place === undefined ? '' : `${place}: `}loading it fails: ${said}`,
    'a module that only declares a hook',
  );
}

function usedAtLoad(
  use: { name: string; what: string; instead: string },
  place: string | undefined,
): AnswerFlaw {
  return {
    message: `${place === undefined ? '' : `${place}: `}the module uses ${use.name}, ${use.what}, while it is loaded`,
    expected: 'pure functions of the view',
    found: '',
    hint: use.instead,
  };
}

function choose(
  names: readonly string[],
  wanted: string,
): string | { readonly diagnostic: AnswerFlaw } {
  const expected = 'export default defineHook({ … })';
  const [only] = names;
  const name =
    wanted !== ''
      ? wanted
      : names.includes('default')
        ? 'default'
        : names.length === 1
          ? only
          : undefined;
  if (name !== undefined && names.includes(name)) return name;
  const found = names.length === 0 ? 'no export' : `exports ${nameList(names)}`;
  if (wanted !== '')
    return {
      diagnostic: { message: `the module exports no ${wanted}`, expected: nameList(names), found },
    };
  const hint = names.length < 2 ? {} : { hint: `say which one, with the key export: ${names[0]}` };
  return { diagnostic: { message: 'the module exports no hook', expected, found, ...hint } };
}

function plain(message: string, expected: string): AnswerFlaw {
  return { message, expected, found: '' };
}

/** A 64-bit hash: equal for equal texts at the same path, and otherwise different except for collisions. */
function keyOf(path: string, exported: string, texts: Graph['texts']): string {
  const digest = new Digest();
  for (const text of texts.flat()) {
    digest.mix(text.length);
    for (let place = 0; place < text.length; place += 1) digest.mix(text.charCodeAt(place));
  }
  return `${path}#${exported}@${digest.hex()}`;
}
