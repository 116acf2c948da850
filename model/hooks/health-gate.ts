/**
 * Checks the monitoring signals of regions that serve the new version, before more regions swap and after each swap. Too many consecutive
 * failed checks abort the push, roll it back or hold it; a region must be healthy for the soak time before the push continues.
 */
import { field } from '../fields.js';
import { defineHook, type HookReply, type HookView, type RegionSignals } from './hook.js';

const fields = {
  errorRate: field('factor', 'highest share of requests that may fail', {
    fallback: 0.01,
    max: 1,
  }),
  latency: field('duration', 'highest latency of reads', {
    fallback: 50,
    samples: ['50ms', '1s'],
  }),
  capacity: field('factor', 'lowest share of serving capacity that must be left', {
    fallback: 0.5,
    max: 1,
  }),
  soak: field('duration', 'how long a region must be healthy before the push continues', {
    fallback: 600_000,
    samples: ['0s', '1m', '10m'],
  }),
  failures: field('count', 'consecutive failed checks before it acts', { fallback: 3, min: 1 }),
  says: field('word', 'the outcome it returns then', {
    words: ['ABORT', 'ROLLBACK', 'WAIT'],
    fallback: 'ROLLBACK',
  }),
};

interface Values {
  readonly errorRate: number;
  readonly latency: number;
  readonly capacity: number;
  readonly soak: number;
  readonly failures: number;
  readonly says: string;
}

export const healthGate = defineHook({
  hook: 'health-gate',
  title: 'Checks in monitoring that regions with the new version are healthy',
  example: 'hook: health-gate, errorRate: 0.01, soak: 10m, says: ROLLBACK',
  source: 'VIP-4, scope: health checks of client applications',
  fields,
  points: {
    preStoreVersionSwap: (view, values) => look(view, values, serving(view)),
    postStoreVersionSwap: (view, values) => look(view, values, [view.region]),
  },
});

/** Regions with the new version; every region if the caller passes no job status. */
function serving(view: HookView): string[] {
  if (view.jobStatus === null) return view.signals.map(({ region }) => region);
  const { regions } = view.jobStatus;
  return regions.filter(({ serves }) => serves >= view.version).map(({ region }) => region);
}

function look(view: HookView, values: Values, regions: readonly string[]): HookReply {
  const signals = view.signals.filter(({ region }) => regions.includes(region));
  const bad = signals.map((one) => complaint(one, values)).filter((words) => words !== '');
  if (bad.length === 0) {
    return {
      kind: 'answers',
      outcome: isSoaked(view, values, regions) ? 'PROCEED' : 'WAIT',
      remembers: 0,
    };
  }
  const failures = view.remembered + 1;
  const acts = failures >= values.failures;
  const outcome = !acts
    ? 'WAIT'
    : values.says === 'ABORT' || values.says === 'ROLLBACK'
      ? values.says
      : 'WAIT';
  const because = `${bad.join(', ')}; bad look ${failures} of ${values.failures}`;
  return { kind: 'answers', outcome, remembers: failures, because };
}

function complaint(signals: RegionSignals, values: Values): string {
  const { region, clientErrorRate, latencyMs, servingCapacity } = signals;
  if (clientErrorRate > values.errorRate)
    return `${Math.round(clientErrorRate * 1_000) / 10} % of requests fail in ${region}`;
  if (latencyMs > values.latency) return `reads take ${Math.round(latencyMs)} ms in ${region}`;
  if (servingCapacity < values.capacity)
    return `${Math.round(servingCapacity * 100)} % of capacity is left in ${region}`;
  return '';
}

function isSoaked(view: HookView, { soak }: Values, regions: readonly string[]): boolean {
  return (view.jobStatus?.regions ?? [])
    .filter(({ region, serves }) => regions.includes(region) && serves >= view.version)
    .every(({ servesSinceMs }) => view.nowMs - servesSinceMs >= soak);
}
