/**
 * NR-5: what a topic's name says: its kind, its store, its version. A broker has only the names, so
 * Venice derives ownership from them, oddities included: a name may be refused outright, or be of no
 * known kind. No function here reads which topics exist.
 */
import type { Rule } from '../../../model/rules/rule.js';

export const topicNamesRule: Rule = {
  id: 'NR-5',
  title: 'Topic names',
  source: 'Version#parseStoreFromKafkaTopicName and the other parse methods',
};

/** `refused` stands for Venice's exception: the check throws for the name. */
export type Parsed<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Version topic `<store>_v<n>`, reprocessing topic `…_sr`, real-time topic `<store>_rt[_v<n>][_sep]`,
 * view topic `…_mv`.
 */
export type TopicKind = 'version' | 'reprocessing' | 'real-time' | 'view' | 'unknown';

const separator = '_v';
const realTimeSuffix = '_rt';
const separateSuffix = '_sep';
const reprocessingSuffix = '_sr';
const viewSuffix = '_mv';

/** The kind of a topic, in Venice's order of checks; refused when the real-time check throws. */
export function topicKind(topic: string): Parsed<TopicKind> {
  const realTime = isRealTimeTopic(topic);
  if (realTime.kind === 'refused') return realTime;
  if (realTime.value) return found('real-time');
  if (isReprocessingTopic(topic)) return found('reprocessing');
  if (isVersionTopic(topic)) return found('version');
  return found(topic.endsWith(viewSuffix) ? 'view' : 'unknown');
}

/** The store a topic belongs to; '' for an unknown kind; a reprocessing topic's store keeps its `_v<n>`. */
export function storeOfTopic(topic: string): Parsed<string> {
  const kind = topicKind(topic);
  if (kind.kind === 'refused') return kind;
  switch (kind.value) {
    case 'real-time':
      return found(cutEnd(withoutRealTimeVersion(cutSeparateSuffix(topic)), realTimeSuffix));
    case 'reprocessing':
      return found(cutEnd(topic, reprocessingSuffix));
    case 'version':
    case 'view':
      return beforeSeparator(topic);
    case 'unknown':
      return found('');
  }
}

/** The version in the name of any versioned topic: version, reprocessing or view. */
export function versionOfTopic(topic: string): Parsed<number> {
  const store = beforeSeparator(topic);
  if (store.kind === 'refused') return store;
  const tail = topic.slice(store.value.length + separator.length);
  if (topic.endsWith(reprocessingSuffix))
    return versionBefore(tail, tail.lastIndexOf(reprocessingSuffix));
  if (topic.endsWith(viewSuffix)) return versionBefore(tail, tail.indexOf('_'));
  return parseJavaInteger(tail);
}

/**
 * The version in a name that is taken for a plain version topic: all after the last separator must be the
 * number.
 */
export function versionOfVersionTopic(topic: string): Parsed<number> {
  const store = beforeSeparator(topic);
  return store.kind === 'refused'
    ? store
    : parseJavaInteger(topic.slice(store.value.length + separator.length));
}

/** Is it a version topic? A name without separator is judged from its second character on. */
export function isVersionTopic(topic: string): boolean {
  return hasVersionDigits(topic, topic.length);
}

/** Is it a stream-reprocessing topic? */
export function isReprocessingTopic(topic: string): boolean {
  return (
    topic.endsWith(reprocessingSuffix) &&
    hasVersionDigits(topic, topic.length - reprocessingSuffix.length)
  );
}

/** Is it a real-time topic? A name that begins with the version separator is refused. */
export function isRealTimeTopic(topic: string): Parsed<boolean> {
  const name = cutSeparateSuffix(topic);
  if (name.lastIndexOf(separator) === 0) return nothingBefore(topic);
  return found(withoutRealTimeVersion(name).endsWith(realTimeSuffix));
}

/**
 * Digits, and only digits, from behind the last separator up to `end`, behind a name that is not a
 * real-time one.
 */
function hasVersionDigits(topic: string, end: number): boolean {
  const at = topic.lastIndexOf(separator);
  if (at >= 0 && topic.slice(0, at).endsWith(realTimeSuffix)) return false;
  const start = at + separator.length;
  // An `end` left of `start` happens for very short names, and passes there as it does in Venice.
  return start !== end && onlyDigits(topic.slice(start, Math.max(start, end)));
}

/** A real-time name without its version; a separator with nothing behind it counts as one. */
function withoutRealTimeVersion(name: string): string {
  const at = name.lastIndexOf(separator);
  return at > 0 && onlyDigits(name.slice(at + separator.length)) ? name.slice(0, at) : name;
}

function beforeSeparator(topic: string): Parsed<string> {
  const at = topic.lastIndexOf(separator);
  if (at === 0) return nothingBefore(topic);
  return at < 0
    ? refused(`'${topic}' has no version separator ${separator}`)
    : found(topic.slice(0, at));
}

function versionBefore(tail: string, end: number): Parsed<number> {
  return end < 0
    ? refused(`no version in front of '${tail}'`)
    : parseJavaInteger(tail.slice(0, end));
}

const smallestInteger = -(2 ** 31);
const greatestInteger = 2 ** 31 - 1;

/** Java's integer parser: an optional sign, at least one digit, 32 bits. */
function parseJavaInteger(text: string): Parsed<number> {
  const value = /^[+-]?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  const fits = value >= smallestInteger && value <= greatestInteger;
  return fits ? found(value + 0) : refused(`'${text}' is no version number`);
}

function onlyDigits(text: string): boolean {
  return /^[0-9]*$/.test(text);
}

function cutSeparateSuffix(topic: string): string {
  return topic.endsWith(separateSuffix) ? cutEnd(topic, separateSuffix) : topic;
}

function cutEnd(text: string, suffix: string): string {
  return text.slice(0, text.length - suffix.length);
}

function found<T>(value: T): Parsed<T> {
  return { kind: 'found', value };
}

function nothingBefore(topic: string): Parsed<never> {
  return refused(`'${topic}' has no store name in front of ${separator}`);
}

function refused(reason: string): Parsed<never> {
  return { kind: 'refused', reason };
}
