/**
 * A fleet's day: fleets of three sizes, the cost of an event in each, and what invariants, the trace and the digest add to it. Every way runs
 * in a separate process, warmed up by a small fleet, so that the ways are independent and peak memory can be measured; with SimPy for comparison.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { dayInHere, type Lived, type WayName } from './fleet-day.js';
import { type Effort, type Row, rowOf } from './row.js';
import { simpyRows } from './simpy.js';

const suite = 'fleet';

/** Stores, and as many pushes. */
export const fleetSizes = [300, 3_000, 30_000] as const;

/** Ways to run a day; only the first is tried with the largest fleet. */
const ways: readonly WayName[] = [
  'digest alone',
  'no digest',
  'digest and invariants',
  'digest, trace, invariants and report',
];

/** A day can take minutes on a slow machine, not more. */
const dayMsMax = 900_000;

/** Needs the repository as its working directory. */
export async function fleetBench(effort: Effort): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const stores of effort.smoke ? [10] : fleetSizes)
    for (const way of stores === 30_000 ? ways.slice(0, 1) : ways)
      rows.push(...dayRows(`${stores} stores, ${way}`, await lived(stores, way)));
  return [...rows, ...simpyRows(suite, effort.smoke ? 100 : 10_000, effort)];
}

function dayRows(name: string, { events, ns, threadNs, peakMb }: Lived): readonly Row[] {
  return [
    { ...rowOf({ suite, name, unit: 'days' }, { nsPerOp: ns, samples: 1 }), peakMb },
    rowOf({ suite, name, unit: 'events' }, { nsPerOp: threadNs / events, samples: events }),
  ];
}

/** In a separate process; TypeScript sources, which only a smoke run uses, cannot be started as one. */
async function lived(stores: number, way: WayName): Promise<Lived> {
  if (import.meta.url.endsWith('.ts')) return dayInHere(stores, way);
  const program = fileURLToPath(new URL('./fleet-day.js', import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...process.execArgv, program, String(stores), way],
    { encoding: 'utf8', timeout: dayMsMax },
  );
  if (status !== 0) throw new Error(`a day of ${stores} stores did not end: ${stderr}`);
  return JSON.parse(stdout);
}
