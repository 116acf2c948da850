/** The parent executes calls of push jobs, but its responses are lost or delayed. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

const source = 'ControllerClient#retryableRequest; ControllerTransport#request';

export const answersLost = defineFault({
  kind: 'answers-lost',
  title: 'The parent executes the calls of push jobs, but its responses are lost',
  does:
    'Requests for a version, polls and kills are executed with all effects. The job receives no response and retries its call as Venice ' +
    'does; a request for a version that already exists returns that version.',
  heals: 'At the end of `for` the next retry receives a response.',
  example: 'at: 5m, fault: answers-lost, for: 30s',
  source,
  drawnFor: 900_000,
  fields: {},
  conditions: () => [{ kind: 'parent-answers-lost' }],
});

export const answersLate = defineFault({
  kind: 'answers-late',
  title: 'The responses of the parent to push jobs are delayed',
  does:
    'Each response to a version request or a poll is delayed by this time and has the content of the time it was sent. A response delayed ' +
    "beyond the job's timeout (17 min for a version, 5 min for a poll) counts as lost.",
  heals: 'At the end of `for` responses are no longer delayed; those in transit remain delayed.',
  example: 'at: 5m, fault: answers-late, by: 90s, for: 10m',
  source,
  drawnFor: 900_000,
  fields: { by: field('duration', 'the delay of a response', { min: 1 }) },
  conditions: ({ by }) => [{ kind: 'parent-answers-late', byMs: by }],
});
