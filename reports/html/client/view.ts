/**
 * What the page shows: an instant, a time window, and a selection of region, store and push. One
 * object to which all parts of the page subscribe; it updates the address of the page.
 */
import { clock, parseClock } from './words.js';

/** Everything that can be chosen. -1 = all. */
export interface Look {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly region: number;
  readonly store: number;
  readonly push: number;
}

/** What changed: only the instant, or something that requires a full redraw. */
export type Change = 'instant' | 'all';

/** Holds the current selection. */
export class View {
  look: Look;
  private readonly lasted: number;
  private readonly listeners: ((change: Change) => void)[] = [];

  constructor(lasted: number) {
    this.lasted = Math.max(lasted, 1_000);
    this.look = { at: lasted, from: 0, to: this.lasted, region: -1, store: -1, push: -1 };
  }

  get end(): number {
    return this.lasted;
  }

  onChange(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  /** Another instant; the window follows when it would be out of sight. */
  goTo(at: number): void {
    const instant = Math.round(clamp(at, 0, this.lasted));
    const { from, to } = this.look;
    if (instant >= from && instant <= to) this.set({ at: instant });
    else this.set({ at: instant, ...this.windowAround(instant, to - from) });
  }

  /** Shows the stretch of time from one instant to another, at least 10 ms. */
  zoomTo(from: number, to: number): void {
    const size = clamp(to - from, 10, this.lasted);
    const first = clamp(from, 0, this.lasted - size);
    this.set({ from: first, to: first + size });
  }

  /** Makes the window so many times as long, around an instant. */
  zoomBy(factor: number, around = this.look.at): void {
    const { from, to } = this.look;
    const center = clamp(around, from, to);
    this.zoomTo(center - (center - from) * factor, center + (to - center) * factor);
  }

  choose(part: Partial<Pick<Look, 'region' | 'store' | 'push'>>): void {
    this.set(part);
  }

  /** Reads the part of the address after `#`; unknown parts are left alone. */
  readAddress(address: string): void {
    const at = parseClock(new URLSearchParams(address.replace(/^#/, '')).get('t') ?? '');
    if (at !== undefined) this.goTo(at);
  }

  /** The part of an address that leads to an instant. */
  static address(at: number): string {
    return `#t=${clock(at)}`;
  }

  private windowAround(at: number, size: number): Pick<Look, 'from' | 'to'> {
    const from = clamp(at - size / 2, 0, this.lasted - size);
    return { from, to: from + size };
  }

  private set(part: Partial<Look>): void {
    const before = this.look;
    this.look = { ...before, ...part };
    const keys = ['from', 'to', 'region', 'store', 'push'] as const;
    const change = keys.some((key) => before[key] !== this.look[key]) ? 'all' : 'instant';
    for (const listener of this.listeners) listener(change);
  }
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
