/**
 * The door to the table of switches: which Venice a run simulates, down to every single protection, gap
 * and variant. Rules take the values as arguments; nothing reads them globally.
 */
export type {
  Need,
  OnOff,
  Policy,
  Profile,
  SwitchDeclaration,
  SwitchGroup,
} from './switches/declaration.js';
export { policies, profiles } from './switches/declaration.js';
export { switchesOfPolicy } from './switches/policy.js';
export { type SwitchSurroundings, switchProblems } from './switches/problems.js';
export { type ReadSwitch, readSwitch, switchValues, switchWords } from './switches/resolve.js';
export {
  isSwitchName,
  type SwitchName,
  type SwitchOverrides,
  type SwitchValues,
  switches,
  switchNamed,
  wordOfValue,
} from './switches/table.js';
