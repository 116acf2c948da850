/**
 * Fields of a scenario set from outside: the PATH=VALUE of `--set`, `--vary` and `--variants`. Finds the place that a path means and puts
 * the value there, or takes the field or entry away (`null`), or appends an entry (`timeline.+`), before the file is checked, so that a changed file is checked like a written one. Reads no file.
 */

import type { Diagnostic, PathStep } from './diagnostic.js';
import { isMapping } from './document-parts.js';
import { didYouMean, nameList } from './near-miss.js';
import { removed, removeEntries, writtenPath } from './removed-entries.js';
import { readYaml } from './yaml/document.js';
import { plainValues } from './yaml/values.js';

/** A value that a file can hold. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** One field set to a value; the path is written as in messages: `stores[0].size` or `stores.0.size`. */
interface Setting {
  readonly path: string;
  readonly value: PlainValue;
}

/** A setting, or `PATH=VALUE` as it was typed. */
export type SettingWords = Setting | string;

/** A document with its settings made, and which steps each setting has taken. */
export interface SetDocument {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly places: readonly SetPlace[];
  /** A path of the changed document as it was before entries were taken away. */
  written(path: readonly PathStep[]): PathStep[];
}

/** Where a setting ended up. */
export interface SetPlace {
  readonly setting: Setting;
  readonly steps: readonly PathStep[];
}

/** The same document with the fields set; the given one is left as it is. */
export function applySettings(document: unknown, settings: readonly SettingWords[]): SetDocument {
  if (settings.length === 0)
    return { value: document, diagnostics: [], places: [], written: (path) => [...path] };
  const value = structuredClone(document);
  const diagnostics: Diagnostic[] = [];
  const places: SetPlace[] = [];
  for (const words of settings) {
    const setting = typeof words === 'string' ? readSetting(words) : words;
    if ('message' in setting) {
      diagnostics.push({
        ...setting,
        where: { kind: 'offset', offset: -1, path: [`--set ${words}`] },
      });
      continue;
    }
    const walk = new Walk(setting);
    const wrong = walk.set(value);
    if (wrong === undefined) places.push({ setting, steps: walk.steps });
    else diagnostics.push({ where: settingPlace(setting), ...wrong });
  }
  const removals = places.flatMap(({ setting, steps }) => (setting.value === null ? [steps] : []));
  removeEntries(value, removals);
  return { value, diagnostics, places, written: (path) => writtenPath(path, removals) };
}

/** Diagnostics about a field that was set from outside name the setting and not the file. */
export function placeDiagnostics(
  diagnostics: readonly Diagnostic[],
  places: readonly SetPlace[],
): Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    if (diagnostic.where.kind === 'offset' || diagnostic.where.kind === 'line') return diagnostic;
    const { path, kind } = diagnostic.where;
    const found = places.find(
      ({ steps }) => startsWith(path, steps) || (kind === 'key' && startsWith(steps, path)),
    );
    return found === undefined ? diagnostic : { ...diagnostic, where: settingPlace(found.setting) };
  });
}

/** `stores.0.size=40 GB`, as it could be written on the command line. */
export function settingText(setting: SettingWords): string {
  return typeof setting === 'string' ? setting : `${setting.path}=${valueText(setting.value)}`;
}

/** The index of the = between path and value: the first outside brackets; -1 if there is none. */
export function equalsSign(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1;
    else if (text[at] === ']') depth -= 1;
    else if (text[at] === '=' && depth <= 0) return at;
  }
  return -1;
}

/** A value as a command line takes it. */
export function valueText(value: PlainValue): string {
  if (typeof value === 'string')
    return readValues(value)?.[0] === value && readValues(value)?.length === 1
      ? value
      : JSON.stringify(value);
  return JSON.stringify(value);
}

/** Values separated by commas, each read as a file's value; undefined when they cannot be read. */
export function readValues(text: string): readonly PlainValue[] | undefined {
  const { root, diagnostics } = readYaml(`[${text}\n]`);
  if (root === undefined || diagnostics.length > 0) return undefined;
  const plain = plainValues(root);
  return plain.diagnostics.length === 0 && Array.isArray(plain.value) ? plain.value : undefined;
}

/** `PATH=VALUE` as it was typed; the value is read as a file's value. */
function readSetting(words: string): Setting | Wrong {
  const at = equalsSign(words);
  const expected = "PATH=VALUE, such as stores.0.size='10 GB'";
  if (at <= 0) return { message: 'this sets no field', expected };
  const { root, diagnostics } = readYaml(words.slice(at + 1));
  const plain = root === undefined ? undefined : plainValues(root);
  if (plain === undefined || diagnostics.length + plain.diagnostics.length > 0)
    return { message: 'the value cannot be read', expected };
  // Safe: plainValues makes nothing but mappings, lists, texts, numbers, booleans and nulls.
  return { path: words.slice(0, at).trim(), value: plain.value as PlainValue };
}

type Wrong = Pick<Diagnostic, 'message' | 'expected' | 'found' | 'hint'>;

