/**
 * Where in the text a part of the document stands: its value, or the key it is written under. Aliases
 * are followed where they stand.
 */
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import type { PathStep, Where } from '../diagnostic.js';
import type { Aliases } from './values.js';

/** The offset of a place; of the nearest enclosing part when the part itself is not there. */
export function offsetOf(where: Where, root: ParsedNode | undefined, aliases: Aliases): number {
  if (where.kind === 'offset') return where.offset;
  if (where.kind === 'line') return 0;
  let node = root;
  let offset = startOf(root);
  for (const [index, step] of where.path.entries()) {
    const next = part(resolved(node, aliases), step);
    if (next === undefined) return offset;
    const isLast = index === where.path.length - 1;
    offset = isLast && where.kind === 'key' ? next.keyOffset : next.valueOffset;
    node = next.value;
  }
  return offset;
}

interface Part {
  readonly keyOffset: number;
  readonly valueOffset: number;
  readonly value: ParsedNode | undefined;
}

function part(node: ParsedNode | undefined, step: PathStep): Part | undefined {
  if (node !== undefined && isSeq(node) && typeof step === 'number') {
    const entry = node.items[step];
    return entry === undefined
      ? undefined
      : { keyOffset: startOf(entry), valueOffset: startOf(entry), value: entry };
  }
  return node !== undefined && isMap(node) ? keyed(node, step) : undefined;
}

function keyed(node: YAMLMap.Parsed, step: PathStep): Part | undefined {
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  if (pair === undefined) return undefined;
  const keyOffset = startOf(pair.key);
  const value = pair.value ?? undefined;
  return { keyOffset, valueOffset: value === undefined ? keyOffset : startOf(value), value };
}

function resolved(node: ParsedNode | undefined, aliases: Aliases): ParsedNode | undefined {
  return node !== undefined && isAlias(node) ? aliases.get(node) : node;
}

function startOf(node: ParsedNode | undefined): number {
  return node?.range[0] ?? 0;
}
