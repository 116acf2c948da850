/** What there is to say about the keys that stand under `venice.config` of a scenario and are without effect. */
import type { Diagnostic } from '../diagnostic.js';
import type { WrittenVenice } from '../schema/venice.js';
import { classify, objection } from './classify.js';

/** One notice that counts them and gives each with its reason, or none. */
export function keyNotices({ withoutEffect }: WrittenVenice): readonly string[] {
  if (withoutEffect.length === 0) return [];
  const count = withoutEffect.length === 1 ? '1 key is' : `${withoutEffect.length} keys are`;
  const lines = withoutEffect.map((key) => `    ${key}: ${classify(key, '').why}`);
  return [[`venice.config: ${count} without effect here`, ...lines].join('\n')];
}

/** Each of them as a problem. */
export function refusedKeys({ withoutEffect }: WrittenVenice): readonly Diagnostic[] {
  return withoutEffect.map((key) => {
    const where = { kind: 'key', path: ['venice', 'config', key] } as const;
    return { where, ...objection(classify(key, '')) };
  });
}
