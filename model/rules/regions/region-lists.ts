/**
 * NR-3: how Venice parses lists of regions written as text. The quirks are Venice's and are kept,
 * because operators paste such lists: blanks before a comma stay part of a name, trailing empty names
 * vanish, and only ASCII white space counts. Names are not checked here.
 */
import type { Rule } from '../rule.js';
import { javaHashOrder } from './java-order.js';

export const regionListsRule: Rule = {
  id: 'NR-3',
  title: 'Region lists',
  source: 'RegionUtils',
};

/**
 * The regions of a filter, once each, in the order Java visits the set; null and empty text give none.
 * Source: RegionUtils#parseRegionsFilterList.
 */
export function parseRegions(text: string | null): readonly string[] {
  if (text === null || text === '') return [];
  const known = listsKept.get(text);
  if (known !== undefined) return known;
  const list = javaHashOrder(splitNames(text));
  // Cache; may be dropped at any time, since a list depends only on its text.
  if (listsKept.size >= listsKeptMax) listsKept.clear();
  listsKept.set(text, list);
  return list;
}

/** Cached: the same few lists are parsed at every poll and every tick. */
const listsKept = new Map<string, readonly string[]>();
const listsKeptMax = 1_024;

/**
 * The regions of a rollout order as written, repetitions included. Source:
 * RegionUtils#parseRegionRolloutOrderList.
 */
export function parseRolloutOrder(text: string | null): readonly string[] {
  if (text === null) return [];
  const known = orderCache.get(text);
  if (known !== undefined) return known;
  const order = splitNames(text);
  if (orderCache.size >= listsKeptMax) orderCache.clear();
  orderCache.set(text, order);
  return order;
}

const orderCache = new Map<string, readonly string[]>();

/** Java's trim removes every code unit up to the blank; its \s in a separator is ASCII white space only. */
function splitNames(text: string | null): string[] {
  if (text === null || text === '') return [];
  const trimmed = javaTrim(text);
  const names = trimmed.split(/,[ \t\n\v\f\r]*/);
  if (names.length === 1) return names;
  while (names.length > 0 && names.at(-1) === '') names.pop();
  return names;
}

function javaTrim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 0x20) from++;
  while (to > from && text.charCodeAt(to - 1) <= 0x20) to--;
  return text.slice(from, to);
}
