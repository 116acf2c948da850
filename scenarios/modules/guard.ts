/**
 * The guard around the functions of a person's hook: each is asked twice with the same view and must answer the same; forbidden uses, endless
 * loops and answers that are none end the run with words. An exception does not: Venice proceeds then, and so does the model.
 */
import {
  type AnyHook,
  type HookPoint,
  type HookResult,
  type HookView,
  hookPoints,
} from '../../model/index.js';
import { type Problem, ScenarioError } from '../errors.js';
import { type AnswerFlaw, readAnswer } from './answer-checks.js';
import { type ClosedRoom, placeIn, TookTooLong, visitMsMax } from './closed-room.js';
import type { FoundHook } from './export-checks.js';

/** A hook's own functions, the room they live in, and the module's path as people know it. */
export interface Guarded {
  readonly found: FoundHook;
  readonly room: ClosedRoom;
  readonly module: string;
}

/** The hook as the model asks it. */
export function guarded(of: Guarded): AnyHook {
  const { found } = of;
  const answered = hookPoints.filter((point) => Object.hasOwn(found.points, point));
  return {
    hook: found.hook,
    title: found.title,
    source: found.source,
    fields: found.fields,
    ...judges(of),
    points: Object.fromEntries(
      answered.map((point) => [
        point,
        (view: HookView, values: never) => answer(of, point, { view, values }),
      ]),
    ),
  };
}

function judges(of: Guarded): Pick<AnyHook, 'answers' | 'flaw'> {
  const { answers, flaw } = of.found;
  return {
    ...(typeof answers !== 'function'
      ? {}
      : {
          answers: (point, values) => asked(of, 'answers', () => answers(point, values)) === true,
        }),
    ...(typeof flaw !== 'function'
      ? {}
      : {
          flaw: (values) => {
            const said = asked(of, 'flaw', () => flaw(values));
            if (typeof said !== 'object' || said === null) return undefined;
            const text = (key: string): string => String(Reflect.get(said, key) ?? '');
            return { field: text('field'), message: text('message'), expected: text('expected') };
          },
        }),
  };
}

function answer(
  of: Guarded,
  point: HookPoint,
  { view, values }: { readonly view: HookView; readonly values: unknown },
): HookResult {
  const own: unknown = of.found.points[point];
  if (typeof own !== 'function') return 'PROCEED';
  const frozen = deepFrozen(values);
  const once = (): unknown => own(view, frozen);
  const first = outcomeOf(of, point, once);
  const second = outcomeOf(of, point, once);
  if (JSON.stringify(first) === JSON.stringify(second)) return first;
  const found = `${words(first)}, then ${words(second)}`;
  throw problem(of, point, undefined, {
    message: 'answers the same view differently when it is asked again',
    expected: 'a pure function: what it keeps between calls, it says with `remembers`',
    found,
  });
}

function outcomeOf(of: Guarded, point: HookPoint, work: () => unknown): HookResult {
  try {
    const read = readAnswer(point, asked(of, point, work));
    if ('result' in read) return read.result;
    throw problem(of, point, undefined, read.flaw);
  } catch (error) {
    if (error instanceof ScenarioError) throw error;
    const place = placeIn(error);
    const said = String(error).split('\n', 1)[0] ?? '';
    return { kind: 'throws', message: place === undefined ? said : `${said} at ${place}` };
  }
}

/** A visit to the room. Throws ScenarioError for what a hook may not do, and what the code throws. */
function asked(of: Guarded, name: string, work: () => unknown): unknown {
  try {
    return of.room.call(work);
  } catch (error) {
    if (error instanceof TookTooLong)
      throw problem(of, name, undefined, {
        message: `gives no answer within ${visitMsMax / 1_000} s of real time`,
        expected: 'a function that ends',
        found: 'a loop without an end?',
      });
    throw error;
  } finally {
    refuseUse(of, name);
  }
}

function refuseUse(of: Guarded, name: string): void {
  const used = of.room.takeUse();
  if (used === undefined) return;
  const { use, place } = used;
  throw problem(of, name, place, {
    message: `uses ${use.name}, ${use.what}`,
    expected: 'a pure function of the view',
    found: use.name,
    hint: use.instead,
  });
}

function problem(
  { found: { hook }, module }: Guarded,
  name: string,
  place: string | undefined,
  words: AnswerFlaw,
): ScenarioError {
  const [, file = module, line = '0', column = '1'] =
    /^(.*?):(\d+)(?::(\d+))?$/.exec(place ?? '') ?? [];
  const said: Problem = {
    file,
    line: Number(line),
    column: Number(column),
    path: `${hook}.${name}`,
    ...words,
  };
  return new ScenarioError([said]);
}

function words(result: HookResult): string {
  return typeof result === 'string' ? result : JSON.stringify(result ?? 'nothing');
}

function deepFrozen(value: unknown): unknown {
  const own = structuredClone(value);
  freeze(own);
  return own;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) freeze(part);
  Object.freeze(value);
}
