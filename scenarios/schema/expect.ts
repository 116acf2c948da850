/**
 * The expectations of a file: how pushes and the operator's actions end, and the state at an instant.
 * Every expectation gets the text that reports show; whether it held is decided after the run.
 */
import { checkpointNames, versionStatuses } from '../../model/index.js';
import { formatDuration } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { limits } from '../limits.js';
import type { Expectation, Moment } from '../scenario.js';
import { countsSchema } from './expect-counts.js';
import { metricSchema } from './expect-metric.js';
import { leaf, mapping, type Schema } from './leaf.js';
import { momentOrEnd, pushName, regionName, storeName } from './references.js';
import { count, duration, flag, text, word } from './values.js';
import { oneOf, type Purpose } from './variants.js';

/** An expectation without its line number. */
export type Unplaced = Expectation extends infer E
  ? E extends Expectation
    ? Omit<E, 'line'>
    : never
  : never;

/** One entry of `expect`. */
export function expectationSchema(known: DeclaredNames, purpose: Purpose): Schema<Unplaced> {
  const sorts = [
    { key: 'metric', schema: () => metricSchema(known) },
    { key: 'counts', schema: () => countsSchema(known) },
    { key: 'tells', schema: () => tellsSchema() },
    { key: 'operator', schema: () => operatorSchema(known) },
    { key: 'push', schema: () => pushSchema(known) },
    { key: 'recovery', schema: () => recoverySchema(known) },
    { key: 'daVinciServes', schema: () => daVinciSchema(known) },
    { key: 'serves', schema: () => servesSchema(known) },
    { key: 'degraded', schema: () => degradedSchema(known) },
    { key: 'status', schema: () => statusSchema(known) },
  ];
  return oneOf<Unplaced>('an expectation', sorts, purpose);
}

function pushSchema(known: DeclaredNames): Schema<Unplaced> {
  return mapping({
    push: pushName('the push it is about', known),
    ends: word('how it ends', ['succeeded', 'failed', 'refused', 'killed', 'died', 'running']),
    because: because(),
    checkpoint: word('the last step its job has reported', checkpointNames).optional(),
  }).transform((written) => {
    const reason = reasonText(written.because);
    const reached = written.checkpoint === undefined ? '' : ` at ${written.checkpoint}`;
    return {
      kind: 'push-ends',
      ...kept(written),
      text: `push ${written.push} ends ${written.ends}${reached}${reason}`,
    };
  });
}

function operatorSchema(known: DeclaredNames): Schema<Unplaced> {
  const actions = known.catalogue.operatorActions.map(({ action }) => action);
  return mapping({
    operator: word('the action it is about', actions),
    region: regionName('the region it was about', known).optional(),
    ends: word('whether it was carried out', ['done', 'refused']),
    because: because(),
  }).transform(({ operator: action, ...written }) => {
    const where = written.region === undefined ? '' : ` of ${written.region}`;
    const said = `the operator's ${action}${where} is ${written.ends}${reasonText(written.because)}`;
    return { kind: 'operator', action, ...kept(written), text: said };
  });
}

function statusSchema(known: DeclaredNames): Schema<Unplaced> {
  return mapping({
    ...when(known),
    store: storeName('the store', known),
    version: version(1),
    region: regionName('in this region; absent = in the parent', known).optional(),
    status: word("the version's status", versionStatuses),
  }).transform(({ at = 'end', ...written }) => {
    const where = written.region === undefined ? '' : ` in ${written.region}`;
    const said = `${written.store} v${written.version} is ${written.status}${where}`;
    return {
      kind: 'version-status',
      at,
      ...kept(written),
      text: `${momentText(at, known)} ${said}`,
    };
  });
}

function servesSchema(known: DeclaredNames): Schema<Unplaced> {
  return mapping({
    ...when(known),
    store: storeName('the store', known),
    region: regionName('the region; absent = the current version of the parent', known).optional(),
    serves: version(0),
  }).transform(({ at = 'end', store, region, serves }) => {
    const said =
      region === undefined
        ? `the parent's current version of ${store} is ${serves === 0 ? 'none' : `v${serves}`}`
        : serves === 0
          ? `${region} serves no version of ${store}`
          : `${region} serves ${store} v${serves}`;
    return {
      kind: 'serves',
      at,
      ...kept({ store, region }),
      version: serves,
      text: `${momentText(at, known)} ${said}`,
    };
  });
}

