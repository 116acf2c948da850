/**
 * Shards of one study to the whole: the result that one machine would have written, byte for byte. Shards of different studies are rejected
 * with the first difference. Pure.
 */
import { reopenStudy } from './plan.js';
import { StudyError } from './study-error.js';
import type { Shard, StudyResult } from './study-result.js';

/** A result and the name of its file, for messages. */
export interface NamedResult {
  readonly file: string;
  readonly result: StudyResult;
}

/** The whole study that the shards make. Throws StudyError. */
export function mergeStudies(parts: readonly NamedResult[]): StudyResult {
  const [first, ...others] = parts;
  if (first === undefined) throw new StudyError('there is nothing to merge');
  const shards = parts.map((part) => ({ ...part, shard: shardOf(part) }));
  for (const other of others) refuseOther(first, other);
  refuseGaps(shards);
  const { plan, simulator } = first.result;
  const whole = reopenStudy(plan, simulator);
  for (const { result } of parts) {
    whole.takeOver(result);
    whole.takeFailures(result);
  }
  return whole.result();
}

/** A message why two results are not of the same study; undefined when they are. Only plans and simulators are compared. */
export function differingPlans(one: StudyResult, other: StudyResult): string | undefined {
  const left = { simulator: one.simulator, ...one.plan };
  const right = { simulator: other.simulator, ...other.plan };
  return firstDifference(left, right, '');
}

interface NamedShard extends NamedResult {
  readonly shard: Shard;
}

function shardOf({ file, result }: NamedResult): Shard {
  if (result.shard === undefined)
    throw new StudyError('this is a whole study and no shard', {
      file,
      expected: 'results that were made with --shard I/N',
    });
  if (result.state === 'complete') return result.shard;
  throw new StudyError('this shard is unfinished', {
    file,
    hint: `continue it with: pushsim sweep --resume ${file}`,
  });
}

function refuseOther(first: NamedResult, other: NamedResult): void {
  const found = differingPlans(first.result, other.result);
  const [one, two] = [first.result.shard?.of, other.result.shard?.of];
  const shards = one === two ? undefined : `shards: ${one} and ${two}`;
  if (found === undefined && shards === undefined) return;
  throw new StudyError(`this is a shard of another study than ${first.file}`, {
    file: other.file,
    found: found ?? shards ?? '',
  });
}

function refuseGaps(parts: readonly NamedShard[]): void {
  const of = parts[0]?.shard.of ?? 0;
  const seen = new Map<number, string>();
  for (const { file, shard } of parts) {
    const before = seen.get(shard.number);
    if (before !== undefined)
      throw new StudyError(`shard ${shard.number}/${of} is given twice`, {
        file,
        found: `${before} and ${file}`,
      });
    seen.set(shard.number, file);
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((n) => !seen.has(n));
  if (missing.length > 0)
    throw new StudyError(`${missing.length} of ${of} shards are missing`, {
      found: `no ${missing
        .slice(0, 10)
        .map((number) => `${number}/${of}`)
        .join(', ')}`,
    });
}

/** The first place in which two plain values differ, with both. */
function firstDifference(one: unknown, other: unknown, path: string): string | undefined {
  if (Object.is(one, other)) return undefined;
  if (isContainer(one) && isContainer(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    for (const key of keys) {
      const [left, right] = [Reflect.get(one, key), Reflect.get(other, key)];
      const found = firstDifference(left, right, path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return `${path}: ${shown(one)} and ${shown(other)}`;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
