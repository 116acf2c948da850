/**
 * The tables of figures of docs/performance.md, written from the rows of a bench. A table stands between a comment that names it and one that
 * ends it; everything else is left as it is.
 */
import { engineWords, loads, pendingCounts, queueWords } from './kernel.bench.js';
import { kernelTargets } from './kernel-targets.js';
import { queuePeers } from './queue-peers.js';
import type { Row } from './row.js';
import type { Target } from './targets.js';

/** What a bench wrote with `--json`. */
export interface BenchFile {
  readonly smoke: boolean;
  readonly machine: { readonly node: string; readonly cpu: string; readonly cpus: number };
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
}

/** The blocks that a bench can be written into: those whose suite was measured. */
export function blocksOf({
  machine,
  rows,
  targets,
}: Omit<BenchFile, 'smoke'>): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  const kernel = rows.filter(({ suite }) => suite === 'kernel');
  if (kernel.length > 0) {
    blocks.set('kernel targets', targetsBlock(kernelTargets(kernel)));
    blocks.set('kernel', kernelBlock(kernel));
  }
  const sweep = rows.filter(({ suite }) => suite === 'sweep');
  if (sweep.length > 0) blocks.set('sweep', sweepBlock(sweep));
  const fleet = rows.filter(({ suite }) => suite === 'fleet');
  if (fleet.length === 0) return blocks;
  blocks.set('fleet', fleetBlock(fleet));
  blocks.set('targets', targetsBlock(targets));
  blocks.set('machine', `${machine.cpus} cores of ${machine.cpu}, Node ${machine.node}.\n`);
  return blocks;
}

/** The time per event and per day of every fleet. */
function fleetBlock(rows: readonly Row[]): string {
  const lines = rows
    .filter(({ unit }) => unit === 'events')
    .map(({ name, perSecond, nsPerOp }) => {
      const day = rows.find((row) => row.unit === 'days' && row.name === name);
      const took = day === undefined ? '' : `${(day.nsPerOp / 1e9).toFixed(1)} s`;
      const peak = day?.peakMb === undefined ? '' : `${grouped(day.peakMb)} MB`;
      const what = name.replace(/^engine, \d+ pending: (.*)$/, '$1, empty events');
      return [what, grouped(perSecond), `${(nsPerOp / 1_000).toFixed(1)} µs`, took, peak];
    });
  return tableOf(['what', 'events per second', 'each', 'the day', 'peak memory'], lines);
}

/** The time per run of a sweep. */
function sweepBlock(rows: readonly Row[]): string {
  const lines = rows.map(({ name, perSecond, nsPerOp, samples }) => [
    name,
    grouped(samples),
    grouped(perSecond),
    `${(nsPerOp / 1e6).toFixed(2)} ms`,
  ]);
  return tableOf(['how', 'runs', 'runs per second', 'each'], lines);
}

/** The performance targets, and whether they are met. */
function targetsBlock(targets: readonly Target[]): string {
  const lines = targets.map(({ name, measured, required, isMet }) => [
    name,
    measured >= 100 ? grouped(measured) : measured.toFixed(2),
    required,
    isMet ? 'yes' : 'no',
  ]);
  return tableOf(['target', 'measured', 'required', 'met'], lines);
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** The text with one block replaced. Throws if there is no such block. */
export function withBlock(text: string, name: string, block: string): string {
  const place = new RegExp(`(<!-- bench ${name} -->\\n)[\\s\\S]*?(<!-- /bench -->)`);
  if (!place.test(text)) throw new Error(`there is no block "<!-- bench ${name} -->"`);
  return text.replace(place, (_all, begin, end) => `${begin}${block}${end}`);
}

/** Nanoseconds of an event in every queue and engine, and the ratio of ours to the best. */
export function kernelBlock(rows: readonly Row[]): string {
  return `${queueTable(rows)}\n${engineTable(rows)}`;
}

function queueTable(rows: readonly Row[]): string {
  const [ours, ...others] = queuePeers.map(({ name }) => name);
  const lines = pendingCounts.flatMap((pending) =>
    loads.map(([ties]) => {
      const each = (name: string) => nsOf(rows, `${queueWords(pending, ties)}: ${name}`);
      const own = each(ours ?? '');
      const best = Math.min(...others.map(each));
      const cells = [own, ...others.map(each)].map((ns) => ns.toFixed(0));
      return [pending.toLocaleString('en'), ties, ...cells, (best / own).toFixed(2)];
    }),
  );
  const head = ['pending', 'load', 'pushsim', ...others, 'speed to the fastest'];
  return tableOf(head, lines);
}

function engineTable(rows: readonly Row[]): string {
  const simpy = rows.find(({ name }) => name.startsWith('engine') && !/pushsim|simjs/.test(name));
  const python = simpy?.name.split(': ')[1] ?? 'SimPy';
  const names = ['pushsim (digest on)', 'pushsim (empty events)', 'simjs', python];
  const lines = pendingCounts.map((pending) => {
    const [digest = 0, empty = 0, simjs = 0, slow = 0] = names.map((name) =>
      nsOf(rows, `${engineWords(pending)}: ${name}`),
    );
    const cells = [digest, empty, simjs, slow].map((ns) => ns.toFixed(0));
    return [
      pending.toLocaleString('en'),
      ...cells,
      (simjs / digest).toFixed(1),
      (slow / digest).toFixed(1),
    ];
  });
  return tableOf(['pending', ...names, 'times simjs', 'times SimPy'], lines);
}

/** What was not measured has no figure. */
function nsOf(rows: readonly Row[], name: string): number {
  return rows.find((row) => row.name === name)?.nsPerOp ?? Number.NaN;
}

function tableOf(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const all = [head, head.map(() => '---'), ...lines];
  return `${all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`.replaceAll('NaN', '–');
}
