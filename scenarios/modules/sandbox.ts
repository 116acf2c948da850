/**
 * A sandbox for hook modules: a vm context without machine, clock, randomness, timers or network, with a limit of real time for each invocation.
 * Input and output are JSON texts; no object of one side is reachable from the other. It catches errors and is not a security boundary. Needs Node.
 */
import { types } from 'node:util';
import { type Context, createContext, Script } from 'node:vm';
import { type Forbidden, forbidden } from './forbidden.js';
import { laterAnswer, notJson, sandboxScript } from './sandbox-script.js';

/** Something forbidden was used. `place` is `file:line:column` if it is known. */
interface ForbiddenUse {
  readonly use: Forbidden;
  readonly place: string | undefined;
}

/** The result of calling a function of a module: its value as plain data, an exception, or a value beyond the caps. */
export type Answer =
  | { readonly said: unknown }
  | { readonly threw: string; readonly place: string | undefined }
  | { readonly excess: string };

/** The result of an invocation. */
export interface Reply {
  /** One return value; two for a point, which is called twice. */
  readonly answers: readonly Answer[];
  /** The view's signals were read and are not in the request; the return value is discarded. */
  readonly readsSignals: boolean;
  /** The first forbidden use, even if the code caught the exception. */
  readonly used: ForbiddenUse | undefined;
}

/** What is read or called: an export (which becomes the hook), or a function of the hook. */
export type Request =
  | { readonly kind: 'export'; readonly path: string; readonly name: string }
  | { readonly kind: 'answers'; readonly point: string }
  | { readonly kind: 'flaw' }
  | { readonly kind: 'point'; readonly point: string; readonly view: object };

/** A module's body, as module-source.ts makes it, and the path behind each of its imports. */
export interface ModuleBody {
  readonly path: string;
  readonly shownPath: string;
  readonly script: string;
  readonly offset: number;
  /** Empty: what the package offers to hooks. */
  readonly links: Readonly<Record<string, string>>;
}

/** Time limit in real milliseconds for loading a module or for one invocation; thousands of times what they need. */
export const invocationMsMax = 2_000;

/** Thrown when an invocation takes too long. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

const setUp = new Script(
  `${sandboxScript}(${JSON.stringify(forbidden.map(({ name }) => name))}); undefined`,
  { filename: 'pushsim-sandbox' },
);
const invocation = new Script('pushsimInvoke(pushsimRequest, pushsimValues)');

/** One sandbox; the modules of one hook share it. */
export class Sandbox {
  private readonly globals: Record<string, string> = Object.create(null);
  private readonly context: Context = createContext(this.globals, {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  private readonly valueTexts = new WeakMap<object, string>();

  constructor() {
    setUp.runInContext(this.context);
  }

  /** Evaluates a module after those that it imports. Throws TookTooLong, and a SyntaxError of V8. */
  load({ path, shownPath, script, offset, links }: ModuleBody): Reply {
    const head = `pushsimLoad(${JSON.stringify(path)}, ${JSON.stringify(links)}, `;
    const filename = `hook-module:${shownPath}`;
    const columnOffset = -head.length - offset;
    return this.run(new Script(`${head}${script})`, { filename, columnOffset }));
  }

  /** Calls a function of the module (a point twice). Throws TookTooLong. */
  invoke(request: Request, values: object = {}): Reply {
    this.globals.pushsimRequest = JSON.stringify(request);
    this.globals.pushsimValues = this.textOf(values);
    return this.run(invocation);
  }

  private run(script: Script): Reply {
    try {
      const text: unknown = script.runInContext(this.context, { timeout: invocationMsMax });
      return readReply(String(text));
    } catch (error) {
      throw isTimeout(error) ? new TookTooLong() : error;
    }
  }

  /** Values of a hook's fields do not change, so their text is made once. */
  private textOf(values: object): string {
    const known = this.valueTexts.get(values);
    if (known !== undefined) return known;
    const text = JSON.stringify(values);
    this.valueTexts.set(values, text);
    return text;
  }
}

/** Safe for any thrown value: runs neither a Proxy trap nor a getter. */
function isTimeout(error: unknown): boolean {
  return (
    types.isNativeError(error) &&
    Object.getOwnPropertyDescriptor(error, 'code')?.value === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

interface Told {
  readonly answers: readonly {
    readonly said?: unknown;
    readonly threw?: string;
    readonly stack?: string;
    readonly excess?: string;
  }[];
  readonly readsSignals: boolean;
  readonly used?: { readonly name: string; readonly stack: string };
}

function readReply(text: string): Reply {
  const { answers, readsSignals, used }: Told = text.includes(JSON.stringify(notJson).slice(1, -1))
    ? JSON.parse(text, special)
    : JSON.parse(text);
  const use = forbidden.find(({ name }) => name === used?.name);
  return {
    answers: answers.map(({ said, threw, excess, stack = '' }) => {
      if (excess !== undefined) return { excess };
      return threw === undefined ? { said } : { threw, place: placeIn(stack) };
    }),
    readsSignals,
    used: use === undefined ? undefined : { use, place: placeIn(used?.stack ?? '') },
  };
}

/** Values that JSON cannot represent are marked texts; a function of the module becomes a function that is never called, so that checks of exports see its type. */
function special(_: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith(notJson)) return value;
  const word = value.slice(notJson.length);
  if (word === 'function') return exportedFunction;
  if (word === 'promise') return laterAnswer;
  if (word === 'undefined') return undefined;
  return word === 'bigint' || word === 'symbol' ? Symbol(word) : Number(word);
}

const exportedFunction = Object.assign(() => {}, { toString: () => 'a function' });

/** Where in a module an error was created: the first line of the stack that is in a hook module. */
function placeIn(stack: string): string | undefined {
  const [whole, line] = [
    /hook-module:([^()\n]+?:\d+:\d+)(?:\)|\n|$)/,
    /hook-module:([^()\n]+?:\d+)(?:\n|$)/,
  ].map((form) => form.exec(stack)?.[1]);
  return whole ?? line;
}
