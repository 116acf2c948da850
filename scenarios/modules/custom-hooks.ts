/**
 * A document's own hooks before its entries are checked: each module is loaded, or refused because nobody has allowed it, or because it is no
 * hook. Their declared fields then serve like those of built-in hooks.
 */
import type { AnyHook } from '../../model/index.js';
import type { Diagnostic } from '../diagnostic.js';
import { foundText } from '../diagnostic.js';
import type { HookLoader } from './custom-hook.js';
import { modulesNamed } from './hook-code.js';

/** An entry's module with the hook it stands for; undefined where it was refused. */
export interface OwnHookEntry {
  readonly module: string;
  readonly exported: string;
  readonly key: string;
  readonly hook: AnyHook | undefined;
}

/** Every own hook that a document names, and what is wrong with them. Without a loader all are refused. */
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
    message: 'this hook is code, and nobody has allowed it to run',
    expected: 'a built-in hook, or --allow-code on the command line',
    found: foundText(module),
    hint: `read ${module}; if you trust it, run again with --allow-code`,
  };
}
