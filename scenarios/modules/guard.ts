/**
 * The guard around the functions of a custom hook: each is called twice with the same view and must return the same outcome; forbidden APIs,
 * endless loops and invalid outcomes end the run with a message. An exception does not: Venice proceeds then, and so does the model.
 */
import {
  type AnyHook,
  type HookPoint,
  type HookResult,
  type HookView,
  hookPoints,
} from '../../model/index.js';
import { part } from '../document-parts.js';
import { type Problem, ScenarioError } from '../errors.js';
import { type AnswerFlaw, excessDiagnostic, readAnswer } from './answer-checks.js';
import type { FoundHook } from './export-checks.js';
import {
  type Answer,
  invocationMsMax,
  type Reply,
  type Request,
  type Sandbox,
  TookTooLong,
} from './sandbox.js';

/** What a module exports, the sandbox its functions live in, and the module's path for messages. */
export interface Guarded {
  readonly found: FoundHook;
  readonly sandbox: Sandbox;
  readonly module: string;
}

/** The hook as the model calls it. */
export function guarded(of: Guarded): AnyHook {
  const { hook, title, source, fields, points } = of.found;
  const answered = hookPoints.filter((point) => Object.hasOwn(points, point));
  return {
    hook,
    title,
    source,
    fields,
    ...judges(of),
    points: Object.fromEntries(
      answered.map((point) => [
        point,
        (view: HookView, values: object) => answer(of, point, view, values),
      ]),
    ),
  };
}

function judges(of: Guarded): Pick<AnyHook, 'answers' | 'flaw'> {
  const { answers, diagnostic } = of.found;
  return {
    ...(typeof answers !== 'function'
      ? {}
      : { answers: (point, values) => judged(of, { kind: 'answers', point }, values) === true }),
    ...(typeof diagnostic !== 'function'
      ? {}
      : {
          flaw: (values) => {
            const said = judged(of, { kind: 'flaw' }, values);
            if (typeof said !== 'object' || said === null) return undefined;
            const text = (key: string): string => String(part(said, key) ?? '');
            return { field: text('field'), message: text('message'), expected: text('expected') };
          },
        }),
  };
}

/** What `answers` or `flaw` returns; an exception in them is an error of the module. */
function judged(of: Guarded, request: Request, values: object): unknown {
  const { kind } = request;
  const [said] = invoke(of, kind, request, values).answers;
  if (said !== undefined && 'said' in said) return said.said;
  if (said !== undefined && 'excess' in said)
    throw problem(of, kind, undefined, excessDiagnostic(said.excess));
  throw problem(of, kind, said?.place, {
    message: `fails: ${said?.threw.split('\n', 1)[0]}`,
    expected: 'a function that returns',
    found: 'an exception',
  });
}

function answer(of: Guarded, point: HookPoint, view: HookView, values: object): HookResult {
  const { answers } = askedPoint(of, point, view, values);
  const [first, second] = answers.map((one) => resultOf(of, point, one));
  if (JSON.stringify(first) === JSON.stringify(second)) return first;
  throw problem(of, point, undefined, {
    message: 'returns different outcomes for the same view',
    expected: 'a pure function: what it keeps between calls, it says with `remembers`',
    found: `${words(first)}, then ${words(second)}`,
  });
}

/** Reading signals draws random numbers, so they are generated only for a hook that reads them. */
function askedPoint(of: Guarded, point: HookPoint, view: HookView, values: object): Reply {
  const shown: Record<string, unknown> = {};
  for (const key of Object.keys(view)) if (key !== 'signals') shown[key] = Reflect.get(view, key);
  const reply = invoke(of, point, { kind: 'point', point, view: shown }, values);
  if (!reply.readsSignals) return reply;
  const whole = { ...shown, signals: view.signals };
  return invoke(of, point, { kind: 'point', point, view: whole }, values);
}

function resultOf(of: Guarded, point: HookPoint, one: Answer): HookResult {
  if ('threw' in one) {
    const said = one.threw.split('\n', 1)[0] ?? '';
    return { kind: 'throws', message: one.place === undefined ? said : `${said} at ${one.place}` };
  }
  if ('excess' in one) throw problem(of, point, undefined, excessDiagnostic(one.excess));
  const read = readAnswer(point, one.said);
  if ('result' in read) return read.result;
  throw problem(of, point, undefined, read.diagnostic);
}

/** Throws ScenarioError for what a hook may not do. */
function invoke(of: Guarded, name: string, request: Request, values: object): Reply {
  const reply = replyOf(of, name, request, values);
  if (reply.used === undefined) return reply;
  const { use, place } = reply.used;
  throw problem(of, name, place, {
    message: `uses ${use.name}, ${use.what}`,
    expected: 'a pure function of the view',
    found: use.name,
    hint: use.instead,
  });
}

function replyOf(of: Guarded, name: string, request: Request, values: object): Reply {
  try {
    return of.sandbox.invoke(request, values);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    throw problem(of, name, undefined, {
      message: `gives no answer within ${invocationMsMax / 1_000} s of real time`,
      expected: 'a function that ends',
      found: 'a loop without an end?',
    });
  }
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
