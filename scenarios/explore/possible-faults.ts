/**
 * Takes out of a drawn document the faults of things it has not: draws know neither how many servers a region has nor which stores Da Vinci
 * instances read. The judgement is the one of files that people write.
 */
import { faultChecks } from '../fault-checks.js';
import { collectKnown } from '../known.js';
import type { Entry } from './arbitrary-world.js';

/** The document without the entries of its timeline that would be refused. */
export function withPossibleFaults(document: Entry): Entry {
  const flaws = faultChecks(document, collectKnown(document));
  const impossible = new Set(flaws.map(({ where }) => where.path[1]));
  const timeline = Array.isArray(document.timeline) ? document.timeline : [];
  return { ...document, timeline: timeline.filter((_, index) => !impossible.has(index)) };
}
