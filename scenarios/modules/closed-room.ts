/**
 * A closed room for hook modules: JavaScript without machine, clock, chance, timers or network, and with a limit of real time for each visit.
 * It catches mistakes and is no wall against malice: code runs only for those who allow it. Needs Node.
 */
import { type Context, createContext, Script } from 'node:vm';
import { type Forbidden, forbidden } from './forbidden.js';

/** Something forbidden was used. `place` is `file:line:column` if it is known. */
export interface ForbiddenUse {
  readonly use: Forbidden;
  readonly place: string | undefined;
}

/** Real time that loading a module or one answer may take: thousands of times what they need. */
export const visitMsMax = 2_000;

/** Thrown when a visit takes too long. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

const visit = new Script('pushsimVisit()');

/** One room; the modules of one hook share it. */
export class ClosedRoom {
  private readonly context: Context;
  private readonly own: Record<string, unknown> = {};
  private used: ForbiddenUse | undefined;

  constructor() {
    for (const use of forbidden) {
      if (use.name === 'Math.random') continue;
      Object.defineProperty(this.own, use.name, { get: () => this.refuse(use) });
    }
    this.context = createContext(this.own, {
      codeGeneration: { strings: false, wasm: false },
      microtaskMode: 'afterEvaluate',
    });
    const chance = forbidden.find(({ name }) => name === 'Math.random');
    const math: unknown = new Script('Math').runInContext(this.context);
    if (chance !== undefined && typeof math === 'object' && math !== null)
      Object.assign(math, { random: () => this.refuse(chance) });
  }

  /** What a script is worth. Throws what it throws. */
  evaluate(script: string, file: string, columnOffset: number): unknown {
    const compiled = new Script(script, { filename: `hook-module:${file}`, columnOffset });
    return compiled.runInContext(this.context, { timeout: visitMsMax });
  }

  /** Calls into the room. Throws TookTooLong, and what the code throws. */
  call<T>(work: () => T): T {
    let result: { readonly value: T } | undefined;
    this.own.pushsimVisit = () => {
      result = { value: work() };
    };
    try {
      visit.runInContext(this.context, { timeout: visitMsMax });
    } catch (error) {
      if (isTimeout(error)) throw new TookTooLong();
      throw error;
    }
    if (result === undefined) throw new TookTooLong();
    return result.value;
  }

  /** The first forbidden use since the last question, even if the code has caught the exception. */
  takeUse(): ForbiddenUse | undefined {
    const { used } = this;
    this.used = undefined;
    return used;
  }

  private refuse(use: Forbidden): never {
    const error = new Error(`a hook may not use ${use.name}`);
    this.used = this.used ?? { use, place: placeIn(error) };
    throw error;
  }
}

/** Errors of the room are of another realm, so only what they say can be asked. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    Reflect.get(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

/** Where code of a module was when an error was made: the first line of the stack that is none of ours and none of Node's. */
export function placeIn(error: unknown): string | undefined {
  const stack =
    typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : '';
  const [whole, line] = [
    /hook-module:([^()\n]+?:\d+:\d+)(?:\)|\n|$)/,
    /hook-module:([^()\n]+?:\d+)(?:\n|$)/,
  ].map((form) => form.exec(stack)?.[1]);
  return whole ?? line;
}
