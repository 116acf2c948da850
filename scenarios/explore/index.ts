/**
 * Exploring, behind a door of its own: a program that only runs or checks scenarios does not load what draws them.
 */
export {
  conductHunt,
  type DrawnFinding,
  type HuntExecutor,
  type HuntState,
  huntBegins,
  type ShrunkFinding,
} from './conduct-hunt.js';
export {
  addStretches,
  documentOfRun,
  exploreStretch,
  type Hunt,
  type HuntBase,
  type Stretch,
} from './explore.js';
export { findingText } from './finding-text.js';
export { huntJson } from './hunt-json.js';
export { mendedBy } from './mended-by.js';
export { asDrawn, shrinkRun } from './shrink.js';
export { startHunt } from './start-hunt.js';
export { baseOfHunt } from './starting-document.js';
