/**
 * The parts of the schema: a leaf reads one value and reports what it expected; a strict mapping
 * keeps its keys for the message about an unknown one. The JSON Schema that editors use is derived
 * from the same parts.
 */
import * as z from 'zod';
import type { Hint } from '../diagnostic.js';

/** A schema of any kind; what it gives is known where it is built. */
export type Schema<T = unknown> = z.ZodType<T>;

/** What a leaf's reader returns for an invalid value. */
export interface Refusal {
  readonly message: string;
  readonly hint?: Hint | undefined;
}

/** How a leaf is declared. `json` is its part of the JSON Schema. */
export interface LeafDeclaration<T> {
  readonly expected: string;
  readonly json: Readonly<Record<string, unknown>>;
  read(value: unknown): { readonly value: T } | Refusal;
}

/** Details of a custom issue, as the conversion to diagnostics reads them. */
export interface IssueWords {
  readonly expected?: string;
  readonly hint?: Hint | undefined;
  /** The part of the document it is about is the key and not the value. */
  readonly aboutKey?: boolean;
}

/** Reads a value. zod would compile a schema that it reads with, which costs more than it saves: most schemas read one value and are forgotten. */
export function readWith<T>(schema: Schema<T>, value: unknown): z.ZodSafeParseResult<T> {
  return schema.safeParse(value, { jitless: true });
}

/** One value of a file. The reader is not called for an absent value, which is reported as missing. */
export function leaf<T>({ expected, json, read }: LeafDeclaration<T>): Schema<T> {
  return z
    .unknown()
    .meta({ ...json })
    .transform((value, report): T => {
      const answer = value === undefined ? { message: 'is missing' } : read(value);
      if ('value' in answer) return answer.value;
      const { message, hint } = answer;
      report.addIssue(wordedIssue(message, { expected, hint }));
      return z.NEVER;
    });
}

/** An issue with a custom message. */
export function wordedIssue(
  message: string,
  words: IssueWords,
): { code: 'custom'; message: string; params: object } {
  return { code: 'custom', message, params: words };
}

/** A mapping with exactly these keys; its message about unknown keys lists the known ones. */
export function mapping<Shape extends z.core.$ZodShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined),
  });
}

/** A list of at most so many entries. */
export function list<T>(entry: Schema<T>, max: number): z.ZodArray<Schema<T>> {
  return z.array(entry).max(max);
}
