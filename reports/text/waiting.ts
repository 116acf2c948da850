/** What still waits at the end of a run: hooks that have no final answer, and push jobs with the regions that they wait for. */
import type { HookWaitSummary, Lane, PushSummary, Run } from '../../scenarios/index.js';
import type { SummaryStyle } from '../report.js';
import { counted, sinceStart } from './words.js';

const shownMax = 8;

/** The block of lines; none if nothing waits. */
export function waitingBlock(run: Run, { paint }: SummaryStyle): string[] {
  const all = [
    ...hookWaits(run).map((wait) => hookWaitWords(wait, run)),
    ...run.summary.pushes
      .filter(({ outcome }) => outcome === 'running')
      .map((push) => pushWords(push, run)),
  ];
  if (all.length === 0) return [];
  const shown = all.slice(0, shownMax).map((line) => `  ${line}`);
  const more = all.length - shownMax;
  return [
    paint.strong('Still waiting at the end'),
    ...shown,
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** The hooks that hold something back, the oldest first. */
export function hookWaits({ summary }: Run): readonly HookWaitSummary[] {
  return summary.totals.counted?.hookWaits ?? [];
}

/** `hook gate has answered WAIT 1,436 times at preStoreVersionSwap for dc-0 (profiles v2), since 00:05:00.000`. */
export function hookWaitWords(wait: HookWaitSummary, run: Run): string {
  const { hook, function: point, store, version, region, state, times, sinceMs } = wait;
  const what =
    state === 'hangs' ? 'has not returned' : `has answered WAIT ${counted(times, 'time')}`;
  const where = region === '' ? '' : ` for ${region}`;
  const about = `${store}${version === 0 ? '' : ` v${version}`}`;
  return `hook ${hook} ${what} at ${point}${where} (${about}), since ${sinceStart(sinceMs, run)}`;
}

function pushWords({ push, store, version, startedMs }: PushSummary, run: Run): string {
  const regions = run.lanes.flatMap((lane) => regionWords(lane, store, version, run));
  const why = regions.length === 0 ? '' : `: ${regions.join(', ')}`;
  return `push ${push} has run since ${sinceStart(startedMs, run)}${why}`;
}

/** A region whose last status of the version is not a final one. */
function regionWords({ region, pushes }: Lane, store: string, version: number, run: Run): string[] {
  const last = pushes.findLast((stretch) => stretch.store === store && stretch.version === version);
  if (last === undefined || /^(?:COMPLETED|ERROR|DVC_INGESTION_ERROR)/.test(last.status)) return [];
  return [`${region} is ${last.status} since ${sinceStart(last.fromMs, run)}`];
}
