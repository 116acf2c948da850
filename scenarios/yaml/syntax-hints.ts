/** What to write instead of text that is no YAML, for each code of the parser's errors. */
import type { ErrorCode } from 'yaml';

const hints: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias stands alone: remove the anchor or tag before it',
  BAD_ALIAS: 'an alias must follow the anchor it names',
  BAD_COLLECTION_TYPE: 'remove the tag; plain values are enough',
  BAD_DIRECTIVE: 'remove the line that begins with %',
  BAD_DQ_ESCAPE: "use 'single quotes' when the text contains a backslash",
  BAD_INDENT: 'keys of one mapping begin in the same column',
  BAD_PROP_ORDER: 'anchors and tags stand before the value and after the -',
  BAD_SCALAR_START: 'put quotes around text that begins with a mark',
  BLOCK_AS_IMPLICIT_KEY: 'put quotes around text that contains a colon and a blank',
  BLOCK_IN_FLOW: 'within [ ] and { } write lists as [a, b] and mappings as { key: value }',
  DUPLICATE_KEY: 'keep one of the two keys',
  IMPOSSIBLE: 'write this part again, as a file of the library has it',
  KEY_OVER_1024_CHARS: 'is a quote missing? keys are short names, followed by a colon',
  MISSING_CHAR: 'check before this position for a missing comma, colon, quote, bracket or blank',
  MULTILINE_IMPLICIT_KEY:
    'is a quote, bracket or colon missing? a key and its colon stand on one line',
  MULTIPLE_ANCHORS: 'keep one of the two anchors',
  MULTIPLE_DOCS: 'put what follows the --- line into a file of its own',
  MULTIPLE_TAGS: 'remove the tags; plain values are enough',
  NON_STRING_KEY: 'put quotes around the key',
  RESOURCE_EXHAUSTION: 'write less with anchors and aliases',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  TAG_RESOLVE_FAILED: 'remove the tag; plain values are enough',
  UNEXPECTED_TOKEN: 'put quotes around text that contains marks such as ] } , or "',
};

/** The hint for a code; a general one for a code that a later parser may have. */
export function syntaxHint(code: string): string {
  const known = Object.entries(hints).find(([name]) => name === code);
  return known?.[1] ?? hints.IMPOSSIBLE;
}
