/** A link whose capacity concurrent transfers share fairly, as plain data. */
import type { Instant } from './instant.js';

export interface SharedLink {
  capacity: number;
  at: Instant;
  served: number;
  moved: number;
  transfers: { id: number; end: number; order: number }[];
  order: number;
}

export function createLink(bytesPerMs: number, now: Instant): SharedLink {
  return { capacity: bytesPerMs, at: now, served: 0, moved: 0, transfers: [], order: 0 };
}

function advance(link: SharedLink, now: Instant): void {
  const n = link.transfers.length;
  if (n > 0) {
    const each = ((now - link.at) * link.capacity) / n;
    link.served += each;
    link.moved += each * n;
  }
  link.at = now;
}

export function joinLink(link: SharedLink, transfer: number, bytes: number, now: Instant): void {
  advance(link, now);
  link.transfers.push({ id: transfer, end: link.served + bytes, order: link.order });
  link.order += 1;
}

export function leaveLink(link: SharedLink, transfer: number, now: Instant): number {
  advance(link, now);
  const place = link.transfers.findIndex(({ id }) => id === transfer);
  const [left] = place < 0 ? [] : link.transfers.splice(place, 1);
  return left === undefined ? 0 : Math.max(0, left.end - link.served);
}

export function setLinkCapacity(link: SharedLink, bytesPerMs: number, now: Instant): void {
  advance(link, now);
  link.capacity = bytesPerMs;
}

export function nextFinish(link: Pick<SharedLink, "capacity" | "at" | "served"> & { readonly transfers: readonly { readonly end: number }[] }): Instant | undefined {
  if (link.capacity === 0 || link.transfers.length === 0) return undefined;
  const end = Math.min(...link.transfers.map((one) => one.end));
  return link.at + Math.max(0, Math.ceil(((end - link.served) * link.transfers.length) / link.capacity - 1e-9));
}

export function takeFinished(link: SharedLink, now: Instant): number[] {
  advance(link, now);
  const done = link.transfers.filter(({ end }) => end <= link.served + 1e-3);
  link.transfers = link.transfers.filter((one) => !done.includes(one));
  return done.map(({ id }) => id);
}

export function bytesMoved(link: SharedLink): number {
  return link.moved;
}
