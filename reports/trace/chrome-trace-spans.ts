/** Spans of a trace event file: pushes from start to end, and what regions served, ingested and went through. */
import type { Lane, Run } from '../../scenarios/index.js';
import type { Place, Places, TraceEvent } from './chrome-trace-places.js';

interface Span {
  readonly name: string;
  readonly cat: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly place: Place;
  readonly args?: TraceEvent['args'];
}

/** Two events for each span, joined by an id of their own. */
export function spanEvents(run: Run, places: Places): TraceEvent[] {
  const spans = [
    ...pushSpans(run, places),
    ...run.lanes.flatMap((lane) => laneSpans(lane, places)),
  ];
  return spans.flatMap(({ name, cat, fromMs, toMs, place, args = {} }, index) => {
    const about = { name, cat, id: `span-${index}`, ...place };
    return [
      { ...about, ph: 'b' as const, ts: places.time(fromMs), args },
      { ...about, ph: 'e' as const, ts: places.time(toMs) },
    ];
  });
}

function pushSpans({ summary, end }: Run, places: Places): Span[] {
  return summary.pushes.map(({ push, store, version, outcome, reason, startedMs, endedMs }) => {
    const name = `${push}: ${store}${version === 0 ? '' : ` v${version}`} ${outcome}`;
    const place = places.of(push, 'span');
    const until = { fromMs: startedMs, toMs: endedMs ?? end.at };
    return { name, cat: 'push', ...until, place, args: { outcome, reason } };
  });
}

function laneSpans({ region, serves, pushes, bands }: Lane, places: Places): Span[] {
  const place = places.of(region, 'span');
  return [
    ...bands.map(({ kind, text, fromMs, toMs }) => {
      return { name: kind === 'outage' ? text : kind, cat: kind, fromMs, toMs, place };
    }),
    ...pushes.map(({ store, version, push, status, fromMs, toMs }) => {
      const name = `${store} v${version} ${status}`;
      return { name, cat: 'push-status', fromMs, toMs, place, args: { push } };
    }),
    ...serves.map(({ store, version, fromMs, toMs }) => {
      return { name: `serves ${store} v${version}`, cat: 'serves', fromMs, toMs, place };
    }),
  ];
}
