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
  source: 'native replication: leaders read the source fabric remotely',
  fields: ends,
  conditions: ({ from, to }) => [{ kind: 'link-cut', from, to }],
});

export const linkSlow = defineFault({
  kind: 'link-slow',
  title: 'One region reads slowly from another',
  source: 'native replication: leaders read the source fabric remotely',
  fields: { ...ends, factor: field('factor', 'the capacity is divided by this', { fallback: 10 }) },
  conditions: ({ from, to, factor }) => [{ kind: 'link-slow', from, to, factor }],
});
