/**
 * The door to the table of switches: which Venice a run simulates, down to every single protection, gap
 * and variant. Rules take the values as arguments; nothing reads them globally.
 */
export type {
  Policy,
  Profile,
} from './switches/declaration.js';
export { policies, profiles } from './switches/declaration.js';
export { switchesOfPolicy } from './switches/policy.js';
export { switchProblems } from './switches/problems.js';
export { readSwitch, switchValues, switchWords } from './switches/resolve.js';
export {
  type SwitchName,
  type SwitchOverrides,
  type SwitchValues,
  switches,
  switchNamed,
  wordOfValue,
} from './switches/table.js';
