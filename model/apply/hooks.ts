/** Writes facts about hook calls into the World: counters, memories, remote questions, events. */
import type { Instant } from '../../sim/index.js';
import type { HookFact } from '../facts/hooks.js';
import { memoryKey, remoteKey } from '../hooks/memory-keys.js';
import type { WritableWorld } from '../world.js';

/** Applies one fact of this area. */
export function applyHookFact(world: WritableWorld, fact: HookFact, now: Instant): void {
  const { asked, remembered, remote, events } = world.hookBook;
  switch (fact.kind) {
    case 'hook-asked':
      return;
    case 'hook-answered': {
      const key = memoryKey(fact);
      asked.set(key, { times: (asked.get(key)?.times ?? 0) + 1, last: fact.outcome });
      if (fact.remembers !== (remembered.get(key) ?? 0)) remembered.set(key, fact.remembers);
      return;
    }
    case 'hook-event-sent':
      events.push({ at: now, hook: fact.hook, text: fact.text });
      return;
    case 'remote-question-changed': {
      const key = remoteKey(fact);
      if (fact.answer === undefined) remote.delete(key);
      else remote.set(key, { epoch: fact.epoch, answer: fact.answer });
      return;
    }
  }
}
