/**
 * The README's tables of figures, written from the rows of a bench. A table stands between a comment that names it and one that ends it;
 * everything else in the README is left as it is.
 */
import { engineWords, loads, pendingCounts, queueWords } from './kernel.bench.js';
import { queuePeers } from './queue-peers.js';
import type { Row } from './row.js';

/** The blocks that rows can be written into: those whose suite was measured. */
export function blocksOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  const kernel = rows.filter(({ suite }) => suite === 'kernel');
  return new Map(kernel.length === 0 ? [] : [['kernel', kernelBlock(kernel)]]);
}

/** The text with one block replaced. Throws if there is no such block. */
export function withBlock(text: string, name: string, block: string): string {
  const place = new RegExp(`(<!-- bench ${name} -->\\n)[\\s\\S]*?(<!-- /bench -->)`);
  if (!place.test(text)) throw new Error(`there is no block "<!-- bench ${name} -->"`);
  return text.replace(place, (_all, begin, end) => `${begin}${block}${end}`);
}

/** Nanoseconds of an event in every queue and engine, and how ours does beside them. */
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
