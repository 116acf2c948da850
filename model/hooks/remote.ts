/**
 * A hook that sends a remote request, like Venice's gRPC hook: the first call returns WAIT, and only a later call about the same version and
 * region returns the response. Callers that call once therefore never receive it.
 */
import { field, optionalField } from '../fields.js';
import { remoteAnswer } from '../rules/hooks/remote-answer.js';
import { defineHook } from './hook.js';

const words = ['PROCEED', 'WAIT', 'ABORT', 'ROLLBACK', 'fails', 'never'] as const;

export const remote = defineHook({
  hook: 'remote',
  title: 'Sends a remote request after each swap; the response arrives later',
  example: 'hook: remote, after: 10s',
  source: 'GrpcStoreLifecycleHooks',
  fields: {
    channel: optionalField('text', 'address of the remote service; absent: no request is sent'),
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
