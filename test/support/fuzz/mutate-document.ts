/** Mutations of a parsed document that keep it a document: keys are renamed, values swapped, replaced by extremes, moved between documents. */
import type { Draws } from './draws.js';
import { nastyKeys, nastyValues } from './nasty-values.js';

/** A place in a document: a container and the key of an entry. */
interface Slot {
  readonly holder: object;
  readonly key: string;
}

type Mutation = (slots: readonly Slot[], others: readonly Slot[], draws: Draws) => void;

const mutations: readonly Mutation[] = [
  (slots, _, draws) => put(draws.pick(slots), draws.pick(nastyValues)),
  (slots, _, draws) => put(draws.pick(slots), draws.pick(nastyValues)),
  (slots, _, draws) => remove(draws.pick(slots)),
  (slots, others, draws) => put(draws.pick(slots), structuredClone(get(draws.pick(others)))),
  (slots, others, draws) => rename(draws.pick(slots), draws.pick(others).key),
  (slots, _, draws) => rename(draws.pick(slots), draws.pick(nastyKeys)),
  (slots, others, draws) => {
    const { holder } = draws.pick(slots);
    const other = draws.pick(others);
    if (Array.isArray(holder)) holder.push(structuredClone(get(other)));
    else set(holder, other.key, structuredClone(get(other)));
  },
  (slots, _, draws) => {
    const [one, two] = [draws.pick(slots), draws.pick(slots)];
    const kept = structuredClone(get(one));
    put(one, structuredClone(get(two)));
    put(two, kept);
  },
  (slots, _, draws) => {
    const numbers = slots.filter((slot) => typeof get(slot) === 'number');
    if (numbers.length === 0) return;
    const slot = draws.pick(numbers);
    put(slot, Number(get(slot)) * draws.pick([-1, 0, 0.1, 3, 1_000, 1e6]));
  },
  (slots, _, draws) => {
    const texts = slots.filter((slot) => typeof get(slot) === 'string');
    if (texts.length === 0) return;
    const slot = draws.pick(texts);
    put(
      slot,
      String(get(slot)).replace(/\d+/, () => String(draws.upTo(100_000))),
    );
  },
];

/** A copy of a document after a few mutations; keys and parts are copied from `other`. */
export function mutatedDocument(document: unknown, other: unknown, draws: Draws): unknown {
  const copy = { document: structuredClone(document) };
  const donors = slotsOf({ other });
  for (let left = draws.few(5); left > 0; left -= 1) {
    const slots = slotsOf(copy);
    if (slots.length > 0) draws.pick(mutations)(slots, donors, draws);
  }
  return copy.document;
}

/** Every place of a document, as far as a stack of mutations has not made it endless. */
function slotsOf(holder: Slot['holder']): Slot[] {
  const open: Slot['holder'][] = [holder];
  const found: Slot[] = [];
  for (let next = open.pop(); next !== undefined && found.length < 5_000; next = open.pop()) {
    for (const [key, value] of Object.entries(next)) {
      found.push({ holder: next, key });
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return found;
}

function get({ holder, key }: Slot): unknown {
  return Reflect.get(holder, key);
}

function put({ holder, key }: Slot, value: unknown): void {
  set(holder, key, value);
}

/** Also where the key is `__proto__`. */
function set(holder: Slot['holder'], key: string, value: unknown): void {
  if (Array.isArray(holder) && key === 'length') return;
  Object.defineProperty(holder, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

function rename(slot: Slot, key: string): void {
  if (Array.isArray(slot.holder)) return;
  const value = get(slot);
  remove(slot);
  set(slot.holder, key, value);
}
