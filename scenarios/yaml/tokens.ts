/**
 * The tokens of a YAML text, with guards: reading stops before nesting, the number of marks or the keys
 * of one mapping could make the steps that follow slow or deep. The guards check every token before
 * anything is built from it.
 */
import { CST, Lexer, type LineCounter, Parser } from 'yaml';
import { FatalFlaw } from '../diagnostic.js';
import { limits } from '../limits.js';

/** Token trees, one per document of the text. Throws FatalFlaw when a limit is passed. */
export function* guardedTokens(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser();
  const guard = new TokenGuard();
  countLines(text, lines);
  for (const lexeme of new Lexer().lex(text)) {
    guard.see(lexeme, parser.offset);
    yield* checkedTrees(parser.next(lexeme));
  }
  yield* checkedTrees(parser.end());
}

/** The parser does not report the line ends inside of what it cannot read, so places behind them would be wrong. */
function countLines(text: string, lines: LineCounter): void {
  for (let start = 0; start >= 0; start = text.indexOf('\n', start) + 1 || -1)
    lines.addNewLine(start);
}

/** Counts tokens and the depth of brackets and of `- - -` in one pass. */
class TokenGuard {
  private seen = 0;
  private brackets = 0;
  private leading = 0;

  see(lexeme: string, offset: number): void {
    const type = CST.tokenType(lexeme);
    if (type === 'space' || type === 'comment') return;
    this.measureDepth(type);
    if (type !== 'newline') this.seen += 1;
    if (this.brackets > limits.depth || this.leading > limits.depth) throw tooDeep(offset);
    if (this.seen > limits.tokens)
      throw tooMany(offset, `${limits.tokens} words and marks in one file`);
  }

  private measureDepth(type: CST.TokenType | null): void {
    if (type === 'flow-seq-start' || type === 'flow-map-start') this.brackets += 1;
    if (type === 'flow-seq-end' || type === 'flow-map-end')
      this.brackets = Math.max(0, this.brackets - 1);
    const isIndicator =
      type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind';
    this.leading = isIndicator ? this.leading + 1 : 0;
  }
}

function* checkedTrees(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  for (const token of tokens) {
    if (token.type === 'error') throw misplaced(token.offset, token.message);
    if (token.type === 'document' && token.value !== undefined) checkShape(token.value);
    yield token;
  }
}

/** Walks one token tree without recursion: depth of indentation, and keys of each mapping. */
function checkShape(root: CST.Token): void {
  const waiting: { token: CST.Token; depth: number }[] = [{ token: root, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (!CST.isCollection(token)) continue;
    if (depth > limits.depth) throw tooDeep(token.offset);
    if (token.type !== 'block-seq' && hasTooManyKeys(token)) {
      throw tooMany(token.offset, `${limits.keysOfOneMapping} keys in one mapping`);
    }
    for (const { key, value } of token.items) {
      if (key) waiting.push({ token: key, depth: depth + 1 });
      if (value) waiting.push({ token: value, depth: depth + 1 });
    }
  }
}

function hasTooManyKeys({ items }: CST.BlockMap | CST.FlowCollection): boolean {
  if (items.length <= limits.keysOfOneMapping) return false;
  return (
    items.filter(({ key }) => key !== undefined && key !== null).length > limits.keysOfOneMapping
  );
}

/** Marks outside of any document; the library would collect one error object for each. */
function misplaced(offset: number, message: string): FatalFlaw {
  return new FatalFlaw({
    where: { kind: 'offset', offset, path: [] },
    message: `not valid YAML: ${message}`,
    hint: 'put quotes around the text, or remove the mark',
  });
}

function tooDeep(offset: number): FatalFlaw {
  return new FatalFlaw({
    where: { kind: 'offset', offset, path: [] },
    message: 'the document is nested too deeply',
    expected: `at most ${limits.depth} levels of lists and mappings`,
    hint: 'write the file with fewer brackets; a scenario needs about five levels',
  });
}

function tooMany(offset: number, expected: string): FatalFlaw {
  return new FatalFlaw({
    where: { kind: 'offset', offset, path: [] },
    message: 'the document is too big',
    expected: `at most ${expected}`,
    hint: 'make many stores and pushes with a fleet section',
  });
}
