/**
 * YAML document to plain values, with guards: every alias counts as often as it is used, keys are texts
 * and none has a special meaning in JavaScript, texts hold no control characters. Rejected parts are
 * reported; the schema checks the values.
 */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Diagnostic, FatalFlaw, type PathStep, quoted } from '../diagnostic.js';
import { controlCharacter, forbiddenNames, limits } from '../limits.js';

/** The values of a document; `targetOf` says which node an alias stands for. */
export interface PlainDocument {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  readonly aliases: Aliases;
}

/** Which node each alias stands for: the last one before it with that anchor. */
export type Aliases = ReadonlyMap<Alias, ParsedNode>;

/** Turns a document into mappings, lists, texts, numbers, booleans and nulls. Never throws. */
export function plainValues(root: ParsedNode): PlainDocument {
  const reader = new PlainReader(resolveAliases(root));
  try {
    return { value: reader.read(root, []), diagnostics: reader.flaws, aliases: reader.aliases };
  } catch (error) {
    if (!(error instanceof FatalFlaw)) throw error;
    return {
      value: undefined,
      diagnostics: [...reader.flaws, error.diagnostic],
      aliases: reader.aliases,
    };
  }
}

class PlainReader {
  readonly flaws: Diagnostic[] = [];
  private nodes = 0;

  constructor(readonly aliases: Aliases) {}

  read(node: ParsedNode | null, path: readonly PathStep[]): unknown {
    this.count(node, path);
    if (node === null) return null;
    if (isAlias(node)) return this.alias(node, path);
    if (isSeq(node)) return this.list(node, path);
    if (isMap(node)) return this.mapping(node, path);
    return this.scalar(node.value, path);
  }

  private count(node: ParsedNode | null, path: readonly PathStep[]): void {
    this.nodes += 1;
    if (this.nodes <= limits.nodes && path.length <= limits.depth) return;
    const isBig = this.nodes > limits.nodes;
    throw new FatalFlaw({
      where: { kind: 'offset', offset: node?.range[0] ?? 0, path: [] },
      message: isBig
        ? 'the document is too big once its aliases are written out'
        : 'aliases nest too deeply',
      expected: isBig ? `at most ${limits.nodes} values` : `at most ${limits.depth} levels`,
      hint: 'write less with anchors and aliases; an alias must not stand inside its own anchor',
    });
  }

  private alias(node: Alias.Parsed, path: readonly PathStep[]): unknown {
    const target = this.aliases.get(node);
    if (target !== undefined) return this.read(target, path);
    const names = quoted(node.source);
    this.refuse(node.range[0], path, {
      message: `the alias ${names} names no anchor that stands before it`,
      hint: 'put quotes around a text that begins with *, or name an anchor',
    });
    return undefined;
  }

  private list(node: YAMLSeq.Parsed, path: readonly PathStep[]): unknown[] {
    return node.items.map((entry, index) => this.read(entry, [...path, index]));
  }

  private mapping(node: YAMLMap.Parsed, path: readonly PathStep[]): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      const name = this.keyName(key, path);
      if (name !== undefined) found[name] = this.read(value, [...path, name]);
    }
    return found;
  }

  private keyName(key: ParsedNode, path: readonly PathStep[]): string | undefined {
    const name = isScalar(key) ? key.value : undefined;
    const offset = key.range[0];
    if (typeof name !== 'string') {
      this.refuse(offset, path, {
        message: 'this key is not a text',
        hint: 'put quotes around the key',
      });
      return undefined;
    }
    if (forbiddenNames.includes(name)) {
      this.refuse(offset, [...path, name], {
        message: `the key ${quoted(name)} is not allowed in any mapping`,
        hint: 'remove it, or write another name',
      });
      return undefined;
    }
    return controlCharacter(name) === undefined ? name : this.refuseControl(name, offset, path);
  }

  private scalar(value: unknown, path: readonly PathStep[]): unknown {
    if (typeof value === 'string') {
      const flawed = controlCharacter(value);
      if (flawed !== undefined)
        this.flaws.push({
          where: { kind: 'value', path },
          message: `this text contains the control character ${flawed}`,
          hint: withoutControls,
        });
      return value;
    }
    return value;
  }

  private refuseControl(name: string, offset: number, path: readonly PathStep[]): undefined {
    this.refuse(offset, path, {
      message: `the key ${quoted(name)} contains a control character`,
      hint: withoutControls,
    });
  }

  private refuse(
    offset: number,
    path: readonly PathStep[],
    words: { message: string; hint?: string },
  ): void {
    this.flaws.push({ where: { kind: 'offset', offset, path }, ...words });
  }
}

const withoutControls = 'remove it; it is invisible, so write the text again by hand';

/** One pass in order of the text: an alias stands for the last node before it that carries its anchor. */
function resolveAliases(root: ParsedNode): Aliases {
  const anchored = new Map<string, ParsedNode>();
  const aliases = new Map<Alias, ParsedNode>();
  const visit = (node: ParsedNode | null): void => {
    if (node === null) return;
    if (isAlias(node)) {
      const target = anchored.get(node.source);
      if (target !== undefined) aliases.set(node, target);
      return;
    }
    if (node.anchor !== undefined) anchored.set(node.anchor, node);
    if (isSeq(node)) for (const entry of node.items) visit(entry);
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        visit(key);
        visit(value);
      }
    }
  };
  visit(root);
  return aliases;
}
