/**
 * Everything with a name that a person may ask about: the model's catalogues and the reports, in one
 * form. `list` prints a kind, `explain` an entry. Nothing is described here that its declaration does
 * not say.
 */
import {
  type ConfigKey,
  configKeys,
  type Fields,
  faults,
  type HookFunction,
  hookFunctions,
  hooks,
  invariants,
  ledger,
  type MetricDeclaration,
  metrics,
  operatorActions,
  pushModes,
  type Refusal,
  refusals,
  switches,
} from '../model/index.js';
import { reports } from '../reports/index.js';
import { type FileKey, fieldForm, fieldNeed, fileKeys } from '../scenarios/index.js';
import { formatDuration } from '../sim/index.js';

/** One thing with a name. `facts` are label and text, one line each. */
export interface CatalogueEntry {
  readonly name: string;
  /** Another name it is known by, such as a switch's id in the specification. */
  readonly alias?: string;
  /** A word or two between the name and the sentence of a list. */
  readonly tag?: string;
  readonly title: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
}

/** One kind of thing. */
export interface Catalogue {
  readonly kind: string;
  readonly one: string;
  readonly entries: readonly CatalogueEntry[];
}

/** Every kind but scenarios, which are files, in the order in which they are offered. */
export function catalogues(): readonly Catalogue[] {
  const keys = fileKeys();
  return [
    { kind: 'faults', one: 'fault', entries: faults.map(faultEntry) },
    {
      kind: 'pushes',
      one: 'sort of push',
      entries: pushModes.map((mode) => pushEntry(mode, keys)),
    },
    { kind: 'refusals', one: 'refusal', entries: refusals.map(refusalEntry) },
    { kind: 'keys', one: 'key of a file', entries: keys.map(keyEntry) },
    { kind: 'hooks', one: 'hook', entries: hooks.map(hookEntry) },
    { kind: 'hook-functions', one: 'hook function', entries: hookFunctions.map(functionEntry) },
    { kind: 'invariants', one: 'invariant', entries: invariants.map(invariantEntry) },
    { kind: 'metrics', one: 'metric', entries: metrics.map(metricEntry) },
    { kind: 'rules', one: 'rule', entries: ledger.map(ruleEntry) },
    { kind: 'switches', one: 'switch', entries: switches.map(switchEntry) },
    { kind: 'operator-actions', one: 'operator action', entries: operatorActions.map(actionEntry) },
    { kind: 'config', one: 'configuration key', entries: configKeys.map(configEntry) },
    {
      kind: 'reports',
      one: 'report',
      entries: reports.map(({ name, title }) => ({ name, title, facts: [] })),
    },
  ];
}

function faultEntry(fault: (typeof faults)[number]): CatalogueEntry {
  const { kind, title, source, fields, does, heals, example } = fault;
  return {
    name: kind,
    title,
    facts: [
      ['does', does],
      ['heals', heals],
      ['field', 'at: when it begins (required)'],
      ['field', `for: how long it lasts (${unsaid(fault)})`],
      ...fieldFacts(fields),
      ['example', `- { ${example} }`],
      ['source', source],
    ],
  };
}

function unsaid({ lasts }: (typeof faults)[number]): string {
  return `duration, such as 90s or 1h30m; absent = ${lasts === undefined ? 'to the end' : formatDuration(lasts)}`;
}

function pushEntry(
  { mode, title, does, example, source }: (typeof pushModes)[number],
  keys: readonly FileKey[],
): CatalogueEntry {
  const fields = keys.filter(({ name }) => name.startsWith('push.'));
  const facts: (readonly [string, string])[] = [
    ['does', does],
    ...fields.map(
      ({ name, form, required, meaning }) =>
        ['field', `${name.slice(5)}: ${meaning} (${form}${required ? '; required' : ''})`] as const,
    ),
    ['example', `- { ${example} }`],
    ['source', source],
  ];
  return { name: mode, title, facts };
}

function refusalEntry({ name, title, refused, says, todo, rule }: Refusal): CatalogueEntry {
  return {
    name,
    tag: refused.padEnd(14),
    title,
    facts: [
      ['refuses', refused],
      ['says', `… ${says} …`],
      ['to do', todo],
      ['rule', rule === '' ? 'none: nobody is there to decide' : rule],
    ],
  };
}

