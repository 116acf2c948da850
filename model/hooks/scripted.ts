/** Returns results from the scenario: a sequence of outcomes at one point, exceptions, hangs. For testing the effect of an outcome. */
import { field, optionalField } from '../fields.js';
import { type HookPoint, hookFunctions, hookPoints } from './functions.js';
import { defineHook, type HookResult, type HookView } from './hook.js';

const answers = ['PROCEED', 'WAIT', 'ABORT', 'ROLLBACK', 'throws', 'hangs', 'nothing'] as const;

/** Results allowed at every function. */
const always = ['PROCEED', 'throws', 'hangs', 'nothing'];

const fields = {
  point: field('word', 'the function it answers', {
    words: hookPoints,
    samples: [
      'preStartOfPushJob',
      'preStoreVersionCreation',
      'preStartOfStoreVersionIngestionForDaVinci',
      'postStartOfStoreVersionIngestionForDaVinci',
      'preStoreVersionSwap',
      'postStoreVersionSwap',
      'preEndOfPushJob',
    ],
  }),
  answers: field('words', 'its answers in turn; the last one repeats', { words: answers }),
  region: optionalField('region', 'only for this region; elsewhere it proceeds'),
};

interface Values {
  readonly point: string;
  readonly answers: readonly string[];
  readonly region: string | undefined;
}

type Points = { readonly [P in HookPoint]: (view: HookView, values: Values) => never };

export const scripted = defineHook({
  hook: 'scripted',
  title: 'Answers what the scenario says, in turn',
  example: 'hook: scripted, point: preStoreVersionSwap, answers: [WAIT, PROCEED]',
  source: 'a rehearsal aid, not a Venice hook',
  drawWeight: 8,
  fields,
  answers: (point, values) => values.point === point,
  flaw: ({ point, answers: said }) => {
    const row = hookFunctions.find(({ name }) => name === point);
    const allowed: readonly string[] = [...new Set([...(row?.outcomes ?? []), ...always])];
    const wrong = said.find((word) => !allowed.includes(word));
    if (wrong === undefined) return undefined;
    const message = `${point} cannot answer ${wrong}`;
    return { field: 'answers', message, expected: `some of ${allowed.join(', ')}` };
  },
  // Safe: the caller treats outcomes that a point does not allow as PROCEED.
  points: Object.fromEntries(hookPoints.map((point) => [point, answer])) as Points,
});

function answer(view: HookView, values: Values): HookResult {
  if (values.region !== undefined && values.region !== view.region) return 'PROCEED';
  const turn = Math.min(view.attempt, values.answers.length) - 1;
  return result(values.answers[turn] ?? 'PROCEED');
}

function result(word: string): HookResult {
  switch (word) {
    case 'throws':
      return { kind: 'throws', message: 'scripted exception' };
    case 'hangs':
      return { kind: 'hangs' };
    case 'nothing':
      return null;
    case 'WAIT':
    case 'ABORT':
    case 'ROLLBACK':
      return word;
    default:
      return 'PROCEED';
  }
}
