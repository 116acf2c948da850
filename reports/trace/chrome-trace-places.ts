/** Where things stand in a trace event file: which process and thread a place is, what they are called, and the clock. */
import type { Run } from '../../scenarios/index.js';

/** One event of the format. Unknown values are left out by JSON. */
export interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: 'M' | 'X' | 'i' | 'b' | 'e' | 's' | 'f';
  /** Microseconds since the start of the run. */
  readonly ts: number;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly id?: string;
  /** Scope of an instant: its thread or everything. */
  readonly s?: 't' | 'g';
  /** Binds the end of a flow to the slice around it. */
  readonly bp?: 'e';
  readonly args?: Readonly<Record<string, string | number | undefined>>;
}

/** A process and one of its threads. */
export interface Place {
  readonly pid: number;
  readonly tid: number;
}

export interface Places {
  /** The process and thread of the actor of this kind of fact. */
  of(where: string, kind: string): Place;
  time(atMs: number): number;
  /** The events that name the processes and threads that were used. */
  named(): TraceEvent[];
}

const world = { pid: 1, name: 'faults, operators and hooks' };
const jobs = { pid: 2, name: 'push jobs' };
const parent = { pid: 3, name: 'parent controller' };
const firstRegion = 10;

/** Numbers follow the file: the parent, the push jobs, then the regions in their order. */
export function placesOf({ scenario, names }: Run): Places {
  const { regions, start } = scenario.setup;
  const regionIds = new Map(regions.map(({ name }, index) => [name, firstRegion + index]));
  const pushIds = new Map(names.pushes.map((name, index) => [name, index + 1]));
  const used = new Map<string, TraceEvent[]>();
  const use = (pid: number, tid: number, [process, thread]: readonly [string, string]): Place => {
    if (!used.has(`${pid} ${tid}`))
      used.set(`${pid} ${tid}`, naming({ pid, tid }, process, thread));
    return { pid, tid };
  };
  return {
    of(where, kind) {
      const region = regionIds.get(where);
      if (region !== undefined) {
        const actor = actorOf(kind);
        return use(region, actors.indexOf(actor) + 1, [`region ${where}`, actor]);
      }
      const push = pushIds.get(where);
      if (push !== undefined) return use(jobs.pid, push, [jobs.name, where]);
      if (where === 'parent') return use(parent.pid, 1, [parent.name, 'controller']);
      const tid = outsiders.indexOf(where) + 1;
      return use(world.pid, tid === 0 ? 9 : tid, [world.name, tid === 0 ? 'others' : where]);
    },
    time: (atMs) => (atMs - start) * 1_000,
    named: () => [...used.values()].flat(),
  };
}

const outsiders = ['fault', 'operator', 'hooks'];

const actors = ['child controller', 'servers', 'Da Vinci clients', 'spans'] as const;

function actorOf(kind: string): (typeof actors)[number] {
  if (kind.startsWith('dvc-')) return 'Da Vinci clients';
  if (kind.startsWith('replica') || kind.startsWith('replication') || kind === 'data')
    return 'servers';
  return kind === 'span' ? 'spans' : 'child controller';
}

function naming(place: Place, process: string, thread: string): TraceEvent[] {
  const about = { cat: '__metadata', ph: 'M' as const, ts: 0, ...place };
  return [
    { name: 'process_name', ...about, args: { name: process } },
    { name: 'process_sort_index', ...about, args: { sort_index: place.pid } },
    { name: 'thread_name', ...about, args: { name: thread } },
    { name: 'thread_sort_index', ...about, args: { sort_index: place.tid } },
  ];
}
