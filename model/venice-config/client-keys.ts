/**
 * Keys outside the controllers: the push job, Da Vinci instances and their status store,
 * and the hook framework of the proposal (which no shipped Venice reads). Declarations only.
 */
import { count, flag, milliseconds, ratio, seconds, text } from './declaration.js';

const second = 1_000;
const minute = 60 * second;

const pushJobKeys = [
  milliseconds(
    'poll.job.status.interval.ms',
    5 * minute,
    "Time between two polls of the push's status.",
    { min: 1 },
  ),
  count('poll.status.retry.attempts', 100, 'Attempts of one poll, 5 s apart.', { min: 1 }),
  count(
    'controller.request.retry.attempts',
    10,
    'Attempts of every other call to the controller.',
    { min: 1 },
  ),
  milliseconds(
    'job.status.in.unknown.state.timeout.ms',
    30 * minute,
    'How long the push job tolerates the status UNKNOWN.',
  ),
  milliseconds(
    'push.job.timeout.override.ms',
    -1,
    "Longest push; above 0 it replaces the store's own limit.",
    { min: -1 },
  ),
  milliseconds(
    'kafka.delivery.timeout.ms',
    2_147_483_647,
    'How long a data writer retries a record that its brokers do not accept; then the push fails. The default exceeds every push.',
    { min: 1 },
  ),
  flag(
    'allow.regular.push.with.ttl.repush',
    false,
    'A regular push of a store that is repushed by time to live is allowed, and ends that.',
  ),
  text(
    'timestamp.field',
    '',
    'The field with the timestamp of each record; a push that has one is allowed beside repushes by time to live.',
  ),
] as const;

const dvcKeys = [
  flag(
    'push.status.store.enabled',
    true,
    'Regions have a store in which Da Vinci instances report.',
  ),
  flag(
    'davinci.push.status.scan.enabled',
    true,
    'Controllers scan the reports; only with push.status.store.enabled.',
  ),
  seconds('davinci.push.status.scan.interval.in.seconds', 30, 'Time between two scans.', {
    min: 1,
  }),
  count(
    'davinci.push.status.scan.no.report.retry.max.attempts',
    6,
    'Scans without any report before the region counts as complete.',
  ),
  count(
    'davinci.push.status.scan.max.offline.instance.count',
    10,
    'Dead instances that never fail a push.',
  ),
  ratio(
    'davinci.push.status.scan.max.offline.instance.ratio',
    0.05,
    'Share of dead instances that never fails a push.',
  ),
  seconds(
    'push.status.store.heartbeat.expiration.seconds',
    1_800,
    'Age at which a heartbeat means a dead instance.',
    { min: 1 },
  ),
  seconds(
    'push.status.store.heartbeat.interval.seconds',
    10,
    'Time between two heartbeats of an instance; one that died is taken for dead since its last.',
    { min: 1 },
  ),
  milliseconds(
    'davinci.push.status.check.interval.in.ms',
    -1,
    'Time between two version-level reports; below 0 instances report per partition.',
    { min: -1 },
  ),
  flag(
    'use.da.vinci.specific.execution.status.for.error',
    true,
    'Instances report why they fail, not just ERROR.',
  ),
  flag(
    'davinci.paused.sit.enabled',
    false,
    'Instances of regions that are no targets subscribe at once, pause, and read when the target regions are done; off, they subscribe when their ' +
      'region has the version ONLINE. Without effect while dvc-serves-first is on.',
  ),
] as const;

const hookKeys = [
  count(
    'venice.store.lifecycle.hooks.threads',
    4,
    "Workers that call hooks, per controller; the proposal names no default, 4 is this simulator's; 0 = no limit.",
  ),
  seconds(
    'venice.store.lifecycle.hooks.timeout.seconds',
    300,
    "Longest hook call; the proposal names no default, 300 is this simulator's; 0 = no limit.",
  ),
  seconds(
    'venice.store.lifecycle.hooks.wait.interval.seconds',
    60,
    'Time from a WAIT to the next call.',
    { min: 1 },
  ),
] as const;

export const clientKeys = [...pushJobKeys, ...dvcKeys, ...hookKeys] as const;
