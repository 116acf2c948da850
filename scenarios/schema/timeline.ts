/**
 * The entries of a timeline: faults, the operator's actions, pushes. The sorts of faults and actions and
 * their fields come from the model's own lists; this file names none of them.
 */
import * as z from 'zod';
import {
  type AnyFault,
  type Defect,
  defaultDefect,
  defects,
  type OperatorAction,
  type TimelineEntry,
} from '../../model/index.js';
import { formatDuration } from '../../sim/index.js';
import type { DeclaredNames } from '../declared-names.js';
import { limits } from '../limits.js';
import { omitUndefined } from '../omit-undefined.js';
import { fieldReader } from './fields.js';
import { list, mapping, type Schema } from './leaf.js';
import { moment, regionNames, storeName } from './references.js';
import { count, declaredName, duration, factor, flag, rate, size, text, word } from './values.js';
import { oneOf, type Purpose, type Variant } from './variants.js';

/** An entry of the timeline. */
export function timelineSchema(known: DeclaredNames, purpose: Purpose): Schema<TimelineEntry> {
  const sorts: Variant<TimelineEntry>[] = [
    ...known.catalogue.faults.map((fault) => faultVariant(fault, known)),
    ...known.catalogue.operatorActions.map((action) => operatorVariant(action, known)),
    { key: 'push', schema: () => pushSchema(known) },
  ];
  if (purpose === 'published') sorts.push({ key: 'every', schema: recurringSchema });
  return oneOf('a fault, an operator action or a push', sorts, purpose);
}

/**
 * A recurring entry as editors see it. Files are checked without it: the entries that it stands for have replaced it by then
 * (scenarios/recurring).
 */
function recurringSchema(): Schema<TimelineEntry> {
  const names = (meaning: string) =>
    z.union([text(meaning), list(text(meaning), limits.stores)]).meta({ description: meaning });
  return z
    .looseObject({
      every: duration('the entry stands for many: time between two rounds', { min: 1 }),
      from: text(
        'the first round, after the start of the run; absent = 0s; `at` says the same',
      ).optional(),
      until: duration('rounds begin before it; absent = the horizon').optional(),
      times: count('how many rounds at most', 1, limits.timelineEntries).optional(),
      apart: duration('between two entries of one round; absent = 0s').optional(),
      stores: names('an entry for each store that a name or pattern such as s* matches').optional(),
      regions: names('an entry for each region that a name or pattern matches').optional(),
    })
    .meta({
      description:
        'a push, a fault or an operator action in rounds; {store}, {region} and {n}, the number of the round, can stand in its texts',
    }) as unknown as Schema<TimelineEntry>;
}

function faultVariant(fault: AnyFault, known: DeclaredNames): Variant<TimelineEntry> {
  return { key: 'fault', word: fault.kind, schema: () => faultSchema(fault, known) };
}

function faultSchema(fault: AnyFault, known: DeclaredNames): Schema<TimelineEntry> {
  const { kind, title, fields } = fault;
  const reader = fieldReader(fields, known, ['at', 'fault', 'for']);
  const unsaid = fault.lasts === undefined ? 'to the end' : formatDuration(fault.lasts);
  return mapping({
    at: moment('when it begins', known),
    fault: z.literal(kind).meta({ description: title }),
    for: duration(`how long it lasts; absent = ${unsaid}`, { min: 1 }).optional(),
    ...reader.bricks,
  }).transform((written): TimelineEntry => {
    const { at, for: lasts = fault.lasts } = written;
    const values = reader.valuesOf(written);
    return { kind: 'fault', at, fault: kind, values, ...(lasts === undefined ? {} : { lasts }) };
  });
}

function operatorVariant(action: OperatorAction, known: DeclaredNames): Variant<TimelineEntry> {
  const schema = (): Schema<TimelineEntry> => operatorSchema(action, known);
  return { key: 'operator', word: action.action, schema };
}

function operatorSchema(
  { action, title, fields }: OperatorAction,
  known: DeclaredNames,
): Schema<TimelineEntry> {
  const reader = fieldReader(fields, known, ['at', 'operator']);
  return mapping({
    at: moment('when it is done', known),
    operator: z.literal(action).meta({ description: title }),
    ...reader.bricks,
  }).transform((written): TimelineEntry => {
    return { kind: 'operator', at: written.at, action, values: reader.valuesOf(written) };
  });
}

function pushSchema(known: DeclaredNames): Schema<TimelineEntry> {
  const { pushModes } = known.catalogue;
  const modes = pushModes.map(({ mode }) => mode);
  return mapping({
    at: moment('when the push job starts', known),
    push: declaredName("the push's name"),
    id: declaredName(
      "the id that its job gives to the parent, so that two jobs may share one; absent = the push's name",
    ).optional(),
    store: storeName('the store that is pushed', known),
    mode: word(`what sort of push; absent = ${pushModes[0].mode}`, modes).optional(),
    targets: regionNames(
      'the regions that the job requests; absent = the mode decides',
      known,
    ).optional(),
    newSchema: flag(
      'its records need a schema that the store does not have yet; absent = false',
    ).optional(),
    size: size(
      "bytes of this push; absent = the store's size, a tenth of it for an incremental push",
    ).optional(),
    of: count(
      'the version that a repush copies; absent = the highest that is served',
      1,
      1_000_000,
    ).optional(),
    rate: rate('how fast its job writes; absent = physics.writeRate').optional(),
    failsAt: word('the step at which its job fails; absent = none', [
      'schema',
      'dictionary',
      'writing',
    ]).optional(),
    diesAt: moment(
      'when the process of its job dies without a word; absent = it does not',
      known,
    ).optional(),
    defect: defectSchema().optional(),
  }).transform(({ at, push, store, mode = 'full', ...rest }): TimelineEntry => {
    const { size: bytes, ...others } = rest;
    const optional = omitUndefined({ ...others, bytes });
    return { kind: 'push', at, push, store, mode, ...optional };
  });
}

/** What is wrong with the bytes of a push. */
function defectSchema(): Schema<Defect> {
  const kinds = defects.map(({ kind }) => kind);
  return mapping({
    kind: word('what is wrong', kinds),
    severity: factor(
      `how bad it is; 1 = as bad as can be; absent = ${defaultDefect.severity}`,
      0,
      1,
    ).optional(),
    showsAfter: duration(
      `from serving it until clients show it; absent = ${formatDuration(defaultDefect.showsAfterMs)}`,
    ).optional(),
  }).transform(({ kind, severity, showsAfter }) => ({
    kind,
    severity: severity ?? defaultDefect.severity,
    showsAfterMs: showsAfter ?? defaultDefect.showsAfterMs,
  }));
}
