/** Saves unfinished work again and again while it continues, so that a killed command loses about a second of it. */

const leastMs = 1_000;
/** Saving takes at most one part in so many of the time. */
const shareOfTime = 5;

/** Saves at the first change, and then every second if something has changed. */
export class Keeper {
  private timer: NodeJS.Timeout | undefined;
  private hasChanged = false;

  /** `save` may fail: the end of the work reports that, once. Absent: nothing is saved. */
  constructor(private readonly save: (() => void) | undefined) {}

  /** Notifies that there is something new to save. */
  changed(): void {
    this.hasChanged = true;
    if (this.timer === undefined) this.keep();
  }

  /** Saves no more. */
  end(): void {
    clearTimeout(this.timer);
    this.hasChanged = false;
  }

  private keep(): void {
    if (this.save === undefined) return;
    const began = performance.now();
    if (this.hasChanged) this.save();
    this.hasChanged = false;
    const tookMs = performance.now() - began;
    this.timer = setTimeout(() => this.keep(), Math.max(leastMs, shareOfTime * tookMs));
    this.timer.unref();
  }
}