function keyEntry({ name, form, required, meaning }: FileKey): CatalogueEntry {
  return {
    name,
    title: meaning,
    facts: [
      ['value', form],
      ['must be', required ? 'written' : 'written only if it differs'],
    ],
  };
}

function hookEntry({
  hook,
  title,
  source,
  fields,
  points,
  example = '',
}: (typeof hooks)[number]): CatalogueEntry {
  return {
    name: hook,
    title,
    facts: [
      ...fieldFacts(fields),
      ['answers', Object.keys(points).join(', ')],
      ['example', `- { ${example} }`],
      ['source', source],
    ],
  };
}

function functionEntry({
  name,
  outcomes,
  shows,
  asked,
  isInProposal,
}: HookFunction): CatalogueEntry {
  const words = outcomes.length === 0 ? 'nothing' : outcomes.join(', ');
  return {
    name,
    title: `${asked}; may answer ${words}`,
    facts: [
      ['shows', ['cluster', 'store', ...shows, 'config'].join(', ')],
      ['source', isInProposal ? "VIP-4's table" : 'StoreLifecycleHooks, beyond the table of VIP-4'],
    ],
  };
}

function invariantEntry({
  name,
  id,
  title,
  source,
  ...rest
}: (typeof invariants)[number]): CatalogueEntry {
  return {
    name,
    alias: id,
    tag: `${id.padEnd(3)}  ${rest.class.padEnd(10)}`,
    title,
    facts: [
      ['judged', rest.class],
      ['source', source],
    ],
  };
}

function metricEntry({ name, type, unit, dimensions, meaning, source }: MetricDeclaration) {
  const facts: (readonly [string, string])[] = [
    ['type', unit === '' ? type : `${type} in ${unit}`],
    ['dimensions', dimensions.join(', ') || 'none'],
    ['source', source],
  ];
  return { name, title: meaning, facts };
}

function ruleEntry({ id, title, source, actors }: (typeof ledger)[number]): CatalogueEntry {
  return {
    name: id,
    title,
    facts: [
      ['asked by', actors.join(', ') || 'nobody yet'],
      ['source', source],
    ],
  };
}

function actionEntry(entry: (typeof operatorActions)[number]): CatalogueEntry {
  const { action, title, does, example, source, fields } = entry;
  return {
    name: action,
    title,
    facts: [
      ['does', does],
      ['field', 'at: when it is done (required)'],
      ...fieldFacts(fields),
      ['example', `- { ${example} }`],
      ['source', source],
    ],
  };
}

function switchEntry(row: (typeof switches)[number]): CatalogueEntry {
  const byProfile = Object.entries(row.profiles).map(([profile, word]) => {
    return `${profile} ${word === '-' ? 'never asks' : word}`;
  });
  return {
    name: row.name,
    alias: row.id,
    title: row.meaning,
    facts: [
      ['id', row.id],
      ['values', row.values.join(', ')],
      ['profiles', byProfile.join('; ')],
      ...row.needs.map((need): [string, string] => ['matters if', needText(need)]),
      ['example', `venice: { switches: { ${row.name}: ${row.values.at(-1)} } }`],
      ...(row.pinnedBy.length === 0 ? [] : [['pinned by', row.pinnedBy.join(', ')] as const]),
    ],
  };
}

type Need = (typeof switches)[number]['needs'][number];

function needText(need: Need): string {
  switch (need.kind) {
    case 'switch':
      return `${need.name} is ${need.words.join(' or ')}`;
    case 'config':
      return `${need.key} is ${need.wanted}`;
    case 'text':
      return need.text;
  }
}

function configEntry({ key, kind, fallback, meaning, words }: ConfigKey): CatalogueEntry {
  const form = words === undefined ? kind : words.join(' | ');
  return {
    name: key,
    title: meaning,
    facts: [
      ['value', form],
      ['default', String(fallback) || '(empty)'],
    ],
  };
}

function fieldFacts(fields: Fields): [string, string][] {
  return Object.entries(fields).map(([name, field]) => {
    return ['field', `${name}: ${field.meaning} (${fieldForm(field)}; ${fieldNeed(field)})`];
  });
}
