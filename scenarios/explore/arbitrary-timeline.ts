/**
 * Draws the timeline of a scenario without its pushes: faults and operator actions of the catalogue, and outages with their marks. Every
 * fault ends before the world is healed. Names are filled in later.
 */
import fc from 'fast-check';
import type { AnyFault, OperatorAction } from '../../model/index.js';
import { entryDraw, fieldsDraw, type Unnamed } from './arbitrary-fields.js';
import { type Entry, minutes, someone, written } from './arbitrary-world.js';

/** Faults last and actions come before this many minutes; then everything is healed. */
export const healAfterMinutes = 360;

/** A fault somewhere, healed after a while. */
export function faultDraw(faults: readonly AnyFault[]): fc.Arbitrary<Unnamed<Entry>> {
  return entryDraw(faults, (fault) => {
    const latest = Math.min(240, healAfterMinutes - 1 - longest(fault));
    return fc
      .record({
        at: minutes(latest),
        values: fieldsDraw(fault.fields, ['at', 'fault', 'for']),
        lasts: minutes(longest(fault), 1),
      })
      .map(({ at, values, lasts }) => (cast) => {
        const named = values(cast);
        return named && { at, fault: fault.kind, ...named, for: lasts };
      });
  });
}

/** Whole minutes. */
function longest({ drawnFor = 12_000_000 }: AnyFault): number {
  return Math.max(1, Math.floor(drawnFor / 60_000));
}

/** One of the actions. */
export function operatorDraw(actions: readonly OperatorAction[]): fc.Arbitrary<Unnamed<Entry>> {
  return entryDraw(actions, ({ action, fields }) =>
    fc
      .record({ at: minutes(300), values: fieldsDraw(fields, ['at', 'operator']) })
      .map(({ at, values }) => (cast) => {
        const named = values(cast);
        return named && { at, operator: action, ...named };
      }),
  );
}

/** A fault of a region that is marked soon after it begins and unmarked after it ends: what degraded mode is for. Or the marks alone. */
export function episodeDraw(faults: readonly AnyFault[]): fc.Arbitrary<Unnamed<Entry[]>> {
  const inRegion = faults.filter(({ fields }) => fields.region?.type === 'region');
  return fc
    .record({
      at: fc.nat({ max: 100 }),
      region: someone(),
      fault: fc.option(faultDraw(inRegion), { freq: 6, nil: undefined }),
      reaction: fc.nat({ max: 30 }),
      length: fc.integer({ min: 1, max: 200 }),
      unmarkedAfter: fc.nat({ max: 60 }),
    })
    .map(({ at, region: place, fault, reaction, length, unmarkedAfter }) => (cast) => {
      const region = cast.regions[place % cast.regions.length];
      const mark = { at: written(at + reaction), operator: 'mark-degraded', region };
      const end = Math.max(at + reaction + 1, at + length + unmarkedAfter);
      const unmark = { at: written(end), operator: 'unmark-degraded', region };
      const drawn = fault?.(cast);
      const outage = drawn && { ...drawn, at: written(at), region, for: written(length) };
      return outage === undefined ? [mark, unmark] : [outage, mark, unmark];
    });
}
