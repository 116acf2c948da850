/**
 * Entry point of the table of switches, which select the simulated Venice: every protection, gap and
 * variant. Rules take the values as arguments; there is no global state.
 */
export type {
  Policy,
  Profile,
} from './switches/declaration.js';
export { policies, profiles } from './switches/declaration.js';
export { switchesOfPolicy } from './switches/policy.js';
export { switchProblems } from './switches/problems.js';
export { asWritten, readings } from './switches/readings.js';
export { readSwitch, switchValues, switchWords } from './switches/resolve.js';
export { repairs, switchSources } from './switches/sources.js';
export {
  type SwitchName,
  type SwitchOverrides,
  type SwitchValues,
  switches,
  switchNamed,
  wordOfValue,
} from './switches/table.js';