function settingPlace(setting: Setting): Diagnostic['where'] {
  return { kind: 'offset', offset: -1, path: [settingText(setting)] };
}

function startsWith(path: readonly PathStep[], beginning: readonly PathStep[]): boolean {
  return beginning.length <= path.length && beginning.every((step, at) => step === path[at]);
}

/** One path through a document, with the steps taken. */
class Walk {
  readonly steps: PathStep[] = [];
  private left: string;

  constructor(private readonly setting: Setting) {
    this.left = setting.path;
  }

  set(document: unknown): Wrong | undefined {
    let node = document;
    while (true) {
      const step = this.nextStep(node);
      if (typeof step === 'object') return step;
      this.steps.push(step);
      if (this.left === '') return this.put(node, step);
      node = enter(node, step, this.left === '+' ? [] : {});
    }
  }

  private nextStep(node: unknown): PathStep | Wrong {
    if (this.left === '') return { message: 'a path is missing before the =' };
    if (node === removed) return { message: `${this.so()} has been taken away` };
    if (Array.isArray(node)) return this.entry(node);
    if (isMapping(node)) return this.key(node);
    const found = node === null || node === undefined ? 'nothing' : 'a single value';
    return { message: `${this.so()} is ${found} and has no field ${this.left}` };
  }

  private key(node: Readonly<Record<string, unknown>>): PathStep | Wrong {
    const known = Object.keys(node)
      .filter((key) => new RegExp(`^${escaped(key)}($|[.[])`).test(this.left))
      .sort((one, other) => other.length - one.length)[0];
    const isConfig = this.steps.join('.') === 'venice.config';
    const fresh = isConfig ? this.left : (/^[^.[\]]+/.exec(this.left)?.[0] ?? '');
    const key = known ?? fresh;
    if (['', '__proto__', 'constructor', 'prototype'].includes(key))
      return { message: `"${this.left}" is no name of a field`, expected: 'a path: stores.0.size' };
    this.advance(key.length);
    return key;
  }

  private entry(node: readonly unknown[]): PathStep | Wrong {
    if (this.left === '+' && this.setting.value !== null) {
      this.advance(1);
      return node.length;
    }
    const number = /^(?:\[(\d{1,9})\]|(\d{1,9}))(?=$|[.[])/.exec(this.left);
    if (number !== null) return this.numbered(node, number[0], Number(number[1] ?? number[2]));
    const selector = /^\[\s*([\w-]+)\s*=\s*([^\]]*?)\s*\](?=$|[.[])/.exec(this.left);
    if (selector !== null) {
      const [text = '', key = '', wanted = ''] = selector;
      return this.selected(node, text, { key, wanted });
    }
    return {
      message: `${this.so()} is a list`,
      expected: `a number from 0 to ${node.length - 1}, or [KEY=VALUE]`,
      found: this.left,
      hint: `write ${this.so()}.0 or ${this.so()}[name=profiles]`,
    };
  }

  private numbered(node: readonly unknown[], text: string, index: number): PathStep | Wrong {
    if (index >= node.length) {
      const expected = node.length === 0 ? 'no number: it is empty' : `0 to ${node.length - 1}`;
      return { message: `${this.so()} has no entry ${index}`, expected, found: String(index) };
    }
    this.advance(text.length);
    return index;
  }

  private selected(
    node: readonly unknown[],
    text: string,
    { key, wanted }: { readonly key: string; readonly wanted: string },
  ): PathStep | Wrong {
    const names = node.map((entry) => (isMapping(entry) ? String(entry[key] ?? '') : ''));
    const matches = names.flatMap((name, index) => (name === wanted ? [index] : []));
    const [only] = matches;
    if (only === undefined || matches.length > 1) {
      const count = matches.length === 0 ? 'no entry' : `${matches.length} entries`;
      const hint = only === undefined ? didYouMean(wanted, names) : `write the number: ${matches}`;
      return {
        message: `${count} of ${this.so()} with ${key}=${wanted}`,
        expected: `one of ${nameList(names.filter((name) => name !== ''))}`,
        found: wanted,
        hint,
      };
    }
    this.advance(text.length);
    return only;
  }

  private advance(length: number): void {
    this.left = this.left.slice(length).replace(/^\./, '');
  }

  private so(): string {
    return this.steps.length === 0 ? 'the file' : this.steps.join('.');
  }

  private put(node: unknown, step: PathStep): Wrong | undefined {
    if (this.setting.value === null && isMapping(node) && node[step] === undefined)
      return { message: `there is no ${this.so()} to take away` };
    const value: unknown =
      this.setting.value === null ? removed : structuredClone(this.setting.value);
    if (Array.isArray(node)) node[Number(step)] = value;
    else if (isMapping(node)) node[step] = value;
    return undefined;
  }
}

/** The part behind a step; if it is not there yet, `fresh` becomes it. */
function enter(node: unknown, step: PathStep, fresh: object): unknown {
  if (Array.isArray(node)) return node[Number(step)];
  if (!isMapping(node)) return undefined;
  node[step] ??= fresh;
  return node[step];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
