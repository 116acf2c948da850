/** A scenario that names hook modules, as it must be written in another folder: the same files under other paths. Pure but for the current folder. */
import { relative, resolve } from 'node:path';
import type { ExplorationBase } from '../scenarios/explore/index.js';

/** The base of an exploration whose findings are written to another folder. */
export function withMovedHooks(base: ExplorationBase, from: string, to: string): ExplorationBase {
  const { document, code } = base;
  if (code === undefined || !Array.isArray(document.hooks)) return base;
  const moved = (path: string): string => relative(to, resolve(from, path)).replaceAll('\\', '/');
  return {
    ...base,
    document: { ...document, hooks: document.hooks.map((hook) => movedEntry(hook, moved)) },
    code: Object.fromEntries(Object.entries(code).map(([path, text]) => [moved(path), text])),
  };
}

function movedEntry(hook: unknown, moved: (path: string) => string): unknown {
  if (typeof hook !== 'object' || hook === null || !('module' in hook)) return hook;
  const path = moved(String(hook.module));
  return { ...hook, module: path.startsWith('.') ? path : `./${path}` };
}
