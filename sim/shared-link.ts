/**
 * A link whose capacity concurrent transfers share fairly, as plain data. Every transfer is served alike, so it is enough to know how much
 * each one that was there all the time would have got; a transfer is through when that has grown by its bytes. The functions change their
 * argument: only a model's writer calls them.
 */
import type { Instant } from './instant.js';

/** A transfer with the service at which it is through. `order` decides between equals. */
interface Transfer {
  readonly id: number;
  readonly end: number;
  readonly order: number;
}

/** A link. `capacity` in bytes a millisecond, 0 while it is cut. */
export interface SharedLink {
  capacity: number;
  at: Instant;
  /** Bytes that a transfer has got which was there since the link was last idle. */
  served: number;
  /** Bytes carried in all. */
  moved: number;
  joined: number;
  /** A binary heap by end of service. */
  transfers: Transfer[];
}

/** A transfer that lacks less than this share of what was served, or fewer bytes than the floor, lacks only rounding. */
const crumbShare = 1.4e-14;
const crumbFloor = 1e-6;

/** An idle link. */
export function createLink(bytesPerMs: number, now: Instant): SharedLink {
  return { capacity: bytesPerMs, at: now, served: 0, moved: 0, joined: 0, transfers: [] };
}

/** Begins a transfer. Its id must not be on the link already. */
export function joinLink(link: SharedLink, transfer: number, bytes: number, now: Instant): void {
  advance(link, now);
  push(link.transfers, { id: transfer, end: link.served + bytes, order: link.joined });
  link.joined += 1;
}

/** Takes a transfer off the link before it is through and answers with the bytes it still lacked; 0 if it was not there. */
export function leaveLink(link: SharedLink, transfer: number, now: Instant): number {
  advance(link, now);
  const place = link.transfers.findIndex(({ id }) => id === transfer);
  const left = link.transfers[place];
  if (left === undefined) return 0;
  removeAt(link.transfers, place);
  const lacking = Math.max(0, left.end - link.served);
  forgetServiceIfIdle(link);
  return lacking;
}

/** Changes the capacity from now on. */
export function setLinkCapacity(link: SharedLink, bytesPerMs: number, now: Instant): void {
  advance(link, now);
  link.capacity = bytesPerMs;
}

/** What a question about a link needs to see of it. */
type ReadonlyLink = Readonly<Omit<SharedLink, 'transfers'>> & {
  readonly transfers: readonly Transfer[];
};

/** The first whole millisecond at which a transfer will be through if nothing changes; undefined if none ever will. */
export function nextFinish(link: ReadonlyLink): Instant | undefined {
  const first = link.transfers[0];
  if (first === undefined) return undefined;
  const left = first.end - link.served;
  if (left <= crumbOf(first)) return link.at;
  if (link.capacity === 0) return undefined;
  // Half a crumb less than it may lack, so that it is through when the announced instant comes.
  const needed = left - crumbOf(first) / 2;
  return link.at + Math.ceil((needed * link.transfers.length) / link.capacity);
}

/** Takes every transfer that is through by now off the link: in order of their ends, equals in the order in which they joined. */
export function takeFinished(link: SharedLink, now: Instant): number[] {
  advance(link, now);
  const finished: number[] = [];
  for (
    let first = link.transfers[0];
    first !== undefined && first.end - link.served <= crumbOf(first);
    first = link.transfers[0]
  ) {
    finished.push(first.id);
    removeAt(link.transfers, 0);
  }
  forgetServiceIfIdle(link);
  return finished;
}

/** Bytes carried by now. */
export function bytesMoved(link: ReadonlyLink, now: Instant): number {
  return link.moved + shareUntil(link, now) * link.transfers.length;
}

function advance(link: SharedLink, now: Instant): void {
  const share = shareUntil(link, now);
  link.moved += share * link.transfers.length;
  link.served += share;
  link.at = now;
}

/** What each transfer gets until now; never more than the first one needs, since whoever is through takes no more. */
function shareUntil(link: ReadonlyLink, now: Instant): number {
  const first = link.transfers[0];
  if (first === undefined) return 0;
  const share = ((now - link.at) * link.capacity) / link.transfers.length;
  return Math.min(share, Math.max(0, first.end - link.served));
}

/** Rounding in bytes: the more was served, the coarser its last digits. */
function crumbOf(first: Transfer): number {
  return Math.max(crumbFloor, first.end * crumbShare);
}

/** Small numbers are the precise ones. */
function forgetServiceIfIdle(link: SharedLink): void {
  if (link.transfers.length === 0) link.served = 0;
}

function precedes(one: Transfer, other: Transfer): boolean {
  return one.end === other.end ? one.order < other.order : one.end < other.end;
}

function push(heap: Transfer[], added: Transfer): void {
  heap.push(added);
  rise(heap, heap.length - 1);
}

function removeAt(heap: Transfer[], place: number): void {
  const last = heap.pop();
  if (last === undefined || place >= heap.length) return;
  heap[place] = last;
  sink(heap, place);
  rise(heap, place);
}

function rise(heap: Transfer[], from: number): void {
  for (let place = from; place > 0; ) {
    const above = (place - 1) >> 1;
    const [one, other] = [heap[place], heap[above]];
    if (one === undefined || other === undefined || !precedes(one, other)) return;
    heap[place] = other;
    heap[above] = one;
    place = above;
  }
}

function sink(heap: Transfer[], from: number): void {
  for (let place = from; ; ) {
    let least = place;
    for (const below of [2 * place + 1, 2 * place + 2]) {
      const [one, other] = [heap[below], heap[least]];
      if (one !== undefined && other !== undefined && precedes(one, other)) least = below;
    }
    const [one, other] = [heap[place], heap[least]];
    if (least === place || one === undefined || other === undefined) return;
    heap[place] = other;
    heap[least] = one;
    place = least;
  }
}
