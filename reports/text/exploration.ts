/** The findings of an exploration, as text for a terminal: what broke, in which run, how often interesting conditions were reached. */
import { type Invariant, sometimes } from '../../model/index.js';
import type { Batch, ShrunkFinding } from '../../scenarios/explore/index.js';
import { doesNotSettle, simulatorCrash } from '../../scenarios/index.js';

/** A finding to print; `where` is the file it was written to, if any. */
export interface ShownFinding extends ShrunkFinding {
  readonly where: string | undefined;
}

/** The whole text. */
export function explorationText(
  total: Batch,
  findings: readonly ShownFinding[],
  { seed, venice }: { readonly seed: number; readonly venice: string },
  invariants: readonly Invariant[],
): string {
  const nothing =
    Object.keys(total.known).length === 0 ? 'nothing is broken' : 'nothing new is broken';
  const broken =
    findings.length === 1 ? '1 thing is broken' : `${findings.length} things are broken`;
  const head = `explored ${counted(total.runs)} runs of seed ${seed} (${venice}), ${counted(total.events)} events: ${
    findings.length === 0 ? nothing : broken
  }`;
  return [
    head,
    ...findings.flatMap((finding) => findingLines(finding, invariants)),
    ...knownLines(total),
    ...statistics(total),
  ].join('\n');
}

function findingLines(
  { breaks, run, shrunk, where }: ShownFinding,
  invariants: readonly Invariant[],
): string[] {
  const sentence = shrunk.flaws.find((flaw) => flaw.breaks === breaks)?.message ?? '';
  const others = shrunk.flaws.map((flaw) => flaw.breaks).filter((name) => name !== breaks);
  return [
    '',
    `broken   ${breaks}: ${titleOf(breaks, invariants)}`,
    `         ${sentence}`,
    `         first in run ${run}${others.length === 0 ? '' : `; the same run also breaks ${others.join(', ')}`}`,
    ...(shrunk.mendedBy.length === 0
      ? []
      : [`         fixed by ${shrunk.mendedBy.join(', or by ')}`]),
    ...(where === undefined ? [] : [`         pushsim run ${where}`]),
  ];
}

/** Counts findings that equal a known flaw. */
function knownLines({ known }: Batch): string[] {
  const lines = Object.entries(known).map(
    ([flaw, count]) => `known    ${flaw} (${count} ${count === 1 ? 'run' : 'runs'})`,
  );
  return lines.length === 0 ? [] : ['', ...lines];
}

/** The sentence of what a finding breaks. */
export function titleOf(breaks: string, invariants: readonly Invariant[]): string {
  if (breaks === doesNotSettle) return 'A healed run settles';
  if (breaks === simulatorCrash) return 'The simulator itself does not crash';
  return invariants.find(({ name }) => name === breaks)?.title ?? breaks;
}

/** Shows conditions that were never reached, so that invariants do not hold vacuously. */
function statistics({ runs, reached, refused, lost }: Batch): string[] {
  if (runs === 0) return [];
  const seen = sometimes.filter(({ name }) => (reached[name] ?? 0) > 0);
  const never = sometimes.filter(({ name }) => (reached[name] ?? 0) === 0);
  const share = (name: string): string => `${((100 * (reached[name] ?? 0)) / runs).toFixed(0)} %`;
  return [
    '',
    `reached  ${seen.map(({ name }) => `${name} ${share(name)}`).join(', ') || 'nothing'}`,
    ...(never.length === 0 ? [] : [`never    ${never.map(({ name }) => name).join(', ')}`]),
    ...Object.entries(refused).map(
      ([reason, count]) => `unsound  ${counted(count)} draws: ${reason}`,
    ),
    ...Object.entries(lost).map(
      ([reason, count]) => `lost     ${counted(count)} ${count === 1 ? 'run' : 'runs'}: ${reason}`,
    ),
  ];
}

function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
