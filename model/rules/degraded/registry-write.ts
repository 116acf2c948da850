/**
 * The content of the registry of degraded regions after a write. The registry is a field of one
 * document that other settings share. The shipped code changes a copy from its watch-fed cache and
 * overwrites the document unconditionally; the design specifies compare-and-set.
 */
import type { Rule } from '../rule.js';

export const registryWriteRule: Rule = {
  id: 'DM-7',
  title: 'The registry after a write',
  source: 'HelixReadWriteLiveClusterConfigRepository; DD step 1',
};

/** One registered region. */
export interface DegradedMark {
  readonly region: string;
  readonly markedAtMs: number;
  /** Advisory; not validated, may be 0 or negative. */
  readonly timeoutMinutes: number;
  readonly operator: string;
}

/** The live configuration of a cluster, as far as it is modelled. */
export interface LiveDocument {
  readonly enabled: boolean;
  readonly marks: readonly DegradedMark[];
}

/** A document with its storage version. */
export interface VersionedDocument {
  readonly document: LiveDocument;
  readonly documentVersion: number;
}

/**
 * `set-enabled` stands for any other write of the document: it carries the marks of the copy it was
 * made from.
 */
export type RegistryOperation =
  | ({ readonly kind: 'mark' } & DegradedMark)
  | { readonly kind: 'unmark'; readonly region: string }
  | { readonly kind: 'set-enabled'; readonly enabled: boolean };

export interface RegistryWriteVariant {
  readonly registryCas: boolean;
}

/** `changedUnasked`: regions whose mark the write removed or restored unintentionally. */
export type RegistryWrite =
  | {
      readonly kind: 'written';
      readonly stored: VersionedDocument;
      readonly changedUnasked: readonly string[];
    }
  | { readonly kind: 'unchanged'; readonly reason: string }
  | { readonly kind: 'conflict'; readonly reason: string };

/**
 * Writes an operation that was computed from `read` over `stored`, the current document. As built `read` is
 * the controller's cache; with compare-and-set it is the value just read from storage, and a
 * conflict means: read again and retry. That a change is not needed is a conflict, too, if it was found
 * in an old value.
 */
export function writeRegistry(
  stored: VersionedDocument,
  read: VersionedDocument,
  operation: RegistryOperation,
  variant: RegistryWriteVariant,
): RegistryWrite {
  if (variant.registryCas && read.documentVersion !== stored.documentVersion) {
    const versions = `${stored.documentVersion}, not ${read.documentVersion}`;
    const reason = `the document is at version ${versions}; read again`;
    return { kind: 'conflict', reason };
  }
  if (operation.kind === 'unmark' && !isMarked(read.document, operation.region)) {
    return {
      kind: 'unchanged',
      reason: `${operation.region} is not marked in the copy that was read`,
    };
  }
  const document = afterOperation(read.document, operation);
  const written = { document, documentVersion: stored.documentVersion + 1 };
  return {
    kind: 'written',
    stored: written,
    changedUnasked: marksChangedUnasked(stored.document, document, operation),
  };
}

/**
 * The document after one operation on it. A mark replaces an earlier one of the same region and
 * keeps its position.
 */
export function afterOperation(document: LiveDocument, operation: RegistryOperation): LiveDocument {
  switch (operation.kind) {
    case 'set-enabled':
      return { ...document, enabled: operation.enabled };
    case 'unmark':
      return {
        ...document,
        marks: document.marks.filter(({ region }) => region !== operation.region),
      };
    case 'mark': {
      const { kind: _, ...mark } = operation;
      if (!isMarked(document, mark.region))
        return { ...document, marks: [...document.marks, mark] };
      return {
        ...document,
        marks: document.marks.map((old) => (old.region === mark.region ? mark : old)),
      };
    }
  }
}

/** Attempts of one write, and of one compare-and-set. */
const registryAttemptsMax = 9;

export type RegistryRetry =
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'gave-up'; readonly reason: string };

/**
 * The step after the `attempt`-th failed attempt (from 1): pauses of 2, 4, ... 256 seconds, then an
 * exception.
 */
export function afterFailedRegistryWrite(attempt: number): RegistryRetry {
  if (attempt >= registryAttemptsMax) {
    return {
      kind: 'gave-up',
      reason: `the registry could not be written in ${registryAttemptsMax} attempts`,
    };
  }
  return { kind: 'retry', afterMs: 1_000 * (1 << attempt) };
}

function marksChangedUnasked(
  before: LiveDocument,
  after: LiveDocument,
  operation: RegistryOperation,
): readonly string[] {
  const asked = operation.kind === 'set-enabled' ? undefined : operation.region;
  const gone = before.marks.filter(({ region }) => !isMarked(after, region));
  const revived = after.marks.filter(({ region }) => !isMarked(before, region));
  return [...gone, ...revived].map(({ region }) => region).filter((region) => region !== asked);
}

function isMarked(document: LiveDocument, region: string): boolean {
  return document.marks.some((mark) => mark.region === region);
}
