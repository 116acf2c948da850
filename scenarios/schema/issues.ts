/**
 * Converts zod's issues to diagnostics. The schema's own leaves carry their messages; issues that zod
 * itself raises (a list where a mapping should be, unknown keys, too many entries) get their
 * messages here.
 */
import type * as z from 'zod';
import { type Diagnostic, foundText, type Hint, type PathStep } from '../diagnostic.js';
import { part } from '../document-parts.js';
import { didYouMean, nameList } from '../near-miss.js';
import type { IssueWords } from './leaf.js';

/**
 * The diagnostics of an issue; several for a mapping with several unknown keys. `file` is the whole
 * document's value.
 */
export function diagnosticsOf(issue: z.core.$ZodIssue, file: unknown): Diagnostic[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, path, issue.message));
  const value = valueAt(file, path);
  const { message, expected, hint, aboutKey = false } = wordsOf(issue);
  if (value === undefined) return [missing(path, expected)];
  return [
    {
      where: { kind: aboutKey ? 'key' : 'value', path },
      message: subjectAnd(value, message),
      ...(expected === undefined ? {} : { expected }),
      found: foundText(aboutKey ? path.at(-1) : value),
      ...(hint === undefined ? {} : { hint }),
    },
  ];
}

interface Words extends IssueWords {
  readonly message: string;
}

function wordsOf(issue: z.core.$ZodIssue): Words {
  switch (issue.code) {
    case 'custom':
      return { message: issue.message, ...readParams(issue.params) };
    case 'invalid_type':
      return issue.expected === 'array'
        ? { message: 'is not a list', expected: 'a list' }
        : { message: 'is not a mapping', expected: 'a mapping of keys to values' };
    case 'too_big':
      return { message: 'has too many entries', expected: `at most ${issue.maximum} entries` };
    case 'too_small':
      return { message: 'has too few entries', expected: `at least ${issue.minimum}` };
    default:
      return { message: `is not valid: ${issue.message}` };
  }
}

function readParams(params: unknown): IssueWords {
  const [expected, hint] = [part(params, 'expected'), part(params, 'hint')];
  return {
    aboutKey: part(params, 'aboutKey') === true,
    ...(typeof expected === 'string' ? { expected } : {}),
    ...(isHint(hint) ? { hint } : {}),
  };
}

function isHint(hint: unknown): hint is Hint {
  return typeof hint === 'string' || typeof hint === 'function';
}

function missing(path: readonly PathStep[], expected: string | undefined): Diagnostic {
  return {
    where: { kind: 'key', path },
    message: `the key ${path.at(-1) ?? ''} is missing`,
    ...(expected === undefined ? {} : { expected }),
    found: 'nothing',
  };
}

function unknownKey(key: string, path: readonly PathStep[], known: string): Diagnostic {
  const names = known.split(', ');
  return {
    where: { kind: 'key', path: [...path, key] },
    message: `${foundText(key)} is not a key that can stand here`,
    expected: `one of ${names.length > 20 ? nameList(names) : known}`,
    found: foundText(key),
    hint: () =>
      key === 'until' && names.includes('for')
        ? 'write how long it lasts: for: 30m'
        : didYouMean(key, names),
  };
}

/** Sentences that begin with a verb get what was found as their subject. */
function subjectAnd(value: unknown, message: string): string {
  return /^(is|has|lies) /.test(message) ? `${foundText(value)} ${message}` : message;
}

function valueAt(file: unknown, path: readonly PathStep[]): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
    return part(value, step);
  }, file);
}
