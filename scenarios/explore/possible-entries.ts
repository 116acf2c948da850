/**
 * Removes impossible entries from a drawn document: draws do not depend on how many servers a region has, which stores Da Vinci
 * instances read, when a push begins, or what an engine can run. Uses the same checks as files that people write; single values
 * are not checked here, so a draw of a wrong value is still rejected.
 */
import type { ModelCatalogue } from '../catalogue.js';
import { crossChecks } from '../checks/cross-checks.js';
import { hookDiagnostics } from '../checks/hook-checks.js';
import { collectDeclaredNames, type DeclaredNames, isPush } from '../declared-names.js';
import { readOverrides, resolveVenice } from '../resolve-venice.js';
import { hookSchema } from '../schema/hooks.js';
import { readWith } from '../schema/leaf.js';
import { silentVenice, veniceSchema } from '../schema/venice.js';
import type { Entry } from './arbitrary-world.js';

/**
 * The document without hooks, faults and actions that would be refused. A push stays, without the options that its mode or its store does not
 * support.
 */
export function withPossibleEntries(catalogue: ModelCatalogue, drawn: Entry): Entry {
  const known = collectDeclaredNames(drawn, catalogue);
  const document = withPossibleHooks(known, drawn);
  const wrong = new Map<unknown, Set<unknown>>();
  for (const { where } of crossChecks(document, known)) {
    const [section, index, key] = where.path;
    if (section === 'timeline') wrong.set(index, (wrong.get(index) ?? new Set()).add(key));
  }
  const timeline = entriesOf(document.timeline).flatMap((entry, index) => {
    const keys = wrong.get(index);
    if (keys === undefined) return [entry];
    return isPush(entry) ? [without(entry, keys)] : [];
  });
  return { ...document, timeline };
}

function withPossibleHooks(known: DeclaredNames, document: Entry): Entry {
  const { hooks: drawn, ...rest } = document;
  if (drawn === undefined) return document;
  veniceKept ??= veniceSchema('checked');
  const written = readWith(veniceKept, document.venice ?? {}).data ?? silentVenice;
  const { venice } = resolveVenice(written, readOverrides({}));
  const brick = hookSchema(known, 'checked');
  const hooks = entriesOf(drawn).filter((hook) => {
    const { data } = readWith(brick, hook);
    return data === undefined || hookDiagnostics([data], venice).length === 0;
  });
  return hooks.length === 0 ? rest : { ...rest, hooks };
}

/** Built once: it does not depend on the document, and building it takes longer than using it. */
let veniceKept: ReturnType<typeof veniceSchema> | undefined;

function entriesOf(value: unknown): readonly Entry[] {
  return Array.isArray(value) ? value : [];
}

function without(entry: Entry, keys: ReadonlySet<unknown>): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.has(key)));
}
