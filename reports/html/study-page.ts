/**
 * A study as one page that opens offline: how the runs ended, each measure as a picture of its distribution beside its numbers, curves over
 * a parameter, what has changed since an earlier study, and the command that replays any seed. No script; pure: same study, same bytes.
 */
import type { Cell, StudyChanges, StudyResult } from '../../scenarios/index.js';
import { renderStudyChanges } from '../study/changes-text.js';
import { chooseMeasures, summaryOf } from '../study/choice.js';
import { plainStudyStyle, replayOf } from '../study/text.js';
import { differenceWords, intervalWords, valueWords } from '../study/words.js';
import { safeText } from './safe-json.js';
import { curvePicture, distributionPicture, scaleOf } from './study-pictures.js';
import { studyStyle } from './study-style.js';
import { smallMultiples, type VariantTimeline } from './study-timelines.js';

/** The whole file. `changes`: what is new, gone or changed against an earlier study. */
export function studyPage(
  result: StudyResult,
  changes?: StudyChanges,
  timelines: readonly VariantTimeline[] = [],
): string {
  const { plan, seedsRun, state } = result;
  const title = plan.scenarios.map((scenario) => scenario.title).join(' · ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="generator" content="pushsim">',
    `<title>${safeText(title)}</title>`,
    `<style>${studyStyle}</style>`,
    '</head>',
    '<body><main>',
    `<h1>${safeText(title)}</h1>`,
    `<p>${plan.kind === 'sweep' ? 'A sweep' : 'A comparison'} of ${plan.variants.length} variants, ${seedsRun} seeds each (${safeText(plan.seeds)}), intervals of ${100 * plan.confidence} %${state === 'complete' ? '' : ', unfinished'}. All variants use the same seeds.</p>`,
    ...plan.scenarios.flatMap((_, scenario) =>
      scenarioPart(
        result,
        scenario,
        timelines.filter((one) => one.scenario === scenario),
      ),
    ),
    ...(changes === undefined
      ? []
      : [
          '<h2>Against the earlier study</h2>',
          `<pre tabindex="0">${safeText(renderStudyChanges(changes, plainStudyStyle))}</pre>`,
        ]),
    '</main></body>',
    '</html>',
    '',
  ].join('\n');
}

function scenarioPart(
  result: StudyResult,
  scenario: number,
  timelines: readonly VariantTimeline[],
): string[] {
  const { plan, cells } = result;
  const own = cells.filter((cell) => cell.scenario === scenario);
  const { shown, constant } = chooseMeasures(own, []);
  const heading =
    plan.scenarios.length === 1
      ? []
      : [`<h2>${safeText(plan.scenarios[scenario]?.title ?? '')}</h2>`];
  return [
    ...heading,
    '<h2>How the runs ended</h2>',
    verdictTable(result, own),
    ...(timelines.length === 0
      ? []
      : ['<h2>One run of each variant</h2>', timelinesLegend, smallMultiples(timelines)]),
    ...shown.flatMap((name) => measurePart(result, own, name)),
    ...(constant.length === 0
      ? []
      : ['<h2>The same in every run</h2>', `<p>${safeText(constant.join(', '))}</p>`]),
    '<h2>Replay</h2>',
    replayTable(result, own),
  ];
}

const timelinesLegend =
  '<p>One row a region. Above: the version served, another shade for each; below: outage (red), degraded (yellow), recovering (blue).</p>';

const verdictWords = {
  passed: 'passed',
  'expectation-missed': 'missed an expectation',
  'invariant-violated': 'violated an invariant',
  unsettled: 'did not settle',
} as const;

function verdictTable(result: StudyResult, cells: readonly Cell[]): string {
  const verdicts = ['passed', 'expectation-missed', 'invariant-violated', 'unsettled'] as const;
  const rows = cells.map((cell) => {
    const counts =
      cell.refusal === undefined
        ? verdicts.map((verdict) => `<td>${cell.verdicts[verdict]}</td>`).join('')
        : `<td colspan="4">cannot run: ${safeText(cell.refusal)}</td>`;
    return `<tr><th scope="row">${nameOf(result, cell)}</th>${counts}<td>${cell.failures.length}</td></tr>`;
  });
  const heads = verdicts.map((verdict) => `<th scope="col">${verdictWords[verdict]}</th>`).join('');
  return table(`<th scope="col">variant</th>${heads}<th scope="col">not finished</th>`, rows);
}

function measurePart(result: StudyResult, cells: readonly Cell[], name: string): string[] {
  const summaries = cells.flatMap((cell) => summaryOf(cell, name) ?? []);
  const scale = scaleOf(summaries);
  const rows = cells.map((cell) => {
    const summary = summaryOf(cell, name);
    if (summary === undefined)
      return `<tr><th scope="row">${nameOf(result, cell)}</th><td colspan="5">none</td></tr>`;
    const { mean, interval, unit, quantiles, count } = summary;
    const difference = cell.differences.find((one) => one.name === name);
    const against =
      difference === undefined
        ? ''
        : `${differenceWords(difference.mean, unit)} (${intervalWords(difference.interval, unit)})`;
    return [
      `<tr><th scope="row">${nameOf(result, cell)}</th>`,
      `<td>${distributionPicture(summary, scale)}</td>`,
      `<td>${valueWords(mean, unit)}</td><td>${intervalWords(interval, unit)}</td>`,
      `<td>${valueWords(quantiles.p50, unit)}</td>`,
      `<td>${valueWords(quantiles.p5, unit)} to ${valueWords(quantiles.p95, unit)}</td>`,
      `<td>${against}</td><td>${count}</td></tr>`,
    ].join('');
  });
  const heads = [
    'variant',
    'spread',
    'mean',
    'interval',
    'median',
    '5 % to 95 %',
    'against the first',
    'runs',
  ];
  const curve = curvePicture(
    cells.map((cell) => ({ name: variantOf(result, cell), summary: summaryOf(cell, name) })),
  );
  return [
    `<h2>${safeText(name)}</h2>`,
    ...(curve === '' ? [] : [curve]),
    table(heads.map((head) => `<th scope="col">${head}</th>`).join(''), rows),
  ];
}

/** The first seed of each variant, and seeds that did not pass. */
function replayTable(result: StudyResult, cells: readonly Cell[]): string {
  const rows = cells.flatMap((cell) => {
    const bad = cell.runs.seeds.filter((_, place) => cell.runs.verdicts[place] !== 'passed');
    const seeds = [...new Set([...cell.runs.seeds.slice(0, 1), ...bad.slice(0, 3)])];
    return seeds.map((seed) => {
      const verdict = cell.runs.verdicts[cell.runs.seeds.indexOf(seed)] ?? 'passed';
      return `<tr><th scope="row">${nameOf(result, cell)}</th><td>${safeText(seed)}</td><td>${verdictWords[verdict]}</td><td><code>${safeText(replayOf(result, cell, seed))}</code></td></tr>`;
    });
  });
  const heads = ['variant', 'seed', 'verdict', 'command'];
  return table(heads.map((head) => `<th scope="col">${head}</th>`).join(''), rows);
}

function variantOf(result: StudyResult, cell: Cell): string {
  return result.plan.variants[cell.variant]?.name ?? '';
}

function nameOf(result: StudyResult, cell: Cell): string {
  return safeText(variantOf(result, cell) || 'as it is');
}

function table(heads: string, rows: readonly string[]): string {
  return `<div class="wide" tabindex="0" role="region" aria-label="table"><table><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}
