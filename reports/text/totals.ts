/** The totals of a run in words, worst first: the line under the verdict of every report. Pure. */
import type { PushEnding, RunSummary, RunTotals } from '../../scenarios/index.js';
import { counted } from './words.js';

/** How pushes ended, worst first. */
export const pushOutcomes: readonly PushEnding[] = [
  'failed',
  'killed',
  'died',
  'refused',
  'running',
  'succeeded',
];

/** The parts of the line; a part that says nothing is left out. */
export function totalsParts({ totals }: Pick<RunSummary, 'totals'>): string[] {
  return [
    pushWords(totals.pushes),
    ...(totals.counted === undefined ? [] : countedWords(totals.counted)),
    ...recoveryWords(totals.recoveries),
    ...violationWords(totals.violations),
  ];
}

/** `360 pushes: 63 failed, 297 succeeded; 12.3 region-hours of stale data`. */
export function totalsLine(summary: Pick<RunSummary, 'totals'>): string {
  return totalsParts(summary).join('; ');
}

function pushWords(pushes: RunTotals['pushes']): string {
  if (pushes.all === 0) return 'no push';
  const words = pushOutcomes.flatMap((outcome) =>
    pushes[outcome] === 0 ? [] : [`${pushes[outcome]} ${outcome}`],
  );
  return `${counted(pushes.all, 'push', 'pushes')}: ${words.join(', ')}`;
}

function countedWords(known: NonNullable<RunTotals['counted']>): string[] {
  const { staleRegionHours, hookCallsThatThrew, hookCallsTimedOut, hookWaits } = known;
  const hooks = [
    ...(hookCallsThatThrew > 0 ? [`${counted(hookCallsThatThrew, 'hook call')} threw`] : []),
    ...(hookCallsTimedOut > 0 ? [`${counted(hookCallsTimedOut, 'hook call')} timed out`] : []),
    ...(hookWaits.length > 0 ? [`${counted(hookWaits.length, 'hook call')} still waiting`] : []),
  ];
  const stale = staleRegionHours.toFixed(1);
  return [
    ...(stale === '0.0' ? [] : [`${stale} region-hours of stale data`]),
    ...badWords(known),
    ...hooks,
  ];
}

/** More bad versions than this are counted. */
const badNamed = 3;

function badWords({ badVersions, badReadsShare }: NonNullable<RunTotals['counted']>): string[] {
  if (badVersions.length === 0) return [];
  const named = badVersions
    .slice(0, badNamed)
    .map(
      ({ push, store, version, regions, regionMinutes }) =>
        `${push === '' ? '' : `${push} `}(v${version} of ${store}) in ${counted(regions.length, 'region')} for ${Math.round(regionMinutes)} region-minutes`,
    );
  const more = badVersions.length - named.length;
  const share = `up to ${Math.round(badReadsShare * 100)} % of all reads`;
  return [
    `bad versions served: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}, ${share}`,
  ];
}

function recoveryWords({ incomplete, storesFailed }: RunTotals['recoveries']): string[] {
  return [
    ...(storesFailed > 0 ? [`${counted(storesFailed, 'store')} not recovered`] : []),
    ...(incomplete > 0 ? [`${counted(incomplete, 'recovery', 'recoveries')} not complete`] : []),
  ];
}

function violationWords({ unexpected, knownGaps, expected }: RunTotals['violations']): string[] {
  return [
    ...(unexpected > 0 ? [counted(unexpected, 'invariant violation')] : []),
    ...(knownGaps > 0
      ? [`${counted(knownGaps, 'invariant violation')} by a known gap of Venice as built`]
      : []),
    ...(expected > 0
      ? [`${counted(expected, 'invariant violation')} that the scenario announces`]
      : []),
  ];
}
