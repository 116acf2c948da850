/**
 * How big a scenario file and what it describes may be, so that a hostile or broken file costs neither
 * time nor memory. The limits are far above what people write; exceeding one is reported with a
 * message. Reads no file.
 */

/** Every limit, with its unit in the name. */
export const limits = {
  fileBytes: 1_000_000,
  /** Significant marks and words of the text, before anything is built from it. */
  tokens: 400_000,
  /** Mappings, lists and values, with aliases counted as often as they are used. */
  nodes: 300_000,
  /** Lists within mappings within lists. */
  depth: 32,
  /** Keys of one mapping. */
  keysOfOneMapping: 1_000,
  /** Syntax errors after which reading stops. */
  syntaxErrors: 20,
  /** Problems that are reported at once. */
  problems: 100,
  textLength: 10_000,
  nameLength: 100,
  regions: 64,
  stores: 10_000,
  fleetStores: 50_000,
  timelineEntries: 100_000,
  expectations: 100_000,
  hooks: 1_000,
  configFiles: 20,
  partitionsOfOneStore: 100_000,
  replicasOfOnePartition: 50,
  /** Replicas of all stores in all regions together. */
  replicasInAll: 20_000_000,
  dvcInstancesOfOneStore: 100_000,
  dvcInstancesInAll: 10_000_000,
  /** Beyond it whole numbers are no longer exact. */
  wholeNumber: Number.MAX_SAFE_INTEGER,
  eventsMax: 1_000_000_000,
} as const;

/** Names with a special meaning in JavaScript objects (such as `__proto__`); forbidden as keys and names. */
export const forbiddenNames: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * The first control character of a text other than tab and line feed, as `U+0007`; undefined if there
 * is none.
 */
export function controlCharacter(text: string): string | undefined {
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (isControl(code)) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return undefined;
}

/**
 * Control characters would let a file write escape sequences to a terminal; bidirectional text marks
 * could hide text.
 */
function isControl(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a;
  return (
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}
