/** Strips of a timeline besides bands and versions: marks at instants, pushes, faults of the parent; and the legend of the marks shown. */
import type { LanePush, Run } from '../../scenarios/index.js';
import { columnOf, fill, type Scale } from './lanes.js';

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One mark at each instant; '' when there is none. */
export function marksStrip(instants: readonly number[], scale: Scale, mark: string): string {
  const strip = new Array<string>(scale.columns).fill(' ');
  for (const at of instants) strip[Math.min(columnOf(at, scale), scale.columns - 1)] = mark;
  return strip.join('').trimEnd();
}

/** A mark over each stretch; '' when there is none. */
export function spansStrip(stretches: readonly Stretch[], scale: Scale, mark: string): string {
  const strip = new Array<string>(scale.columns).fill(' ');
  for (const stretch of stretches) fill(strip, stretch, scale, () => mark);
  return strip.join('').trimEnd();
}

/** Push status of one store in one region; ends are painted over what was under way. */
export function pushStrip(pushes: readonly LanePush[], scale: Scale): string {
  const strip = new Array<string>(scale.columns).fill(' ');
  for (const push of pushes) fill(strip, push, scale, () => statusMark(push.status));
  return strip.join('').trimEnd();
}

function statusMark(status: string): string {
  if (status === 'COMPLETED') return 'C';
  return status.includes('ERROR') ? 'E' : '=';
}

/** Faults of the parent or the whole fleet, until they end. */
export function parentFaults({ facts, names, scenario, end }: Run): Stretch[] {
  const regions = new Set<unknown>(names.regions);
  const open = new Map<number, number>();
  const stretches: Stretch[] = [];
  for (const { at, fact } of facts) {
    if (fact.kind === 'fault-began') {
      const entry = scenario.setup.timeline[fact.entry];
      const values = entry?.kind === 'fault' ? Object.values(entry.values).flat() : [];
      if (!values.some((value) => regions.has(value))) open.set(fact.entry, at);
    } else if (fact.kind === 'fault-healed') {
      const fromMs = open.get(fact.entry);
      if (fromMs !== undefined) stretches.push({ fromMs, toMs: at });
      open.delete(fact.entry);
    }
  }
  return [...stretches, ...[...open.values()].map((fromMs) => ({ fromMs, toMs: end.at }))];
}

const meanings: readonly (readonly [string, string])[] = [
  ['X', 'outage'],
  ['x', 'another fault'],
  ['d', 'marked degraded'],
  ['~', 'recovering'],
  ['.', 'nothing is served'],
  ['=', 'push under way'],
  ['C', 'push completed'],
  ['E', 'push failed'],
  ['o', 'an operator acts'],
  ['!', 'an invariant breaks'],
];

/** The meaning of every mark that is there, in one sentence. */
export function legendOf(strips: string): string[] {
  const marks = meanings.filter(([mark]) => strips.includes(mark));
  const words = marks.map(([mark, meaning]) => `${mark} ${meaning}`);
  return [['a number: served from here on', ...words].join(', ')];
}
