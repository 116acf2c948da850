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
  switches,
} from '../model/index.js';
import { reports } from '../reports/index.js';
import { fieldForm } from '../scenarios/index.js';

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
  return [
    { kind: 'faults', one: 'fault', entries: faults.map(faultEntry) },
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

function faultEntry({ kind, title, source, fields }: (typeof faults)[number]): CatalogueEntry {
  return { name: kind, title, facts: [...fieldFacts(fields), ['source', source]] };
}

function hookEntry({
  hook,
  title,
  source,
  fields,
  points,
}: (typeof hooks)[number]): CatalogueEntry {
  return {
    name: hook,
    title,
    facts: [...fieldFacts(fields), ['answers', Object.keys(points).join(', ')], ['source', source]],
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

function actionEntry({
  action,
  title,
  source,
  fields,
}: (typeof operatorActions)[number]): CatalogueEntry {
  return { name: action, title, facts: [...fieldFacts(fields), ['source', source]] };
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
    const need = field.fallback !== undefined || field.optional ? ' (optional)' : '';
    return ['field', `${name}: ${fieldForm(field)}${need}: ${field.meaning}`];
  });
}
