/**
 * Takes out of a drawn document what could not happen in it: draws know neither how many servers a region has nor which stores Da Vinci
 * instances read nor when a push begins. The judgement is the one of files that people write.
 */
import { faultChecks } from '../checks/fault-checks.js';
import { operatorChecks } from '../checks/operator-checks.js';
import { pushChecks } from '../checks/push-checks.js';
import { versionChecks } from '../checks/version-checks.js';
import { collectKnown, isPush } from '../known.js';
import type { Entry } from './arbitrary-world.js';

/** The document without the entries of its timeline, and the wishes of its pushes, that would be refused. */
export function withPossibleFaults(document: Entry): Entry {
  const known = collectKnown(document);
  const flaws = [
    ...faultChecks(document, known),
    ...operatorChecks(document, known),
    ...pushChecks(document),
    ...versionChecks(document),
  ];
  const wrong = new Map<unknown, Set<unknown>>();
  for (const { where } of flaws) {
    const [section, index, key] = where.path;
    if (section === 'timeline') wrong.set(index, (wrong.get(index) ?? new Set()).add(key));
  }
  const timeline: readonly Entry[] = Array.isArray(document.timeline) ? document.timeline : [];
  const possible = timeline.flatMap((entry, index) => {
    const keys = wrong.get(index);
    if (keys === undefined) return [entry];
    return isPush(entry) ? [without(entry, keys)] : [];
  });
  return { ...document, timeline: possible };
}

function without(entry: Entry, keys: ReadonlySet<unknown>): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.has(key)));
}
