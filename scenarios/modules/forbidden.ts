/**
 * What a hook may not use, by the name it has in JavaScript, and what to do instead. A run must depend on its scenario and its seed alone, and
 * these depend on the machine, the instant or the network.
 */

/** One forbidden thing. */
export interface Forbidden {
  /** A global, or `Math.random`. */
  readonly name: string;
  readonly what: string;
  readonly instead: string;
}

function each(names: readonly string[], what: string, instead: string): Forbidden[] {
  return names.map((name) => ({ name, what, instead }));
}

/** Every forbidden thing. Names that JavaScript itself does not know are listed too, so that they are named and not just undefined. */
export const forbidden: readonly Forbidden[] = [
  ...each(
    ['Date', 'performance', 'Temporal', 'Intl'],
    "the machine's clock",
    'take view.nowMs; localTime(view.nowMs, view.zone) of venice-push-sim gives weekday and minute of the day',
  ),
  ...each(
    ['Math.random', 'crypto'],
    'real chance',
    'decide by the view; let a field of the scenario vary, or the seed, with pushsim sweep',
  ),
  ...each(
    ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
    'a timer',
    'answer at once; WAIT is asked again, and takesMs says how long the call takes',
  ),
  ...each(
    ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'navigator'],
    'the network',
    'read view.signals for what monitoring shows, or use the built-in hook remote',
  ),
  ...each(
    ['process', 'require', 'Buffer', 'global', 'Worker', 'SharedArrayBuffer', 'Atomics'],
    'the machine it runs on',
    "declare a field and take its value from the hook's second argument",
  ),
  ...each(['WeakRef', 'FinalizationRegistry'], 'the memory of the machine', 'keep nothing'),
  ...each(['console'], 'the terminal', 'put it into because (narrative) or emits (events)'),
];
