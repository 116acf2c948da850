/**
 * How V8 compiles the model when it is run very often: in a study and in a hunt. Every worker thread is a program of its own to V8 and
 * compiles what it runs for itself, so whatever is compiled twice is paid for in each of them. Concerns this command's process alone, never
 * a library's user; answers do not depend on it.
 */
import { setFlagsFromString } from 'node:v8';

/**
 * A list made by `map` has another form once V8 has written the loop of `map` into its caller; everything that reads such a list was compiled
 * for the first form and is thrown away. Measured: 6,000 small runs make V8 throw away 17 functions instead of 265 and take 7.5 s of CPU
 * instead of 9.5.
 */
const oneFormOfLists = '--no-turbo-inline-array-builtins';

/** Major versions of V8 that are known to have the flag: Node 20 to 24. Another one would complain on stderr. */
const knowsTheFlag = { from: 11, to: 13 };

/** To be called before the threads start; it holds for all of them. */
export function tuneCompiler(v8 = process.versions.v8, setFlag = setFlagsFromString): void {
  const major = Number.parseInt(v8, 10);
  if (major >= knowsTheFlag.from && major <= knowsTheFlag.to) setFlag(oneFormOfLists);
}
