import { defineHook, field } from 'venice-push-sim';

export default defineHook({
  hook: 'canary-first',
  title: 'One region goes first; the others follow if clients there stay well',
  fields: {
    canary: field('region', 'the region that goes first'),
    soak: field('duration', 'how long it is watched', { fallback: 1_200_000 }),
    errorRate: field('factor', 'highest share of requests that may fail there', { fallback: 0.02 }),
  },
  points: {
    preStoreVersionSwap: (view, { canary, soak, errorRate }) => {
      if (view.region === canary) return 'PROCEED';
      const status = view.jobStatus?.regions.find(({ region }) => region === canary);
      if (status === undefined || status.serves < view.version) return 'WAIT';
      const seen = view.signals.find(({ region }) => region === canary);
      if (seen !== undefined && seen.clientErrorRate > errorRate)
        return { outcome: 'ROLLBACK', because: `requests fail in ${canary}` };
      return view.nowMs - status.servesSinceMs >= soak ? 'PROCEED' : 'WAIT';
    },
  },
});
