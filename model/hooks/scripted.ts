/** Answers from the scenario: the same words at one point, region by region, for rehearsing what an outcome does. */
import { field, optionalField } from '../fields.js';
import { defineHook, type HookAnswer, type HookView } from './hook.js';

const answers = ['PROCEED', 'WAIT', 'ABORT', 'ROLLBACK', 'throws', 'hangs'] as const;
const points = [
  'preStartOfPushJob',
  'preStoreVersionCreation',
  'preStartOfStoreVersionIngestionForDaVinci',
  'postStartOfStoreVersionIngestionForDaVinci',
  'preStoreVersionSwap',
  'postStoreVersionSwap',
  'preEndOfPushJob',
] as const;

const fields = {
  point: field('word', 'the point it answers', { words: points }),
  answers: field('words', 'its answers in turn; the last one repeats', { words: answers }),
  region: optionalField('region', 'only for this region; elsewhere it proceeds'),
};

interface Values {
  readonly point: string;
  readonly answers: readonly string[];
  readonly region: string | undefined;
}

export const scripted = defineHook({
  hook: 'scripted',
  title: 'Answers what the scenario says, in turn',
  source: 'a rehearsal aid, not a Venice hook',
  fields,
  answers: (point, values) => values.point === point,
  points: {
    preStartOfPushJob: answerAt('preStartOfPushJob'),
    preStoreVersionCreation: answerAt('preStoreVersionCreation'),
    preStartOfStoreVersionIngestionForDaVinci: answerAt(
      'preStartOfStoreVersionIngestionForDaVinci',
    ),
    postStartOfStoreVersionIngestionForDaVinci: answerAt(
      'postStartOfStoreVersionIngestionForDaVinci',
    ),
    preStoreVersionSwap: answerAt('preStoreVersionSwap'),
    postStoreVersionSwap: answerAt('postStoreVersionSwap'),
    preEndOfPushJob: answerAt('preEndOfPushJob'),
  },
});

function answerAt(point: string): (view: HookView, values: Values) => HookAnswer {
  return (view, values) => {
    const applies =
      values.point === point && (values.region === undefined || values.region === view.region);
    if (!applies) return 'PROCEED';
    const turn = Math.min(view.askedBefore, values.answers.length - 1);
    return answerOf(values.answers[turn] ?? 'PROCEED');
  };
}

function answerOf(word: string): HookAnswer {
  switch (word) {
    case 'WAIT':
    case 'ABORT':
    case 'ROLLBACK':
      return word;
    case 'throws':
      return { kind: 'throws', message: 'scripted exception' };
    case 'hangs':
      return { kind: 'hangs' };
    default:
      return 'PROCEED';
  }
}
