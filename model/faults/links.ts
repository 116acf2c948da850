/** The connection between two regions is cut or slow, in one direction. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

const ends = {
  from: field('region', 'the region that is read from'),
  to: field('region', 'the region that reads'),
};

export const linkCut = defineFault({
  kind: 'link-cut',
  title: 'One region cannot read from another',
  does:
    'Nothing is copied from one region to the other; an active transfer pauses. The other ' +
    'direction and all controllers are not affected.',
  heals: 'At the end of `for` the transfer resumes at the byte where it paused.',
  example: 'at: 5m, fault: link-cut, from: dc-0, to: dc-1, for: 30m',
  source: 'native replication: leaders read the source fabric remotely',
  drawWeight: 3,
  drawnFor: 5_400_000,
  fields: ends,
  conditions: ({ from, to }) => [{ kind: 'link-cut', from, to }],
});

export const linkSlow = defineFault({
  kind: 'link-slow',
  title: 'One region reads slowly from another',
  does:
    'The capacity of the connection in this direction is divided by `factor`; all transfers on ' +
    'it share the rest. The factors of concurrent faults multiply.',
  heals: 'At the end of `for` the connection has its capacity back.',
  example: 'at: 5m, fault: link-slow, from: dc-0, to: dc-1, factor: 20, for: 2h',
  source: 'native replication: leaders read the source fabric remotely',
  drawWeight: 3,
  fields: {
    ...ends,
    factor: field('factor', 'the capacity is divided by this', { fallback: 10, min: 1 }),
  },
  conditions: ({ from, to, factor }) => [{ kind: 'link-slow', from, to, factor }],
});