function daVinciSchema(known: DeclaredNames): Schema<Unplaced> {
  return mapping({
    ...when(known),
    store: storeName('the store', known),
    region: regionName('the region', known),
    daVinciServes: version(0),
    instances: instances().optional(),
  }).transform(({ at = 'end', store, region, daVinciServes, instances: many = 'all' }) => {
    const who = many === 'all' ? 'all Da Vinci instances' : `${many} Da Vinci instances`;
    const said = `${who} in ${region} serve ${store} v${daVinciServes}`;
    const about = { store, region, version: daVinciServes, instances: many };
    return { kind: 'dvc-serves', at, ...about, text: `${momentText(at, known)} ${said}` };
  });
}

function degradedSchema(known: DeclaredNames): Schema<Unplaced> {
  return mapping({
    ...when(known),
    region: regionName('the region', known),
    degraded: flag('whether it is marked degraded'),
  }).transform(({ at = 'end', region, degraded }) => {
    const said = `${region} is ${degraded ? '' : 'not '}marked degraded`;
    return { kind: 'degraded', at, region, degraded, text: `${momentText(at, known)} ${said}` };
  });
}

function recoverySchema(known: DeclaredNames): Schema<Unplaced> {
  return mapping({
    ...when(known),
    recovery: regionName('the region that recovers', known),
    recovered: count('stores recovered', 0, limits.stores).optional(),
    failed: count('stores that could not be recovered', 0, limits.stores).optional(),
    complete: flag('whether the recovery is over').optional(),
    begun: count('recoveries of the region begun so far', 1, limits.eventsMax).optional(),
  }).transform(({ at = 'end', recovery: region, ...written }) => {
    const parts = [
      written.recovered === undefined ? '' : `has recovered ${written.recovered}`,
      written.failed === undefined ? '' : `has failed ${written.failed}`,
      written.complete === undefined ? '' : `is ${written.complete ? '' : 'not '}complete`,
      written.begun === undefined ? '' : `is number ${written.begun}`,
    ].filter((part) => part !== '');
    const stands = parts.length === 0 ? 'has begun' : parts.join(', ');
    const said = `the recovery of ${region} ${stands}`;
    return {
      kind: 'recovery',
      at,
      region,
      ...kept(written),
      text: `${momentText(at, known)} ${said}`,
    };
  });
}

function tellsSchema(): Schema<Unplaced> {
  return mapping({
    tells: text('part of a line of the narrative, who included'),
    after: text('only lines after the first one that contains this; absent = all').optional(),
    within: duration(
      'only lines so soon after that one; without it, after the start of the run',
    ).optional(),
    times: count('how many lines contain it; absent = one or more', 0, limits.eventsMax).optional(),
  }).transform((written) => {
    const { tells, after, within, times } = written;
    const soon = within === undefined ? '' : ` within ${formatDuration(within)}`;
    const from = after === undefined ? '' : ` after "${after}"`;
    return {
      kind: 'tells',
      ...kept(written),
      text: `the narrative says "${tells}"${timesText(times)}${soon}${from}`,
    };
  });
}

function timesText(times: number | undefined): string {
  if (times === undefined) return '';
  return times === 0 ? ' never' : times === 1 ? ' once' : ` ${times} times`;
}

function when(known: DeclaredNames) {
  return { at: momentOrEnd('when it must be so; absent = at the end', known).optional() };
}

function because() {
  return text('must be part of the reason that is given').optional();
}

function version(min: number): Schema<number> {
  return count(min === 0 ? 'a version number; 0 = none' : 'a version number', min, 1_000_000);
}

function instances(): Schema<number | 'all'> {
  return leaf<number | 'all'>({
    expected: 'a whole number, or all',
    json: {
      anyOf: [{ type: 'integer', minimum: 0 }, { const: 'all' }],
      description: 'how many instances',
    },
    read: (value) => {
      if (value === 'all') return { value };
      const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
      return isCount ? { value } : { message: 'is not a number of instances' };
    },
  });
}

function momentText(at: Moment, { start }: DeclaredNames): string {
  return at === 'end' ? 'at the end' : `at ${formatDuration(at - start)}`;
}

function reasonText(reason: string | undefined): string {
  return reason === undefined ? '' : `, because "${reason}"`;
}

/** Without the keys whose value is undefined. */
function kept<T extends object>(written: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(written).filter(([, value]) => value !== undefined);
  // Safe: optional keys stay optional; what is left has a value.
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
