/**
 * A hook module's text as a script that the sandbox can run: imports become calls, exports become assignments, line numbers
 * are kept. Rejects, with line and column, what a hook may not contain: imports other than its own files, variables that outlive a call,
 * promises, and dynamic imports.
 */
import { type ImportDeclaration, type ModuleDeclaration, parse, type Statement } from 'acorn';

/** A module that can be run. */
export interface ModuleScript {
  /** `(function (pushsimImport, pushsimExports) {…})`; the code before the text has `offset` characters. */
  readonly script: string;
  readonly offset: number;
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

/** What is wrong with a module, and where; lines and columns count from 1. */
export interface ModuleFlaw {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly expected: string;
  readonly hint?: string | undefined;
}

/** The import specifier of the package's API for hooks. */
export const packageName = 'venice-push-sim';

/** Reads a module. */
export function moduleScript(text: string): ModuleScript | ModuleFlaw {
  try {
    const { body } = parse(text, {
      ecmaVersion: 2023,
      sourceType: 'module',
      locations: true,
      allowAwaitOutsideFunction: false,
    });
    for (const node of body) refuseLaterAnswers(node);
    return new Rewriting(text, body).result();
  } catch (error) {
    if (isDiagnostic(error)) return error;
    const { line = 1, column = 0 } = placeOf(error);
    const said = error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, '') : 'unreadable';
    const message = `the module is no JavaScript: ${said}`;
    return { line, column: column + 1, message, expected: 'an ECMAScript module' };
  }
}

function placeOf(error: unknown): { line?: number; column?: number } {
  return error instanceof SyntaxError && 'loc' in error && typeof error.loc === 'object'
    ? { ...error.loc }
    : {};
}

function isDiagnostic(error: unknown): error is ModuleFlaw {
  return typeof error === 'object' && error !== null && 'expected' in error && 'line' in error;
}

type Node = Statement | ModuleDeclaration;

/** One pass over the statements of a module. */
class Rewriting {
  private readonly edits: { from: number; to: number; by: string }[] = [];
  private readonly before: string[] = [];
  private readonly after: string[] = [];
  private readonly imports: string[] = [];
  private readonly exports: string[] = [];

  constructor(
    private readonly text: string,
    body: readonly Node[],
  ) {
    for (const node of body) this.take(node);
  }

  result(): ModuleScript {
    const head = `(function (pushsimImport, pushsimExports) {"use strict";${this.before.join('')}`;
    const script = `${head}${this.edited()}\n${this.after.join('')}})`;
    return { script, offset: head.length, imports: this.imports, exports: this.exports };
  }

  private take(node: Node): void {
    switch (node.type) {
      case 'ImportDeclaration':
        return this.import(node);
      case 'ExportDefaultDeclaration':
        return this.exportDefault(node);
      case 'ExportNamedDeclaration':
        return this.exportNamed(node);
      case 'ExportAllDeclaration':
        throw diagnostic(node, 'passes on what another file exports', 'exports of its own');
      case 'VariableDeclaration':
        return refuseVariables(node);
      default:
        return;
    }
  }

  private import(node: ImportDeclaration): void {
    const path = String(node.source.value);
    if (path !== packageName && !/^\.{1,2}\//.test(path)) throw foreign(node, path);
    if (path !== packageName) this.imports.push(path);
    const found = `pushsimImport(${JSON.stringify(path)})`;
    const names = node.specifiers.flatMap((one) => {
      if (one.type === 'ImportNamespaceSpecifier') return [];
      const name = one.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(one.imported);
      return [`${JSON.stringify(name)}: ${one.local.name}`];
    });
    const whole = node.specifiers.find(({ type }) => type === 'ImportNamespaceSpecifier');
    if (whole !== undefined) this.before.push(`const ${whole.local.name} = ${found};`);
    this.before.push(names.length > 0 ? `const {${names.join(', ')}} = ${found};` : `${found};`);
    this.blank(node.start, node.end);
  }

  private exportDefault(node: Extract<Node, { type: 'ExportDefaultDeclaration' }>): void {
    const { declaration } = node;
    this.exports.push('default');
    const isNamed =
      (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
      declaration.id !== null;
    this.blank(node.start, declaration.start);
    if (isNamed && declaration.id !== null) this.assign('default', declaration.id.name);
    else this.edits.push({ ...at(declaration.start), by: 'pushsimExports.default = ' });
  }

  private exportNamed(node: Extract<Node, { type: 'ExportNamedDeclaration' }>): void {
    const { declaration, specifiers, source } = node;
    if (source !== null && source !== undefined)
      throw diagnostic(node, 'passes on what another file exports', 'exports of its own');
    if (declaration === null || declaration === undefined) {
      this.blank(node.start, node.end);
      for (const { local, exported } of specifiers) this.export(nameOf(exported), nameOf(local));
      return;
    }
    if (declaration.type === 'VariableDeclaration') refuseVariables(declaration);
    this.blank(node.start, declaration.start);
    const declared =
      declaration.type === 'VariableDeclaration'
        ? declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
        : [declaration.id.name];
    for (const name of declared) this.export(name, name);
  }

  private export(name: string, local: string): void {
    this.exports.push(name);
    this.assign(name, local);
  }

  private assign(name: string, local: string): void {
    this.after.push(`pushsimExports[${JSON.stringify(name)}] = ${local};`);
  }

  /** Removes text and keeps line breaks. */
  private blank(from: number, to: number): void {
    this.edits.push({ from, to, by: this.text.slice(from, to).replace(/[^\n]/g, ' ') });
  }

  private edited(): string {
    let done = 0;
    const parts = this.edits.map(({ from, to, by }) => {
      const part = this.text.slice(done, from) + by;
      done = to;
      return part;
    });
    return parts.join('') + this.text.slice(done);
  }
}

function at(place: number): { from: number; to: number } {
  return { from: place, to: place };
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return node.name ?? String(node.value);
}

function diagnostic(node: Node, message: string, expected: string, hint?: string): ModuleFlaw {
  const { line = 1, column = 0 } = node.loc?.start ?? {};
  return { line, column: column + 1, message, expected, hint };
}

function foreign(node: ImportDeclaration, path: string): ModuleFlaw {
  const expected = `imports of ${packageName} and of own files such as ./days.js`;
  const hint = 'a hook sees its view and its declared fields, and nothing of machine or network';
  return diagnostic(node, `imports ${path}`, expected, hint);
}

/** Syntax that is forbidden everywhere. */
const refusedNodes: Readonly<Record<string, string>> = {
  ImportExpression: 'imports while it runs',
  AwaitExpression: 'waits with await',
};

/** Promises would run on after the call has returned; dynamic imports escape the sandbox. */
function refuseLaterAnswers(top: Node): void {
  const open: unknown[] = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, async } = node as { readonly type?: unknown; readonly async?: unknown };
    const message = async === true ? 'has an async function' : refusedNodes[String(type)];
    if (message !== undefined)
      throw diagnostic(
        node as Node,
        message,
        'functions that answer at once, and imports at the top',
      );
    for (const part of Object.values(node)) open.push(part);
  }
}

function refuseVariables(node: Extract<Node, { type: 'VariableDeclaration' }>): void {
  if (node.kind === 'const') return;
  const [first] = node.declarations;
  const name = first?.id.type === 'Identifier' ? first.id.name : 'a variable';
  throw diagnostic(
    node,
    `keeps ${name} from one call to the next`,
    'const',
    'hooks keep nothing: answer with `remembers`, and read `view.remembered` the next time',
  );
}
