/**
 * Which regions have begun with the version of a call: their servers serve it, or their Da Vinci instances were let begin, which serve it on their own.
 * Gates that space regions out count both, and never count a region against itself.
 */
import type { HookView } from './view.js';

/** A region that has begun. */
export interface Begun {
  readonly region: string;
  /** When the first of its instances or servers was let begin, and the last, in milliseconds since the epoch. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The other regions of a call. Without a job status the caller knows of none. */
export function otherRegions(view: HookView): {
  readonly begun: readonly Begun[];
  /** A swap of one of them has been requested and is not confirmed. */
  readonly underWay: boolean;
} {
  const others = (view.jobStatus?.regions ?? []).filter(({ region }) => region !== view.region);
  return {
    begun: others.flatMap((one) => {
      const served = one.serves >= view.version ? [one.servesSinceMs] : [];
      const released = one.instancesSinceMs === undefined ? [] : [one.instancesSinceMs];
      const times = [...served, ...released];
      if (times.length === 0) return [];
      return [{ region: one.region, firstMs: Math.min(...times), lastMs: Math.max(...times) }];
    }),
    underWay: others.some(({ swapUnderWay }) => swapUnderWay),
  };
}
