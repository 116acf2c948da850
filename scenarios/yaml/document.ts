/**
 * Text to YAML document: syntax errors as diagnostics with their offsets, one document only, YAML 1.2 only.
 * Values are not checked here. Syntax errors are collected by our own handler, which stops after a
 * few: the library would build one error object for each.
 */
import { Composer, type Document, LineCounter, type ParsedNode } from 'yaml';
import { type Diagnostic, FatalFlaw } from '../diagnostic.js';
import { limits } from '../limits.js';
import { syntaxHint } from './syntax-hints.js';
import { guardedTokens } from './tokens.js';

/** A parsed text. `root` is absent for an empty one. */
export interface YamlDocument {
  readonly root: ParsedNode | undefined;
  readonly lines: LineCounter;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the one document of a text. Never throws; all errors are among the diagnostics. */
export function readYaml(text: string): YamlDocument {
  const lines = new LineCounter();
  const diagnostics: Diagnostic[] = [];
  try {
    const documents = composeAll(text, lines, diagnostics);
    const root = documents[0]?.contents ?? undefined;
    for (const { pos, message } of documents[0]?.errors ?? [])
      diagnostics.push(syntaxDiagnostic(pos[0], 'OTHER', message));
    return {
      root: diagnostics.length === 0 ? root : undefined,
      lines,
      diagnostics: diagnostics.concat(oddities(documents)),
    };
  } catch (error) {
    if (!(error instanceof FatalFlaw)) throw error;
    return { root: undefined, lines, diagnostics: [...diagnostics, error.diagnostic] };
  }
}

function composeAll(
  text: string,
  lines: LineCounter,
  diagnostics: Diagnostic[],
): Document.Parsed[] {
  const composer = new Composer({ version: '1.2', strict: true, uniqueKeys: true });
  Object.assign(composer, { onError: collectInto(diagnostics) });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(guardedTokens(text, lines), true, text.length)) {
    documents.push(document);
    if (documents.length > 1) break;
  }
  return documents;
}

type Source = number | readonly number[] | { readonly offset: number };

/** The composer's error handler; warnings (unknown tags) count as errors. */
function collectInto(
  diagnostics: Diagnostic[],
): (source: Source, code: string, message: string) => void {
  let stopped: FatalFlaw | undefined;
  return (source, code, message) => {
    // The library catches what is thrown here and reports it once more.
    if (stopped !== undefined) throw stopped;
    const offset = offsetOf(source);
    diagnostics.push(syntaxDiagnostic(offset, code, message));
    if (diagnostics.length < limits.syntaxErrors) return;
    const words = 'too many syntax errors, reading stops here';
    const hint = 'fix the problems above first; often the first one causes the others';
    stopped = new FatalFlaw({ where: { kind: 'offset', offset, path: [] }, message: words, hint });
    throw stopped;
  };
}

function syntaxDiagnostic(offset: number, code: string, message: string): Diagnostic {
  return {
    where: { kind: 'offset', offset, path: [] },
    message: `not valid YAML: ${firstLine(message)}`,
    hint: syntaxHint(code),
  };
}

function offsetOf(source: Source): number {
  if (typeof source === 'number') return source;
  return 'offset' in source ? source.offset : (source[0] ?? 0);
}

function firstLine(message: string): string {
  const line = message.split('\n', 1)[0] ?? message;
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}

/** A second document, or a document in an older YAML where `off` and `1:30` mean something else. */
function oddities(documents: readonly Document.Parsed[]): Diagnostic[] {
  const [first, second] = documents;
  const diagnostics: Diagnostic[] = [];
  const version = first?.directives?.yaml;
  if (version?.explicit === true && version.version !== '1.2') {
    diagnostics.push({
      where: { kind: 'offset', offset: 0, path: [] },
      message: `the document declares YAML ${version.version}`,
      expected: 'YAML 1.2',
      hint: 'remove the %YAML line',
    });
  }
  if (second !== undefined) {
    diagnostics.push({
      where: { kind: 'offset', offset: second.range[0], path: [] },
      message: 'the file holds more than one document',
      expected: 'one scenario in a file',
      hint: 'put what follows the --- line into a file of its own',
    });
  }
  return diagnostics;
}
