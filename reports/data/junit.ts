/**
 * JUnit XML for build servers: a suite for each scenario; in it a test case for each expectation, one for
 * each invariant that was broken, and one that says whether the run settled. A missed expectation and a
 * violation that the scenario does not announce are failures; a file that cannot be run is an error.
 * The time of a suite is what its run took on a clock, if the caller measured it; the simulated time is a property.
 */
import type { Run } from '../../scenarios/index.js';
import { formatInstant } from '../../sim/index.js';
import { defaultChoice, type Gather, type RenderChoice, type Report } from '../report.js';
import { replayCommand } from '../text/replay-line.js';
import { totalsLine } from '../text/totals.js';
import { verdictReason, verdictWords, violationMark } from '../text/verdict.js';
import { counted } from '../text/words.js';
import { xmlAttributes, xmlText } from './xml-text.js';

const gather: Gather = {
  fileName: 'junit.xml',
  part: suiteOf,
  partOfProblem,
  join: (parts) => document(parts),
};

export const junitReport: Report = {
  name: 'junit',
  title: 'JUnit XML for build servers: scenarios as test suites, one file for all',
  extension: 'junit.xml',
  render: (run, choice) => document([suiteOf(run, choice)]),
  gather,
};

interface Case {
  readonly name: string;
  readonly failure?: { readonly message: string; readonly type: string; readonly text: string };
}

function document(suites: readonly string[]): string {
  const sum = (name: string): number =>
    suites.reduce((total, suite) => total + countIn(suite, name), 0);
  const counts = { tests: sum('tests'), failures: sum('failures'), errors: sum('errors') };
  const head = `<testsuites${xmlAttributes({ name: 'pushsim', ...counts })}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.join('')}</testsuites>\n`;
}

/** A count as the opening tag of a suite gives it: the first, because values cannot contain quotes. */
function countIn(suite: string, name: string): number {
  return Number(new RegExp(`^<testsuite [^>]*? ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
}

function suiteOf(run: Run, { replayWith, tookMs }: RenderChoice = defaultChoice): string {
  const { scenario, end, summary, seed, digest } = run;
  const cases = casesOf(run);
  const { profile, policy } = summary.venice;
  const properties = {
    seed,
    digest,
    profile,
    policy,
    verdict: run.verdict,
    expected: String(summary.expected),
    totals: totalsLine(summary),
    'simulated-seconds': ((end.at - scenario.setup.start) / 1_000).toFixed(3),
  };
  const head = xmlAttributes({
    name: scenario.title,
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure !== undefined).length,
    errors: 0,
    skipped: 0,
    time: (tookMs / 1_000).toFixed(3),
    timestamp: formatInstant(scenario.setup.start).slice(0, 19),
    hostname: 'pushsim',
    file: scenario.file,
  });
  return `<testsuite${head}>
${propertyLines(properties)}${cases.map((one) => caseLine(one, scenario.file)).join('')}\
  <system-out>${xmlText(`${verdictWords(run)}: ${verdictReason(run)}`)}
${xmlText(totalsLine(summary))}
${xmlText(replayCommand(run, replayWith))}</system-out>
  <system-err></system-err>
</testsuite>
`;
}

function propertyLines(properties: Readonly<Record<string, string>>): string {
  const lines = Object.entries(properties).map(
    ([name, value]) => `    <property${xmlAttributes({ name, value })}/>\n`,
  );
  return `  <properties>\n${lines.join('')}  </properties>\n`;
}

function caseLine({ name, failure }: Case, file: string): string {
  const head = xmlAttributes({ name, classname: file, time: '0.000' });
  if (failure === undefined) return `  <testcase${head}/>\n`;
  const { message, type, text } = failure;
  return `  <testcase${head}>
    <failure${xmlAttributes({ message, type })}>${xmlText(text)}</failure>
  </testcase>
`;
}

function casesOf(run: Run): Case[] {
  const isUnsettled = run.verdict === 'unsettled';
  const settles = isUnsettled
    ? { failure: failureOf(run.end.words, 'unsettled', run.end.words) }
    : {};
  return [
    { name: 'the run settles', ...settles },
    ...run.expectations.map(({ text, held, found }) => {
      if (held) return { name: text };
      const words = `expected: ${text}\nfound: ${found}`;
      return { name: text, failure: failureOf(`found: ${found}`, 'expectation-missed', words) };
    }),
    ...brokenInvariants(run),
  ];
}

/** One case for each invariant that was broken without being announced, with all its breaches. */
function brokenInvariants(run: Run): Case[] {
  const broken = new Map<string, string[]>();
  for (const violation of run.violations) {
    const { invariant, message } = violation;
    if (violationMark(run, violation) !== 'violated') continue;
    broken.set(invariant, [...(broken.get(invariant) ?? []), message].slice(0, mostBreaches));
  }
  return [...broken].map(([invariant, messages]) => {
    const message = `${messages[0]}${messages.length > 1 ? ` (of ${counted(messages.length, 'breach', 'breaches')} shown)` : ''}`;
    const failure = failureOf(message, 'invariant-violated', messages.join('\n'));
    return { name: `invariant ${invariant} holds`, failure };
  });
}

const mostBreaches = 20;

function failureOf(message: string, type: string, text: string) {
  return { message, type, text };
}

function partOfProblem(file: string, problem: string): string {
  const head = { tests: 1, failures: 0, errors: 1, skipped: 0, time: '0.000' };
  const where = { timestamp: '1970-01-01T00:00:00', hostname: 'pushsim', file };
  return `<testsuite${xmlAttributes({ name: file, ...head, ...where })}>
  <properties>
  </properties>
  <testcase${xmlAttributes({ name: 'the scenario can be run', classname: file, time: '0.000' })}>
    <error${xmlAttributes({ message: problem.split('\n')[0] ?? '', type: 'bad-input' })}>${xmlText(problem)}</error>
  </testcase>
  <system-out></system-out>
  <system-err></system-err>
</testsuite>
`;
}
