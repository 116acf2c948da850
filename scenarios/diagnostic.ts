/**
 * A problem before it has a place in the text: what is wrong, and which part of the document it is
 * about. The reading steps produce diagnostics; `parse.ts` finds their lines and columns and turns them into
 * Problems, in order of position.
 */

/** A step into a document: a key of a mapping or an index of a list. */
export type PathStep = string | number;

/**
 * A place in the text itself, or a part of the document: its value, or the key it is written under; or a line of another file, which has
 * set that part.
 */
export type Where =
  | { readonly kind: 'offset'; readonly offset: number; readonly path: readonly PathStep[] }
  | { readonly kind: 'value'; readonly path: readonly PathStep[] }
  | {
      readonly kind: 'line';
      readonly file: string;
      readonly line: number;
      readonly path: readonly PathStep[];
    }
  | { readonly kind: 'key'; readonly path: readonly PathStep[] };

/** One thing that is wrong. Texts are for people; `found` is left out when the message says it. */
export interface Diagnostic {
  readonly where: Where;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | undefined;
  readonly hint?: Hint | undefined;
}

/** One diagnostic of the value at a path. */
export function flawAt(path: readonly PathStep[], words: Omit<Diagnostic, 'where'>): [Diagnostic] {
  return [{ where: { kind: 'value', path }, ...words }];
}

/**
 * What to write instead. Near misses are computed only when the problem is shown, since
 * thousands of names may be known.
 */
export type Hint = string | (() => string | undefined);

/** Ends reading at once: what follows could not be trusted or would cost too much. */
export class FatalFlaw extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'FatalFlaw';
  }
}

/** `timeline[3].region`; keys with dots of their own stand in brackets. */
export function pathText(path: readonly PathStep[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (text === '') return step;
    return step.includes('.') ? `${text}[${step}]` : `${text}.${step}`;
  }, '');
}

/** A value as a message shows it: short, on one line, no control characters. */
export function foundText(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return keys.length === 0
      ? 'an empty mapping'
      : `a mapping with ${keys.slice(0, 5).map(shortened).join(', ')}`;
  }
  return String(value);
}

/** Text in quotes, cut after sixty letters, with control characters escaped. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text)).replace(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?');
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
