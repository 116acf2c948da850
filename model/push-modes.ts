/**
 * Push modes of a timeline: the setup's type, the schema of files and the reference text of the command line are derived from this list.
 * The actors implement the modes.
 */

/** One push mode. */
export interface PushModeEntry {
  readonly mode: string;
  readonly title: string;
  /** Effect on the model, one or two sentences. */
  readonly does: string;
  /** Example line of a timeline. */
  readonly example: string;
  readonly source: string;
  /** How often `explore` draws it, relative to other modes; absent = 1. */
  readonly drawWeight?: number;
  /** `explore` draws its target regions, too. */
  readonly drawTargets?: true;
}

/** In the order of the reference text; the first is the default. */
export const pushModes = [
  {
    mode: 'full',
    title: 'A new version of all records, served by each region as soon as it has it',
    does:
      'Every region creates the version, reads it and swaps on completion. While a region is marked degraded, the parent turns ' +
      'it into a targeted push with deferred swap that leaves the region out.',
    example: 'at: 5m, push: p1, store: profiles, size: 40 GB',
    source: 'VenicePushJob',
    drawWeight: 14,
  },
  {
    mode: 'incremental',
    title: 'Adds records to the version that is served; no new version',
    does:
      'Needs a store with incremental: true that serves something. The records are written in one region and copied by the others; ' +
      'refused while a region is marked degraded, as far as the switch block-incremental says.',
    example: 'at: 5m, push: p1, store: profiles, mode: incremental, size: 500 MB',
    source: 'VenicePushJob (incremental.push)',
    drawWeight: 2,
  },
  {
    mode: 'targeted',
    title: 'Goes to the target regions first; the job then brings it to the others',
    does:
      'Only the targets create the version and swap on completion; afterwards the job has the others copy it. Dropped for hybrid stores, ' +
      'which get a push of the listed regions alone. Without a list the source fabric is the target.',
    example: 'at: 5m, push: p1, store: profiles, mode: targeted, targets: [dc-0]',
    source: 'VenicePushJob (targeted.region.push.enabled)',
    drawWeight: 2,
    drawTargets: true,
  },
  {
    mode: 'targeted-deferred',
    title: 'All regions read it, the targets swap at once, the others when the parent says so',
    does:
      "Regions that are no targets hold the finished version as PUSHED until the swap service rolls them forward, after the store's swapWait " +
      'and in the configured order.',
    example: 'at: 5m, push: p1, store: profiles, mode: targeted-deferred, targets: [dc-0]',
    source: 'VenicePushJob (targeted.region.push.with.deferred.swap)',
    drawWeight: 5,
    drawTargets: true,
  },
  {
    mode: 'deferred',
    title: 'All regions read it and none swaps until an operator rolls it forward',
    does:
      'The job succeeds once every region has the version; it is ONLINE and not served. Until every region serves it, it stands in the way ' +
      'of the next push.',
    example: 'at: 5m, push: p1, store: profiles, mode: deferred',
    source: 'VenicePushJob (defer.version.swap)',
  },
  {
    mode: 'repush',
    title: 'Makes a new version out of the records of one that is there',
    does:
      "Reads the version named by `of`, else the highest that a region serves, in a region that has it. Its push's name begins with " +
      'venice_re_push_ (or venice_compliance_push_) if it is to yield to pushes of users, with venice_ttl_re_push_ if it drops old records.',
    example: 'at: 5m, push: venice_re_push_1, store: profiles, mode: repush, of: 1',
    source: 'VenicePushJob (source.kafka); Version#isPushIdRePush',
    drawWeight: 2,
  },
  {
    mode: 'stream-reprocessing',
    title: 'A streaming job writes a whole new version, at its own pace',
    does: 'The job writes into a topic beside the version topic, from which the version is filled; otherwise it goes like a full push.',
    example: 'at: 5m, push: p1, store: profiles, mode: stream-reprocessing, rate: 20 MB/s',
    source: 'VeniceSystemProducer (STREAM_REPROCESSING)',
  },
  {
    mode: 'empty',
    title: 'A new version without records',
    does:
      'Like a full push without bytes. With a rollout order and the key deferred.version.swap.for.empty.push.enabled the first region of ' +
      'the order swaps and the others wait.',
    example: 'at: 5m, push: p1, store: profiles, mode: empty',
    source: 'ControllerClient#sendEmptyPushAndWait',
  },
] as const satisfies readonly PushModeEntry[];

/** What a push can be. */
export type PushMode = (typeof pushModes)[number]['mode'];
