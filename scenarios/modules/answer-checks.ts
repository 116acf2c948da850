/** Validates the return value of a custom hook: an outcome that the function may return, or a description of what was expected. */
import { type HookPoint, type HookResult, hookFunction } from '../../model/index.js';
import { foundText } from '../diagnostic.js';
import { didYouMean } from '../near-miss.js';
import { answerCaps, laterAnswer } from './sandbox-script.js';

/** What is wrong with an answer. */
export interface AnswerFlaw {
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly hint?: string | undefined;
}

/** A valid outcome as plain data of the host, or what is wrong with it. */
export type ReadAnswer = { readonly result: HookResult } | { readonly diagnostic: AnswerFlaw };

/** A value above the size limits of the sandbox. */
export function excessDiagnostic(found: string): AnswerFlaw {
  const { characters, values, levels } = answerCaps;
  const expected = `at most ${values} values, ${levels} levels, and texts of ${characters} characters`;
  return { message: 'this is larger than a hook may say', expected, found };
}

const keys = ['kind', 'outcome', 'takesMs', 'remembers', 'emits', 'because'];

/** Reads what a function returned at a point. */
export function readAnswer(point: HookPoint, said: unknown): ReadAnswer {
  if (said === undefined || said === null) return { result: null };
  const word = typeof said === 'string' ? said : part(said, 'outcome');
  if (said === laterAnswer)
    return wrong(point, 'a promise', 'return synchronously, without async and await');
  const outcome = words(point).find((one) => one === word);
  if (outcome === undefined) return notAWord(point, said, word);
  if (typeof said === 'string') return { result: outcome };
  const unknown = Object.keys(Object(said)).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    return {
      diagnostic: {
        message: `an answer has no ${unknown}`,
        expected: keys.slice(1).join(', '),
        found: unknown,
        hint: didYouMean(unknown, keys),
      },
    };
  return details(said, outcome);
}

function details(said: object, outcome: ReturnType<typeof words>[number]): ReadAnswer {
  for (const key of ['takesMs', 'remembers'] as const) {
    const value = part(said, key);
    const fits = value === undefined || (typeof value === 'number' && Number.isFinite(value));
    if (!fits || (key === 'takesMs' && Number(value) < 0))
      return {
        diagnostic: {
          message: `${key} is no number`,
          expected: 'a number',
          found: foundText(value),
        },
      };
  }
  for (const key of ['emits', 'because'] as const) {
    const value = part(said, key);
    if (value !== undefined && typeof value !== 'string')
      return {
        diagnostic: { message: `${key} is no text`, expected: 'a text', found: foundText(value) },
      };
  }
  const { takesMs, remembers, emits, because } = Object(said);
  return {
    result: {
      kind: 'answers',
      outcome,
      ...(takesMs === undefined ? {} : { takesMs }),
      ...(remembers === undefined ? {} : { remembers }),
      ...(emits === undefined ? {} : { emits }),
      ...(because === undefined ? {} : { because }),
    },
  };
}

/** PROCEED is allowed at every point, also where no outcome is expected. */
function words(point: HookPoint) {
  const { outcomes } = hookFunction(point);
  return outcomes.length === 0 ? (['PROCEED'] as const) : outcomes;
}

function notAWord(point: HookPoint, said: unknown, word: unknown): ReadAnswer {
  const found = typeof said === 'object' && word !== undefined ? word : said;
  const hint = typeof found === 'string' ? didYouMean(found, words(point)) : undefined;
  return wrong(point, typeof found === 'function' ? 'a function' : foundText(found), hint);
}

function wrong(point: HookPoint, found: string, hint?: string): ReadAnswer {
  const expected = `${words(point).join(', ')}, { outcome, because, … } or nothing`;
  return {
    diagnostic: { message: `${point} cannot answer that`, expected, found, hint },
  };
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
