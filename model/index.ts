/**
 * Public interface of the model: the World, its handlers and writers, and read-only catalogues of everything a scenario can name.
 */
export { apply } from './apply.js';
export { type Checkpoint, checkpointNames } from './checkpoints.js';
export { createWorld } from './create-world.js';
export type { Event } from './events.js';
export { describeFact, encodeFact, type Fact, type FactOf } from './facts.js';
export { type AnyFault, faults } from './faults/index.js';
export { type Field, type Fields, field, optionalField } from './fields.js';
export { handle } from './handle.js';
export { customHook, defineCustomHook, registerCustomHook } from './hooks/custom-hooks.js';
export { infeasible } from './hooks/engines.js';
export { type HookFunction, hookFunction, hookFunctions, hookPoints } from './hooks/functions.js';
export type { AnyHook, HookPoint, HookResult, HookView } from './hooks/hook.js';
export { hookNamed, hookOf, hooks } from './hooks/index.js';
export {
  localTime,
  utc,
  /** @public */
  weekdays,
  type Zone,
} from './hooks/local-time.js';
export { entryFlaw } from './hooks/overrides.js';
export { invariants } from './invariants/index.js';
export type { Breach, Invariant } from './invariants/invariant.js';
export { gapsBehind, knownGaps } from './invariants/known-gaps.js';
export { conditionsReached, sometimes } from './invariants/sometimes.js';
export { InvariantWatch } from './invariants/watch.js';
export { type LedgerEntry, ledger } from './ledger.js';
export type { MetricDeclaration, MetricValue } from './metrics/declaration.js';
export type { HookWait } from './metrics/hook-waits.js';
export { metrics } from './metrics/table.js';
export { MetricWatch } from './metrics/watch.js';
export { type Defect, defaultDefect, defects } from './monitoring/defects.js';
export { defaultMonitoring, type MonitoringSetup } from './monitoring/signals.js';
export { defaultReads } from './monitoring/traffic.js';
export type { Names } from './names.js';
export { type OperatorAction, operatorActions } from './operator/action.js';
export { type PushModeEntry, pushModes } from './push-modes.js';
export { type Refusal, refusals } from './refusals/refusals.js';
export type { RuleId } from './rules/rule.js';
export {
  defaultLatencies,
  defaultPhysics,
  defaultServers,
  defaultStore,
  type HookSetup,
  type LatencySetup,
  type LinkSetup,
  type PhysicsSetup,
  type PushEntry,
  type RegionSetup,
  type StoreSetup,
  type TimelineEntry,
  type VeniceSetup,
  type WorldSetup,
} from './setup.js';
export { type VersionStatus, versionStatuses } from './statuses.js';
export {
  asWritten,
  type Policy,
  type Profile,
  policies,
  profiles,
  readings,
  readSwitch,
  repairs,
  type SwitchName,
  type SwitchOverrides,
  type SwitchValues,
  switches,
  switchesOfPolicy,
  switchProblems,
  switchSources,
  switchValues,
  switchWords,
  wordOfValue,
} from './switches.js';
export {
  type ConfigKey,
  type ConfigurationOverrides,
  configKeyNamed,
  configKeys,
  configNames,
  configSource,
  hookConstructorPrefix,
  isSecretKey,
  keysInEffect,
  readConfigValue,
  type Standing,
  standingOf,
  veniceConfig,
} from './venice-config.js';
export type { World, WritableWorld } from './world.js';
