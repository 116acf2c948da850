/** The parent carries calls of push jobs out, but its answers are lost or come late. */
import { field } from '../fields.js';
import { defineFault } from './fault.js';

const source = 'ControllerClient#retryableRequest; ControllerTransport#request';

export const answersLost = defineFault({
  kind: 'answers-lost',
  title: 'The parent does what push jobs ask, and its answers are lost',
  does:
    'Requests for a version, polls and kills are carried out with all that follows. The job gets no answer, and repeats its call as Venice ' +
    'repeats calls; a version that is there already is answered again.',
  heals: 'At the end of `for` the next repetition is answered.',
  example: 'at: 5m, fault: answers-lost, for: 30s',
  source,
  drawnFor: 900_000,
  fields: {},
  conditions: () => [{ kind: 'parent-answers-lost' }],
});

export const answersLate = defineFault({
  kind: 'answers-late',
  title: 'The answers of the parent to push jobs are late',
  does:
    'Each answer to a request for a version or to a poll arrives so much later, with what was true when it was sent. One that is later than ' +
    'the job waits (17 min for a version, 5 min for a poll) is as good as lost.',
  heals: 'At the end of `for` answers are in time again; those on their way stay late.',
  example: 'at: 5m, fault: answers-late, by: 90s, for: 10m',
  source,
  drawnFor: 900_000,
  fields: { by: field('duration', 'how much later an answer arrives', { min: 1 }) },
  conditions: ({ by }) => [{ kind: 'parent-answers-late', byMs: by }],
});
