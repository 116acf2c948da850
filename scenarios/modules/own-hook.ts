/**
 * From the text of a module to a hook that the model can ask: loads it and its own files in a closed room, checks what it exports, and puts a
 * guard around each function. Whatever is wrong is said with module, function, place and cure. Needs Node.
 */
import {
  type AnyHook,
  defineOwnHook,
  field,
  localTime,
  optionalField,
  ownHook,
  registerOwnHook,
  weekdays,
} from '../../model/index.js';
import { Digest } from '../../sim/index.js';
import { nameList } from '../near-miss.js';
import type { AnswerFlaw } from './answer-checks.js';
import { ClosedRoom, placeIn, TookTooLong, visitMsMax } from './closed-room.js';
import { readExport } from './export-checks.js';
import { type Guarded, guarded } from './guard.js';
import type { HookCode, ModuleName } from './hook-code.js';
import { pathFrom } from './hook-code.js';
import { type ModuleScript, moduleScript, packageName } from './module-source.js';

/** A hook under its key, or what is wrong with its module. */
type LoadedHook = { readonly key: string; readonly hook: AnyHook } | { readonly flaw: AnswerFlaw };

/** Loads the hook that an entry of a scenario names; `file` is the scenario's own path. */
export type HookLoader = (name: ModuleName, file: string) => LoadedHook;

/** A loader of these texts. Whoever makes one allows their code to run. */
export function hookLoader(code: HookCode): HookLoader {
  return (name, file) => loadOwnHook(name, code, file);
}

/** What `venice-push-sim` offers to a hook's module. */
const offered = { defineHook: defineOwnHook, field, optionalField, localTime, weekdays };

/** Files that one hook may be made of. */
const filesMax = 50;

/** The same texts are loaded once. */
function loadOwnHook(name: ModuleName, code: HookCode, file: string): LoadedHook {
  const graph = gather(pathFrom('scenario', name.module), code);
  if ('flaw' in graph) return graph;
  const shown = (path: string): string => pathFrom(file, path);
  const key = keyOf(shown(graph.root), name.exported, graph.texts);
  const known = ownHook(key);
  if (known !== undefined) return { key, hook: known };
  const room = new ClosedRoom();
  const exported = run(room, graph, shown);
  if ('flaw' in exported) return exported;
  const chosen = choose(exported.exports, name.exported);
  if ('flaw' in chosen) return chosen;
  const found = room.call(() => readExport(chosen.value));
  const use = room.takeUse();
  if (use !== undefined) return { flaw: usedAtLoad(use.use, use.place) };
  if ('flaw' in found && !('points' in found)) return found;
  const hook = guarded({ found, room, module: shown(graph.root) } satisfies Guarded);
  registerOwnHook(key, hook);
  return { key, hook };
}

interface Graph {
  readonly root: string;
  readonly texts: readonly (readonly [path: string, text: string])[];
  /** Every file after those it imports. */
  readonly order: readonly { readonly path: string; readonly script: ModuleScript }[];
}

/** The module and all that it imports, each read once. */
function gather(root: string, code: HookCode): Graph | { readonly flaw: AnswerFlaw } {
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
      const flaw = visit(pathFrom(path, target));
      if (flaw !== undefined) return flaw;
    }
    open.delete(path);
    order.push({ path, script });
    return undefined;
  };
  const flaw = visit(root);
  return flaw === undefined ? { root, texts: [...texts], order } : { flaw };
}

type Exports = Readonly<Record<string, unknown>>;

function run(
  room: ClosedRoom,
  { root, order }: Graph,
  shown: (path: string) => string,
): { readonly exports: Exports } | { readonly flaw: AnswerFlaw } {
  const done = new Map<string, Exports>();
  for (const { path, script } of order) {
    const exports: Record<string, unknown> = {};
    const importing = (target: string): Exports =>
      target === packageName ? offered : (done.get(pathFrom(path, target)) ?? {});
    try {
      const body = room.evaluate(script.script, shown(path), -script.offset);
      if (typeof body === 'function')
        room.call(() => Reflect.apply(body, undefined, [importing, exports]));
    } catch (error) {
      const use = room.takeUse();
      return { flaw: use === undefined ? loadFlaw(error) : usedAtLoad(use.use, use.place) };
    }
    const use = room.takeUse();
    if (use !== undefined) return { flaw: usedAtLoad(use.use, use.place) };
    done.set(path, exports);
  }
  return { exports: done.get(root) ?? {} };
}

function loadFlaw(error: unknown): AnswerFlaw {
  if (error instanceof TookTooLong)
    return plain(
      `loading it takes longer than ${visitMsMax / 1_000} s`,
      'a module that only declares a hook',
    );
  const place = placeIn(error);
  const said = String(error).split('\n', 1)[0] ?? '';
  const words = said.includes('await is only valid') ? 'it waits at its top level' : said;
  return plain(
    `${place === undefined ? '' : `${place}: `}loading it fails: ${words}`,
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
  exports: Exports,
  wanted: string,
): { readonly value: unknown } | { readonly flaw: AnswerFlaw } {
  const names = Object.keys(exports);
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
  if (name !== undefined && names.includes(name)) return { value: exports[name] };
  const found = names.length === 0 ? 'no export' : `exports ${nameList(names)}`;
  if (wanted !== '')
    return {
      flaw: { message: `the module exports no ${wanted}`, expected: nameList(names), found },
    };
  const hint = names.length < 2 ? {} : { hint: `say which one, with the key export: ${names[0]}` };
  return { flaw: { message: 'the module exports no hook', expected, found, ...hint } };
}

function plain(message: string, expected: string): AnswerFlaw {
  return { message, expected, found: '' };
}

/** Equal for equal texts at the same place, and for these only, as far as 64 bits can tell. */
function keyOf(path: string, exported: string, texts: Graph['texts']): string {
  const digest = new Digest();
  for (const text of texts.flat()) {
    digest.mix(text.length);
    for (let place = 0; place < text.length; place += 1) digest.mix(text.charCodeAt(place));
  }
  return `${path}#${exported}@${digest.hex()}`;
}
