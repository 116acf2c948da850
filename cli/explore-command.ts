/**
 * `pushsim explore`: hunts on worker threads until the budget is spent, shrinks what it found, shows it and writes scenario files that
 * show it again. An interruption ends the hunt; what was found until then is shown, as it was drawn.
 */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { explorationText, reportNamed, type ShownFinding, titleOf } from '../reports/index.js';
import {
  baseOfHunt,
  findingText,
  type Hunt,
  type ShrunkFinding,
  type Stretch,
  startHunt,
} from '../scenarios/explore/index.js';
import {
  doesNotSettle,
  hookLoader,
  modelCatalogue,
  parseScenario,
  readHookCode,
  readScenarioText,
  runScenario,
  simulatorStumbles,
} from '../scenarios/index.js';
import { tuneCompiler } from './compiler-tuning.js';
import { type ExitStatus, exitStatus, worstStatus } from './exit-status.js';
import { withMovedHooks } from './moved-hooks.js';
import { Progress } from './progress.js';
import { complain, print, writeWhole } from './terminal.js';
import { UsageError } from './usage.js';

/** What the command line asks for. */
export interface ExploreRequest {
  readonly file: string | undefined;
  readonly venice: Readonly<Record<string, unknown>>;
  readonly mistakes: boolean;
  readonly seed: number;
  readonly runs: number;
  readonly ms: number;
  readonly workers: number | undefined;
  /** Stop as soon as this is broken. */
  readonly find: string | undefined;
  readonly out: string | undefined;
  /** People's own hooks may run. */
  readonly allowCode: boolean;
  readonly format: 'text' | 'json';
}

/** Hunts and gives the exit status: 2 if an invariant broke, 70 if the simulator stumbled, 4 if only a run does not settle. */
export async function exploreCommand(request: ExploreRequest): Promise<ExitStatus> {
  const hunt = huntOf(request);
  const workers = request.workers ?? availableParallelism();
  tuneCompiler();
  const started = await startHunt(hunt, { runs: request.runs, ms: request.ms, workers });
  const bar = new Progress(request.runs, 'runs');
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
  };
  process.once('SIGINT', interrupt);
  try {
    const total = await started.hunt({
      progress: (runs) => bar.advance(runs),
      isStopped: () => isInterrupted,
      isEnough: ({ found }) => found.some(({ breaks }) => breaks === request.find),
    });
    refuseUnsound(total);
    // A second Ctrl-C while findings are shrunk ends the command at once.
    const findings = await started.shrink(wantedOf(total, request.find));
    bar.end();
    show(total, findings, request, hunt);
    return isInterrupted ? exitStatus.interrupted : statusOf(findings);
  } finally {
    process.removeListener('SIGINT', interrupt);
    bar.end();
    await started.stop();
  }
}

function huntOf({ file, venice, mistakes, seed, allowCode, out }: ExploreRequest): Hunt {
  const hunt = { seed, mistakes, venice };
  if (file === undefined) return hunt;
  const text = readScenarioText(file);
  const base = baseOfHunt(text, file, allowCode ? readHookCode(text, file) : undefined);
  return { ...hunt, base: withMovedHooks(base, dirname(file), out ?? '.') };
}

function wantedOf(total: Stretch, find: string | undefined): Stretch {
  return find === undefined
    ? total
    : { ...total, found: total.found.filter(({ breaks }) => breaks === find) };
}

/** Nothing can be said when no draw was a scenario; the reason is in what was asked for. */
function refuseUnsound({ runs, refused }: Stretch): void {
  const count = Object.values(refused).reduce((sum, each) => sum + each, 0);
  if (runs > 0 && count === runs)
    throw new UsageError(`no scenario can be drawn: ${Object.keys(refused)[0]}`);
}

function show(
  total: Stretch,
  findings: readonly ShrunkFinding[],
  request: ExploreRequest,
  hunt: Hunt,
): void {
  const shown = findings.map((finding) => written(finding, request, hunt));
  if (request.format === 'json') {
    print(
      JSON.stringify({ seed: hunt.seed, venice: hunt.venice, ...total, findings: shown }, null, 2),
    );
    return;
  }
  print(
    explorationText(
      total,
      shown,
      { seed: hunt.seed, venice: veniceWords(request.venice) },
      modelCatalogue.invariants,
    ),
  );
  if (request.out !== undefined) return;
  for (const finding of shown) print(`\n# ${finding.breaks}\n${textOf(finding, request)}`);
}

function veniceWords({ profile, policy, switches }: ExploreRequest['venice']): string {
  const words = [profile ?? 'as-designed', ...(policy === undefined ? [] : [`policy ${policy}`])];
  const set = typeof switches === 'object' && switches !== null ? Object.entries(switches) : [];
  return [...words, ...set.map(([name, value]) => `${name}=${value}`)].join(', ');
}

function textOf({ breaks, run, shrunk }: ShrunkFinding, { seed }: ExploreRequest): string {
  return findingText(shrunk, {
    seed,
    run,
    breaks,
    title: titleOf(breaks, modelCatalogue.invariants),
  });
}

/** Writes a finding and its golden narrative, if there is a folder for them. */
function written(finding: ShrunkFinding, request: ExploreRequest, hunt: Hunt): ShownFinding {
  const { out } = request;
  if (out === undefined) return { ...finding, where: undefined };
  const text = textOf(finding, request);
  const where = writeWhole(out, `${finding.breaks}.yaml`, text);
  if (finding.breaks !== simulatorStumbles) {
    const code = hunt.base?.code;
    const load = code === undefined ? undefined : hookLoader(code);
    const run = runScenario(parseScenario(text, where, {}, load));
    const golden = reportNamed('narrative')?.render(run) ?? '';
    writeWhole(out, `${finding.breaks}.golden.txt`, golden);
  }
  complain(`wrote ${where}`);
  return { ...finding, where };
}

function statusOf(findings: readonly ShrunkFinding[]): ExitStatus {
  return worstStatus(
    findings.map(({ breaks }) => {
      if (breaks === simulatorStumbles) return exitStatus.simulatorBug;
      return breaks === doesNotSettle ? exitStatus.unsettled : exitStatus.invariantViolated;
    }),
  );
}
