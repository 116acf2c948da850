/**
 * How V8 compiles the model when it is run very often: in a study and in an exploration. Every worker thread is a separate V8 isolate
 * and compiles its own code, so repeated compilation costs time in each of them. Affects this command's process only, never
 * users of the library; results do not depend on it.
 */
import { setFlagsFromString } from 'node:v8';

/**
 * Arrays made by `map` change their elements kind once V8 inlines `map` into its caller; code that reads such arrays was optimised
 * for the first kind and is deoptimised. Measured over 6,000 small runs: 17 deoptimisations instead of 265, and 7.5 s of CPU
 * instead of 9.5.
 */
const oneFormOfLists = '--no-turbo-inline-array-builtins';

/** Major versions of V8 that are known to have the flag: Node 20 to 24. Another version would print a warning on stderr. */
const knowsTheFlag = { from: 11, to: 13 };

/** To be called before the threads start; it holds for all of them. */
export function tuneCompiler(v8 = process.versions.v8, setFlag = setFlagsFromString): void {
  const major = Number.parseInt(v8, 10);
  if (major >= knowsTheFlag.from && major <= knowsTheFlag.to) setFlag(oneFormOfLists);
}
