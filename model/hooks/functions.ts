/**
 * The hook interface as data: every function with its view, its allowed outcomes and the frequency of its calls, in the order of a store's
 * and a push's life cycle. The engines decide when to call a function.
 */

/** Outcomes of a hook; PROCEED and ABORT at all points, WAIT and ROLLBACK only at points about a version. */
export type Outcome = 'PROCEED' | 'WAIT' | 'ABORT' | 'ROLLBACK';

const all = ['PROCEED', 'ABORT', 'WAIT', 'ROLLBACK'] as const;
const some = ['PROCEED', 'ABORT'] as const;
const none = [] as const;

/** One row of the interface. */
export interface HookFunction {
  readonly name: string;
  /** Empty: the function returns nothing. */
  readonly outcomes: readonly Outcome[];
  /** Parts of the view that the function's parameters fill, besides cluster, store and configuration. */
  readonly shows: readonly string[];
  readonly asked: string;
  /** One of VIP-4's table of fourteen. */
  readonly isInProposal: boolean;
}

function row<const Name extends string, const Words extends readonly Outcome[]>(
  name: Name,
  outcomes: Words,
  of: { readonly shows: readonly string[]; readonly asked: string; readonly isInProposal: boolean },
) {
  return { name, outcomes, ...of };
}

const ofVersion = ['version', 'region'] as const;
const ofVersionWithStatus = ['version', 'region', 'jobStatus'] as const;

/** Every function of StoreLifecycleHooks. The default implementation returns PROCEED, or does nothing. */
export const hookFunctions = [
  row('validateHookConfig', some, {
    shows: ['entry'],
    asked: 'once for each key and value of a store update',
    isInProposal: true,
  }),
  row('validateHookParams', some, {
    shows: [],
    asked: 'once for each registered hook of a store update',
    isInProposal: false,
  }),
  row('preStoreCreation', some, {
    shows: [],
    asked: 'at each attempt to create a store',
    isInProposal: false,
  }),
  row('postStoreCreation', none, {
    shows: [],
    asked: 'once a store is created',
    isInProposal: false,
  }),
  row('preStoreDeletion', some, {
    shows: [],
    asked: 'at each attempt to delete a store',
    isInProposal: false,
  }),
  row('postStoreDeletion', none, {
    shows: [],
    asked: 'once a store is deleted',
    isInProposal: false,
  }),
  row('preStartOfPushJob', some, { shows: [], asked: 'once a job', isInProposal: true }),
  row('postStartOfPushJob', none, {
    shows: [],
    asked: 'once a job, if the hook before let it start',
    isInProposal: true,
  }),
  row('preSchemaRegistration', some, {
    shows: [],
    asked: 'at each attempt to register a schema',
    isInProposal: true,
  }),
  row('postSchemaRegistration', none, {
    shows: [],
    asked: 'once a schema is registered',
    isInProposal: true,
  }),
  row('preStoreVersionCreation', all, {
    shows: ofVersionWithStatus,
    asked: 'at each attempt in each region',
    isInProposal: true,
  }),
  row('postStoreVersionCreation', none, {
    shows: ofVersion,
    asked: 'once in each region that has created the version',
    isInProposal: true,
  }),
  row('preStartOfStoreVersionIngestionForDaVinci', all, {
    shows: ofVersionWithStatus,
    asked: 'once for each region with Da Vinci instances',
    isInProposal: true,
  }),
  row('postStartOfStoreVersionIngestionForDaVinci', all, {
    shows: ofVersionWithStatus,
    asked: 'once for each region whose Da Vinci instances may begin to ingest',
    isInProposal: true,
  }),
  row('postStoreVersionLeaderReplication', none, {
    shows: ofVersion,
    asked: 'once in each region whose leaders have the whole version',
    isInProposal: true,
  }),
  row('preStoreVersionSwap', all, {
    shows: ofVersionWithStatus,
    asked: 'once for each region ready to swap',
    isInProposal: true,
  }),
  row('postStoreVersionSwap', all, {
    shows: ['version', 'previousVersion', 'region', 'jobStatus'],
    asked: 'once for each region that has swapped',
    isInProposal: true,
  }),
  row('preStoreVersionDeletion', some, {
    shows: ofVersion,
    asked: 'at each attempt in each region',
    isInProposal: false,
  }),
  row('postStoreVersionDeletion', none, {
    shows: ofVersion,
    asked: 'once in each region that has deleted the version',
    isInProposal: false,
  }),
  row('preEndOfPushJob', all, {
    shows: ['jobStatus'],
    asked: 'once a job, when all regions have swapped',
    isInProposal: true,
  }),
  row('postEndOfPushJob', none, {
    shows: ['ending'],
    asked: 'once a job, however it ends',
    isInProposal: true,
  }),
] as const satisfies readonly HookFunction[];

type Row = (typeof hookFunctions)[number];

/** The name of a hook function: the point at which a hook is called. */
export type HookPoint = Row['name'];

/** Allowed outcomes at a point; `never` where nothing is returned. */
export type OutcomeAt<P extends HookPoint> = Extract<Row, { name: P }>['outcomes'][number];

/** Names of all points, in the order above. */
export const hookPoints: readonly HookPoint[] = hookFunctions.map(({ name }) => name);

/** True for a point after a step of a region, at which WAIT has the hook called again. */
export function isAfterStep(point: HookPoint): boolean {
  return point.startsWith('post') && hookFunction(point).outcomes.includes('WAIT');
}

/** The row of a point. */
export function hookFunction(point: HookPoint): HookFunction {
  const found = hookFunctions.find(({ name }) => name === point);
  if (found === undefined) throw new RangeError(`no hook function ${point}`);
  return found;
}
