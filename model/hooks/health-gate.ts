/**
 * Checks the monitoring signals of regions that serve the new version, before more regions or their instances begin and after each swap. Too many consecutive
 * failed checks abort the push, roll it back or hold it; a region must be healthy for the soak time before the push continues.
 */
import { field } from '../fields.js';
import { otherRegions } from './begun.js';
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
    preStartOfStoreVersionIngestionForDaVinci: lookBefore,
    preStoreVersionSwap: lookBefore,
    postStoreVersionSwap: (view, values) =>
      look(view, values, { regions: [view.region], isSoaked: isSoaked(view, values) }),
  },
});

/** Before a region goes on, every other one that has begun must be healthy, and for the soak time; without a job status all regions must be healthy. */
function lookBefore(view: HookView, values: Values): HookReply {
  if (view.jobStatus === null)
    return look(view, values, {
      regions: view.signals.map(({ region }) => region),
      isSoaked: true,
    });
  const { begun, underWay } = otherRegions(view);
  const own = view.jobStatus.regions.filter(
    ({ region, instancesSinceMs }) => region === view.region && instancesSinceMs !== undefined,
  );
  const isSoaked = !underWay && begun.every(({ lastMs }) => view.nowMs - lastMs >= values.soak);
  return look(view, values, { regions: [...begun, ...own].map(({ region }) => region), isSoaked });
}

function look(
  view: HookView,
  values: Values,
  { regions, isSoaked }: { readonly regions: readonly string[]; readonly isSoaked: boolean },
): HookReply {
  const signals = view.signals.filter(({ region }) => regions.includes(region));
  const bad = signals.map((one) => complaint(one, values)).filter((words) => words !== '');
  if (bad.length === 0) {
    return {
      kind: 'answers',
      outcome: isSoaked ? 'PROCEED' : 'WAIT',
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

/** Has the region of the call served the version for the soak time? */
function isSoaked({ jobStatus, nowMs, region, version }: HookView, { soak }: Values): boolean {
  const own = jobStatus?.regions.find((one) => one.region === region);
  return own === undefined || own.serves < version || nowMs - own.servesSinceMs >= soak;
}
