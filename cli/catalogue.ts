/**
 * Every name that `explain` accepts: the model's catalogues and the reports, in one
 * form. `list` prints a kind, `explain` an entry. All descriptions come from the declarations.
 */
import type {
  AnyFault,
  AnyHook,
  ConfigKey,
  Fields,
  HookFunction,
  Invariant,
  LedgerEntry,
  MetricDeclaration,
  OperatorAction,
  Refusal,
} from '../model/index.js';
import { configSource, standingOf, switchSources } from '../model/index.js';
import { type Report, reports } from '../reports/index.js';
import {
  type FileKey,
  fieldRequirement,
  fieldType,
  fileKeys,
  type ModelCatalogue,
  modelCatalogue,
} from '../scenarios/index.js';
import { formatDuration } from '../sim/index.js';

/** One thing with a name. `facts` are label and text, one line each. */
export interface CatalogueEntry {
  readonly name: string;
  /** An alias, such as the id of a switch. */
  readonly alias?: string;
  /** A word or two between the name and the sentence of a list. */
  readonly tag?: string;
  readonly title: string;
  readonly facts: readonly (readonly [label: string, text: string])[];
}

/** One kind of thing. */
export interface CatalogueKind {
  readonly kind: string;
  readonly one: string;
  readonly entries: readonly CatalogueEntry[];
}

/** The model's catalogue and what the command line adds to it. */
export interface Catalogue extends ModelCatalogue {
  readonly reports: readonly Pick<Report, 'name' | 'title'>[];
}

/** The catalogue of this command: the only place where it is assembled. */
export const realCatalogue: Catalogue = { ...modelCatalogue, reports };

/** Every kind but scenarios, which are files, in the order in which they are offered. */
export function catalogueKinds(catalogue: Catalogue): readonly CatalogueKind[] {
  const keys = fileKeys(catalogue);
  const kind = <T>(
    name: string,
    one: string,
    list: readonly T[],
    of: (it: T) => CatalogueEntry,
  ) => ({
    kind: name,
    one,
    entries: list.map(of),
  });
  return [
    kind('faults', 'fault', catalogue.faults, faultEntry),
    kind('push-modes', 'push mode', catalogue.pushModes, (mode) => pushEntry(mode, keys)),
    kind('refusals', 'refusal', catalogue.refusals, refusalEntry),
    kind('scenario-keys', 'key of a scenario file', keys, keyEntry),
    kind('hooks', 'hook', catalogue.hooks, hookEntry),
    kind('hook-functions', 'hook function', catalogue.hookFunctions, functionEntry),
    kind('invariants', 'invariant', catalogue.invariants, invariantEntry),
    kind('metrics', 'metric', catalogue.metrics, metricEntry),
    kind('rules', 'rule', catalogue.rules, ruleEntry),
    kind('switches', 'switch', catalogue.switches, switchEntry),
    kind('operator-actions', 'operator action', catalogue.operatorActions, actionEntry),
    kind('config', 'configuration key', catalogue.configKeys, configEntry),
    kind('reports', 'report', catalogue.reports, ({ name, title }) => ({ name, title, facts: [] })),
  ];
}

function faultEntry(fault: AnyFault): CatalogueEntry {
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

function unsaid({ lasts }: AnyFault): string {
  return `duration, such as 90s or 1h30m; absent = ${lasts === undefined ? 'to the end' : formatDuration(lasts)}`;
}

function pushEntry(
  { mode, title, does, example, source }: ModelCatalogue['pushModes'][number],
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
      ['rule', rule === '' ? 'none: no process is available to decide' : rule],
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

function hookEntry({ hook, title, source, fields, points, example = '' }: AnyHook): CatalogueEntry {
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
    title: `${asked}; may return ${words}`,
    facts: [
      ['shows', ['cluster', 'store', ...shows, 'config'].join(', ')],
      ['source', isInProposal ? "VIP-4's table" : 'StoreLifecycleHooks, beyond the table of VIP-4'],
    ],
  };
}

function invariantEntry({ name, id, title, source, ...rest }: Invariant): CatalogueEntry {
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

function ruleEntry({ id, title, source, actors }: LedgerEntry): CatalogueEntry {
  return {
    name: id,
    title,
    facts: [
      ['called by', actors.join(', ') || 'no actor yet'],
      ['source', source],
    ],
  };
}

function actionEntry(entry: OperatorAction): CatalogueEntry {
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

function switchEntry(row: ModelCatalogue['switches'][number]): CatalogueEntry {
  const byProfile = Object.entries(row.profiles).map(([profile, word]) => {
    return `${profile} ${word === '-' ? 'does not use it' : word}`;
  });
  return {
    name: row.name,
    alias: row.id,
    tag: sourceWord(switchSources[row.name]),
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

/** Where a switch comes from, in one word: a design, Venice's code, or neither. */
function sourceWord(source: string): string {
  const word = source.split(/[:,]/)[0] ?? '';
  return (word.startsWith('degraded') ? 'design' : word).padEnd(6);
}

type Need = ModelCatalogue['switches'][number]['needs'][number];

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

/** A key of the catalogue, or another one that Venice reads. */
export function configEntry(row: ConfigKey): CatalogueEntry {
  const { key, kind, fallback, meaning, words, byProfile = {} } = row;
  const form = words === undefined ? kind : words.join(' | ');
  const standing = standingOf(row);
  const profiles = Object.entries(byProfile).map(([profile, value]) => `${profile}: ${value}`);
  return {
    name: key,
    tag: standing.padEnd(19),
    title: meaning,
    facts: [
      ['kind', [standing, row.withoutEffect].filter((each) => each !== undefined).join(': ')],
      ...(row.saidElsewhere === undefined ? [] : [['write', row.saidElsewhere] as const]),
      ['value', form],
      ['default', String(fallback) || '(empty)'],
      ...(profiles.length === 0 ? [] : [['profiles', profiles.join('; ')] as const]),
      ...(standing === 'in effect' ? [['source', configSource(key)] as const] : []),
    ],
  };
}

function fieldFacts(fields: Fields): [string, string][] {
  return Object.entries(fields).map(([name, field]) => {
    return ['field', `${name}: ${field.meaning} (${fieldType(field)}; ${fieldRequirement(field)})`];
  });
}
