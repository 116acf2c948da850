/**
 * Loads a document's custom hooks before its entries are checked. A module is rejected if running code was not allowed or if it exports no
 * hook. Their declared fields then serve like those of built-in hooks.
 */
import type { AnyHook } from '../../model/index.js';
import type { Diagnostic } from '../diagnostic.js';
import { foundText } from '../diagnostic.js';
import type { HookLoader } from './custom-hook.js';
import { modulesNamed } from './hook-code.js';

/** An entry's module with the hook it stands for; undefined if it was rejected. */
export interface OwnHookEntry {
  readonly module: string;
  readonly exported: string;
  readonly key: string;
  readonly hook: AnyHook | undefined;
}

/** Every custom hook that a document names, and their diagnostics. Without a loader all are rejected. */
export function ownHooksOf(
  document: unknown,
  file: string,
  load: HookLoader | undefined,
): { readonly entries: readonly OwnHookEntry[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const entries = modulesNamed(document).map((name): OwnHookEntry => {
    const { index, module, exported } = name;
    const where = { kind: 'value', path: ['hooks', index, 'module'] } as const;
    const loaded = load?.(name, file);
    if (loaded === undefined) diagnostics.push({ where, ...notAllowed(module) });
    else if ('diagnostic' in loaded) diagnostics.push({ where, ...loaded.diagnostic });
    return loaded === undefined || 'diagnostic' in loaded
      ? { module, exported, key: '', hook: undefined }
      : { module, exported, ...loaded };
  });
  return { entries, diagnostics };
}

function notAllowed(module: string) {
  return {
    message: 'this hook is code, and running code is not allowed',
    expected: 'a built-in hook, or --allow-code on the command line',
    found: foundText(module),
    hint: `read ${module}; if you trust it, run again with --allow-code`,
  };
}
