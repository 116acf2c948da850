/**
 * What a hook may not use, by the name it has in JavaScript, and what to do instead. A run must depend on its scenario and its seed alone, and
 * these depend on the machine, the instant, the network or the language of the host.
 */

/** One forbidden API. */
export interface Forbidden {
  /** A global, or a function of one with its whole name. */
  readonly name: string;
  readonly what: string;
  readonly instead: string;
}

function each(names: string, what: string, instead: string): Forbidden[] {
  return names.split(' ').map((name) => ({ name, what, instead }));
}

/** Every forbidden API. Host APIs (not part of ECMAScript) are listed too, so that their use gives a specific error instead of `undefined`. */
export const forbidden: readonly Forbidden[] = [
  ...each(
    'Date performance Temporal Intl',
    "the machine's clock",
    'take view.nowMs; localTime(view.zone, view.nowMs) of venice-push-sim gives weekday and minute of the day',
  ),
  ...each(
    'Math.random crypto',
    'real randomness',
    'decide by the view; let a field of the scenario vary, or the seed, with pushsim sweep',
  ),
  ...each(
    'setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame',
    'a timer',
    'return synchronously; a hook that returns WAIT is invoked again, and takesMs sets the duration of the call',
  ),
  ...each(
    'Promise Array.fromAsync AsyncDisposableStack',
    'an answer that comes later',
    'return synchronously, without promises, async and await',
  ),
  ...each(
    'fetch XMLHttpRequest WebSocket EventSource navigator',
    'the network',
    'read view.signals for what monitoring shows, or use the built-in hook remote',
  ),
  ...each(
    'process require Buffer global Worker SharedArrayBuffer Atomics WebAssembly',
    'the machine it runs on',
    "declare a field and take its value from the hook's second argument",
  ),
  ...each(
    'ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array',
    'memory without a limit',
    'use a list of numbers',
  ),
  ...each('WeakRef FinalizationRegistry', 'the memory of the machine', 'keep nothing'),
  ...each(
    'String.prototype.localeCompare String.prototype.toLocaleLowerCase String.prototype.toLocaleUpperCase Number.prototype.toLocaleString BigInt.prototype.toLocaleString Array.prototype.toLocaleString Object.prototype.toLocaleString',
    "the host's language",
    'compare texts with < and >, and write numbers with String(number)',
  ),
  ...each('console', 'the terminal', 'put it into because (narrative) or emits (events)'),
];
