/**
 * Every name that a scenario file may use or `explain` accepts, as one value. `list`, `explain`, `schema` and `explore`
 * take it as an argument; `modelCatalogue` is the real one of the model. A new entry needs a line in the list of its kind in `model`, and
 * no change here.
 */
import {
  type AnyFault,
  type AnyHook,
  configKeys,
  faults,
  type HookFunction,
  hookFunctions,
  hooks,
  type Invariant,
  invariants,
  type LedgerEntry,
  ledger,
  type MetricDeclaration,
  metrics,
  type OperatorAction,
  operatorActions,
  pushModes,
  type Refusal,
  refusals,
  switches,
} from '../model/index.js';

/** The lists of the model, one for each kind of thing. */
export interface ModelCatalogue {
  readonly faults: readonly AnyFault[];
  readonly hooks: readonly AnyHook[];
  readonly hookFunctions: readonly HookFunction[];
  readonly operatorActions: readonly OperatorAction[];
  readonly pushModes: typeof pushModes;
  readonly invariants: readonly Invariant[];
  readonly rules: readonly LedgerEntry[];
  readonly refusals: readonly Refusal[];
  readonly metrics: readonly MetricDeclaration[];
  readonly switches: typeof switches;
  readonly configKeys: typeof configKeys;
}

/** What the package simulates. */
export const modelCatalogue: ModelCatalogue = {
  faults,
  hooks,
  hookFunctions,
  operatorActions,
  pushModes,
  invariants,
  rules: ledger,
  refusals,
  metrics,
  switches,
  configKeys,
};
