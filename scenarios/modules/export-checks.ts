/** Checks that a module exports a valid hook: every key, function and declared field, before a scenario may use it. */

import { type Field, type Fields, hookNamed, hookPoints } from '../../model/index.js';
import { foundText } from '../diagnostic.js';
import { isMapping } from '../document-parts.js';
import { didYouMean } from '../near-miss.js';
import type { AnswerFlaw } from './answer-checks.js';

const keys = ['hook', 'title', 'source', 'fields', 'answers', 'flaw', 'points'];
const fieldKeys = ['type', 'meaning', 'optional', 'fallback', 'words', 'min', 'max'];

/** What a fallback of each type of field must be in JavaScript. */
const fallbacks: Readonly<Record<string, (value: unknown) => boolean>> = {
  region: isText,
  regions: isTexts,
  store: isText,
  push: isText,
  duration: isNumber,
  count: isNumber,
  factor: isNumber,
  word: isText,
  words: isTexts,
  text: isText,
  flag: (value) => typeof value === 'boolean',
  hours: isMapping,
  zone: isMapping,
  settings: isMapping,
  names: isTexts,
};

/** A validated hook; its functions are still those of the module. */
export interface FoundHook {
  readonly hook: string;
  readonly title: string;
  readonly source: string;
  readonly fields: Fields;
  readonly answers: unknown;
  readonly diagnostic: unknown;
  readonly points: Readonly<Record<string, unknown>>;
}

/** Reads an export. */
export function readExport(value: unknown): FoundHook | { readonly diagnostic: AnswerFlaw } {
  if (!isMapping(value))
    return wrong('this is no hook', `defineHook({ ${keys.join(', ')} })`, value);
  const diagnostic =
    unknownKey(value, keys, 'a hook') ??
    nameDiagnostic(value) ??
    textDiagnostic(value) ??
    pointsDiagnostic(value);
  if (diagnostic !== undefined) return { diagnostic };
  const fields = readFields(value.fields);
  if ('diagnostic' in fields) return { diagnostic: fields.diagnostic };
  const { hook, title = hook, source = '', answers, flaw: judge, points } = value;
  return {
    hook: String(hook),
    title: String(title),
    source: String(source),
    fields: fields.fields,
    answers,
    diagnostic: judge,
    points: isMapping(points) ? points : {},
  };
}

function nameDiagnostic({ hook }: Readonly<Record<string, unknown>>): AnswerFlaw | undefined {
  const expected = 'a name of small letters, digits and dashes, such as no-friday-evenings';
  if (typeof hook !== 'string' || !/^[a-z][a-z0-9-]{0,60}$/.test(hook))
    return { message: 'the hook has no name', expected, found: foundText(hook) };
  if (hookNamed(hook) === undefined) return undefined;
  return { message: `${hook} is a built-in hook`, expected: 'a name of its own', found: hook };
}

function textDiagnostic(value: Readonly<Record<string, unknown>>): AnswerFlaw | undefined {
  for (const key of ['title', 'source'])
    if (value[key] !== undefined && !isText(value[key]))
      return { message: `${key} is no text`, expected: 'a text', found: foundText(value[key]) };
  for (const key of ['answers', 'flaw'])
    if (value[key] !== undefined && typeof value[key] !== 'function')
      return {
        message: `${key} is no function`,
        expected: 'a function',
        found: foundText(value[key]),
      };
  return undefined;
}

function pointsDiagnostic({ points }: Readonly<Record<string, unknown>>): AnswerFlaw | undefined {
  const expected = 'a function for at least one of pushsim list hook-functions';
  if (!isMapping(points) || Object.keys(points).length === 0)
    return { message: 'the hook answers at no point', expected, found: foundText(points) };
  for (const [name, answer] of Object.entries(points)) {
    if (!hookPoints.some((point) => point === name))
      return {
        message: `there is no hook function ${name}`,
        expected: hookPoints.join(', '),
        found: name,
        hint: didYouMean(name, hookPoints),
      };
    if (typeof answer !== 'function')
      return {
        message: `${name} is no function`,
        expected: '(view, values) => outcome',
        found: foundText(answer),
      };
  }
  return undefined;
}

function readFields(value: unknown): { fields: Fields } | { diagnostic: AnswerFlaw } {
  if (value === undefined) return { fields: {} };
  if (!isMapping(value))
    return wrong('fields is no object', "{ name: field('count', 'what it means') }", value);
  const fields: Record<string, Field> = {};
  for (const [name, declared] of Object.entries(value)) {
    const diagnostic = fieldDiagnostic(name, declared);
    if (diagnostic !== undefined) return { diagnostic };
    // Safe: every part has been checked; the copy is a plain object of the host.
    fields[name] = structuredClone({ ...Object(declared) }) as Field;
  }
  return { fields };
}

function fieldDiagnostic(name: string, declared: unknown): AnswerFlaw | undefined {
  const where = `field ${name}`;
  const example = "field('duration', 'what it means', { fallback: 600_000 })";
  if (['hook', 'module', 'export', 'stores', 'duration'].includes(name))
    return {
      message: `${where}: every hook has that key already`,
      expected: 'another name',
      found: name,
    };
  if (!isMapping(declared))
    return { message: `${where} is not declared`, expected: example, found: foundText(declared) };
  const unknown = unknownKey(declared, fieldKeys, where);
  if (unknown !== undefined) return unknown;
  const { type, meaning, fallback, words } = declared;
  const types = Object.keys(fallbacks);
  if (!isText(type) || !types.includes(String(type)))
    return {
      message: `${where} has no known type`,
      expected: types.join(', '),
      found: foundText(type),
      hint: didYouMean(String(type), types),
    };
  if (!isText(meaning))
    return { message: `${where} has no meaning`, expected: 'a text', found: foundText(meaning) };
  if (String(type).startsWith('word') && !isTexts(words))
    return {
      message: `${where} has no words`,
      expected: 'a list of texts',
      found: foundText(words),
    };
  if (fallback === undefined || fallbacks[String(type)]?.(fallback) === true) return undefined;
  return {
    message: `${where} has a fallback that is no ${type}`,
    expected: example,
    found: foundText(fallback),
  };
}

function unknownKey(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
  what: string,
): AnswerFlaw | undefined {
  const found = Object.keys(value).find((key) => !known.includes(key));
  if (found === undefined) return undefined;
  const message = `${what} has no ${found}`;
  return { message, expected: known.join(', '), found, hint: didYouMean(found, known) };
}

function wrong(message: string, expected: string, value: unknown): { diagnostic: AnswerFlaw } {
  const found = typeof value === 'function' ? 'a function' : foundText(value);
  return { diagnostic: { message, expected, found } };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
