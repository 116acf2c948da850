/**
 * The texts of people's hook modules as plain data, so that a study's file and its threads can carry them. Which modules a document names, and
 * which file an import means. Touches no disk and runs nothing.
 */
import { entries, textAt } from '../document-parts.js';
/** The text of a file, or why it cannot be had. */
export type CodeText = string | { readonly unreadable: string };

/** Texts by path, relative to the scenario's folder. Whoever hands them over allows them to run. */
export type HookCode = Readonly<Record<string, CodeText>>;

/** A hook of a file that is a person's own: its module as written, and the export that is meant. */
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

/** `./lib/days.js` seen from `hooks/mine.js` is `hooks/lib/days.js`. */
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
