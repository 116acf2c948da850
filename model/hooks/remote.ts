/**
 * A hook that asks somebody over the network, as Venice's gRPC hook does: it answers WAIT at once, and the remote word only when it is asked
 * again about the same version and region. Callers that ask once therefore never hear it.
 */
import { field, optionalField } from '../fields.js';
import { remoteAnswer } from '../rules/hooks/remote-answer.js';
import { defineHook } from './hook.js';

const words = ['PROCEED', 'WAIT', 'ABORT', 'ROLLBACK', 'fails', 'never'] as const;

export const remote = defineHook({
  hook: 'remote',
  title: 'Asks somebody over the network after each swap; the answer comes later',
  example: 'hook: remote, after: 10s',
  source: 'GrpcStoreLifecycleHooks',
  fields: {
    channel: optionalField('text', 'where the other side listens; absent: nobody is asked'),
    answer: field(
      'word',
      'what the other side says; fails: the call breaks; never: it says nothing',
      {
        words,
        fallback: 'PROCEED',
      },
    ),
    after: field('duration', 'how long the other side takes', {
      fallback: 5_000,
      samples: ['1s', '30s', '5m'],
    }),
    region: optionalField('region', 'it says so for this region only, and PROCEED elsewhere'),
  },
  points: {
    validateHookParams: (_, { channel }) => (channel === undefined ? 'ABORT' : 'PROCEED'),
    postStoreVersionSwap: (view, { channel, answer, after, region }) => {
      const { outcome, memory } = remoteAnswer({
        asked: view.remote,
        hasChannel: channel !== undefined,
      });
      if (memory === 'forget') return { kind: 'answers', outcome, remote: 'forget' };
      if (memory === 'keep') return outcome;
      const word = region === undefined || region === view.region ? answer : 'PROCEED';
      return { kind: 'answers', outcome, remote: question(word, after) };
    },
  },
});

function question(word: string, afterMs: number) {
  switch (word) {
    case 'fails':
    case 'never':
      return { ask: word, outcome: 'PROCEED', afterMs } as const;
    case 'WAIT':
    case 'ABORT':
    case 'ROLLBACK':
      return { ask: 'answers', outcome: word, afterMs } as const;
    default:
      return { ask: 'answers', outcome: 'PROCEED', afterMs } as const;
  }
}
