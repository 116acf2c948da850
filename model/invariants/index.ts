/** Every invariant that watches a run, in the order of their ids. Adding one is a file beside this one and a line here. */
import { currentHasData, currentTopicKept } from './current-version.js';
import { degradedNeverIngests, noGhostVersion } from './ghost-version.js';
import type { Invariant } from './invariant.js';
import { successMeansServing } from './push-success.js';
import { oneRecovery } from './recovery.js';

export const invariants: readonly Invariant[] = [
  noGhostVersion,
  degradedNeverIngests,
  currentHasData,
  currentTopicKept,
  successMeansServing,
  oneRecovery,
];
