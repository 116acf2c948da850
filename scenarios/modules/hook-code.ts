/**
 * The source texts of custom hook modules as plain data, so that result files and worker threads can carry them. Lists the modules that a
 * document names and resolves imports. Reads no disk and runs nothing.
 */
import { entries, textAt } from '../document-parts.js';
/** The text of a file, or the reason why it cannot be read. */
export type CodeText = string | { readonly unreadable: string };

/** Texts by path, relative to the scenario's folder. Passing them permits their execution. */
export type HookCode = Readonly<Record<string, CodeText>>;

/** A custom hook of a file: its module path as written, and the export that is used. */
export interface ModuleName {
  readonly index: number;
  readonly module: string;
  /** Empty: the default export, or the only one. */
  readonly exported: string;
}

/** The modules that a document's hooks name. */
export function modulesNamed(document: unknown): ModuleName[] {
  return (entries(document, 'hooks') ?? []).flatMap((entry, index) => {
    const module = textAt(entry, 'module');
    if (module === undefined) return [];
    return [{ index, module, exported: textAt(entry, 'export') ?? '' }];
  });
}

/** Resolves `./lib/days.js`, imported by `hooks/mine.js`, to `hooks/lib/days.js`. */
export function pathFrom(importer: string, target: string): string {
  const steps = target.startsWith('/') ? [] : importer.split('/').slice(0, -1);
  const rooted = target.startsWith('/') || (importer.startsWith('/') && steps[0] === '');
  for (const step of target.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..' && steps.at(-1) !== '')
      steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  const path = steps.filter((step, at) => step !== '' || at === 0).join('/');
  return rooted && !path.startsWith('/') ? `/${path}` : path;
}
