/**
 * Exploring, behind a door of its own: a program that only runs or checks scenarios does not load what draws them.
 */
export {
  addStretches,
  documentOfRun,
  exploreStretch,
  type Hunt,
  type HuntBase,
  type Stretch,
} from './explore.js';
export type { ShrunkFinding } from './explore-pool.js';
export { findingText } from './finding-text.js';
export { mendedBy } from './mended-by.js';
export { shrinkRun } from './shrink.js';
export { startHunt } from './start-hunt.js';
export { baseOfHunt } from './starting-document.js';
