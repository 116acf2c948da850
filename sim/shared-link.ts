/**
 * A link whose capacity concurrent transfers share equally (processor sharing), as plain data. The link keeps one counter, the service that a
 * permanently active transfer would have received; a transfer ends when the counter has grown by its size. Capacity that a transfer does not
 * use goes to the others, also within a millisecond. Whole bytes only: no rounding error accumulates. The functions mutate their argument:
 * only a model's `apply` calls them.
 */
import type { Instant } from './instant.js';
import { type HeapEntry, popLeast, pushEntry, rebuildHeap } from './transfer-heap.js';

/** A link. `capacity` in bytes a millisecond, 0 while it is cut; kept to a thousandth of a byte. */
export interface SharedLink {
  capacity: number;
  at: Instant;
  /** Bytes received by a transfer that has been active since the link was last idle. */
  served: number;
  /** Bytes delivered to all transfers. */
  moved: number;
  /** Bytes that all transfers still need. */
  pending: number;
  /** Remainder in thousandths of bytes, carried but not yet distributed. */
  pot: number;
  joined: number;
  /** Transfers under way, by id. */
  active: Map<number, HeapEntry>;
  /** A binary heap by end of service; may contain removed transfers, but not at the top. */
  transfers: HeapEntry[];
  /** Completed transfers that have not been removed, in the order of their ends. */
  through: number[];
}

/** An idle link. */
export function createLink(bytesPerMs: number, now: Instant): SharedLink {
  return {
    capacity: soundCapacity(bytesPerMs),
    at: now,
    served: 0,
    moved: 0,
    pending: 0,
    pot: 0,
    joined: 0,
    active: new Map(),
    transfers: [],
    through: [],
  };
}

/** Begins a transfer. @throws RangeError for an id that is on the link, or bytes that are not a whole number of 0 or more. */
export function joinLink(link: SharedLink, transfer: number, bytes: number, now: Instant): void {
  if (link.active.has(transfer) || link.through.includes(transfer))
    throw new RangeError(`transfer ${transfer} is on the link already`);
  if (!Number.isSafeInteger(bytes) || bytes < 0)
    throw new RangeError(`a transfer of ${bytes} bytes: expected a whole number of 0 or more`);
  advance(link, now);
  if (bytes === 0) {
    link.through.push(transfer);
    return;
  }
  const entry = { id: transfer, end: link.served + bytes, order: link.joined };
  link.joined += 1;
  link.pending += bytes;
  link.active.set(transfer, entry);
  pushEntry(link.transfers, entry);
}

/** Removes a transfer before it completes and returns the bytes it still needed; 0 if it was not on the link. */
export function leaveLink(link: SharedLink, transfer: number, now: Instant): number {
  advance(link, now);
  const entry = link.active.get(transfer);
  if (entry === undefined) {
    link.through = link.through.filter((id) => id !== transfer);
    return 0;
  }
  const lacking = entry.end - link.served;
  link.active.delete(transfer);
  link.pending -= lacking;
  forgetThoseWhoLeft(link);
  forgetServiceIfIdle(link);
  return lacking;
}

/** Changes the capacity from now on. @throws RangeError for a capacity below 0 or none at all. */
export function setLinkCapacity(link: SharedLink, bytesPerMs: number, now: Instant): void {
  advance(link, now);
  link.capacity = soundCapacity(bytesPerMs);
}

/** The part of a link that read-only functions use. */
type ReadonlyLink = Readonly<Omit<SharedLink, 'transfers' | 'active' | 'through'>> & {
  readonly transfers: readonly HeapEntry[];
  readonly active: ReadonlyMap<number, HeapEntry>;
  readonly through: readonly number[];
};

/** The first whole millisecond at which a transfer completes if nothing changes; undefined if none will. */
export function nextFinish(link: ReadonlyLink): Instant | undefined {
  const first = link.transfers[0];
  if (link.through.length > 0) return link.at;
  if (first === undefined || link.capacity === 0) return undefined;
  const needed = (first.end - link.served) * link.active.size;
  let after = Math.max(0, Math.ceil(needed / link.capacity) - 2);
  while (carried(link, after).bytes < needed) after += 1;
  return link.at + after;
}

/** Removes and returns every transfer that has completed: in order of their ends, ties in the order in which they joined. */
export function takeFinished(link: SharedLink, now: Instant): number[] {
  advance(link, now);
  const finished = link.through;
  link.through = [];
  return finished;
}

/** Bytes carried by now. */
export function bytesMoved(link: ReadonlyLink, now: Instant): number {
  return link.moved + Math.min(carried(link, now - link.at).bytes, link.pending);
}

/** Bytes that the link carries in a period, including the remainder; thousandths are separate, so that both stay integers. */
function carried(link: ReadonlyLink, afterMs: number): { bytes: number; thousandths: number } {
  const whole = Math.floor(link.capacity);
  const part = Math.round((link.capacity - whole) * 1_000);
  const small = afterMs * part + link.pot;
  const bytes = afterMs * whole + Math.floor(small / 1_000);
  return { bytes, thousandths: small % 1_000 };
}

/** Distributes the bytes carried until now: completes transfers in order of remaining bytes, then shares the rest equally. */
function advance(link: SharedLink, now: Instant): void {
  if (!(now >= link.at)) throw new RangeError(`a link's time goes back from ${link.at} to ${now}`);
  const { bytes, thousandths } = carried(link, now - link.at);
  link.at = now;
  let left = bytes;
  for (let first = link.transfers[0]; first !== undefined; first = link.transfers[0]) {
    const lacking = first.end - link.served;
    const sharers = link.active.size;
    if (lacking * sharers > left) {
      const share = Math.floor(left / sharers);
      give(link, share, sharers);
      link.pot = (left - share * sharers) * 1_000 + thousandths;
      return;
    }
    give(link, lacking, sharers);
    left -= lacking * sharers;
    link.active.delete(first.id);
    link.through.push(first.id);
    popLeast(link.transfers);
    forgetThoseWhoLeft(link);
  }
  forgetServiceIfIdle(link);
}

function give(link: SharedLink, share: number, sharers: number): void {
  link.served += share;
  link.moved += share * sharers;
  link.pending -= share * sharers;
}

/** Removes stale heap entries: the top is always an active transfer, and the heap's size stays proportional to the active ones. */
function forgetThoseWhoLeft(link: SharedLink): void {
  const { transfers, active } = link;
  for (let top = transfers[0]; top !== undefined && active.get(top.id) !== top; top = transfers[0])
    popLeast(transfers);
  if (transfers.length > 2 * active.size + 16) link.transfers = rebuildHeap([...active.values()]);
}

/** Resets the counters of an idle link: unused capacity is not accumulated, and small numbers keep their precision. */
function forgetServiceIfIdle(link: SharedLink): void {
  if (link.active.size > 0) return;
  link.transfers = [];
  link.served = 0;
  link.pot = 0;
}

/** Rounds to a thousandth of a byte per millisecond; a link that is not cut keeps a positive capacity. */
function soundCapacity(bytesPerMs: number): number {
  if (!(bytesPerMs >= 0) || bytesPerMs > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`a link of ${bytesPerMs} bytes a millisecond: expected 0 or more`);
  if (bytesPerMs === 0) return 0;
  const whole = Math.floor(bytesPerMs);
  return whole + Math.max(whole === 0 ? 1 : 0, Math.round((bytesPerMs - whole) * 1_000)) / 1_000;
}
