/** Sends a notification event to a sink, shown in reports, after each configured milestone. Always returns PROCEED. */
import { field } from '../fields.js';
import { defineHook, type HookReply, type HookView } from './hook.js';

/** Milestones: functions that are called after a step has completed. */
const milestones = [
  'postStartOfPushJob',
  'postSchemaRegistration',
  'postStoreVersionCreation',
  'postStartOfStoreVersionIngestionForDaVinci',
  'postStoreVersionLeaderReplication',
  'postStoreVersionSwap',
  'postEndOfPushJob',
] as const;

const words: Readonly<Record<(typeof milestones)[number], string>> = {
  postStartOfPushJob: 'the push job has started',
  postSchemaRegistration: 'a schema has been registered',
  postStoreVersionCreation: 'the version has been created',
  postStartOfStoreVersionIngestionForDaVinci: 'Da Vinci instances may begin to ingest',
  postStoreVersionLeaderReplication: 'leaders have the whole version',
  postStoreVersionSwap: 'the version is served',
  postEndOfPushJob: 'the push job has ended',
};

export const notify = defineHook({
  hook: 'notify',
  title: 'Sends an event to a monitoring system after each milestone',
  example: 'hook: notify, sink: oncall',
  source: 'VIP-4, scope: informational events',
  fields: {
    sink: field('text', 'the receiver of the events', { fallback: 'monitoring' }),
    milestones: field('words', 'after which functions an event is sent', {
      words: milestones,
      fallback: ['postStoreVersionSwap', 'postEndOfPushJob'],
    }),
  },
  answers: (point, values) => values.milestones.includes(point),
  points: {
    postStartOfPushJob: tell('postStartOfPushJob'),
    postSchemaRegistration: tell('postSchemaRegistration'),
    postStoreVersionCreation: tell('postStoreVersionCreation'),
    postStartOfStoreVersionIngestionForDaVinci: tell('postStartOfStoreVersionIngestionForDaVinci'),
    postStoreVersionLeaderReplication: tell('postStoreVersionLeaderReplication'),
    postStoreVersionSwap: tell('postStoreVersionSwap'),
    postEndOfPushJob: tell('postEndOfPushJob'),
  },
});

function tell(point: (typeof milestones)[number]) {
  return (view: HookView, { sink }: { readonly sink: string }): HookReply<'PROCEED'> => {
    const version = view.version === 0 ? '' : ` v${view.version}`;
    const where = view.region === '' ? '' : ` in ${view.region}`;
    const ending = view.ending === '' ? '' : `: ${view.ending}`;
    const emits = `${sink}: ${view.store}${version}${where}, ${words[point]}${ending}`;
    return { kind: 'answers', outcome: 'PROCEED', emits };
  };
}
