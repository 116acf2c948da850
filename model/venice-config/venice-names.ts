/**
 * Every other key that Venice reads at commit 77ea837f: its name and why it decides nothing here. With this list a configuration of Venice
 * can be read as it is, and a misspelt name is told from one that is not simulated.
 */
import type { NamesWithoutEffect } from './names.js';
import { controllerNames } from './names-of-controllers.js';
import { serverNames } from './names-of-servers.js';

/** Names that end in a region, a cluster or a setting of another library. */
const prefixes: readonly (readonly [prefix: string, why: string])[] = [
  ['child.cluster.url.', 'addresses are not simulated: see `regions:`'],
  ['child.cluster.d2.zkHost.', 'addresses are not simulated: see `regions:`'],
  ['child.data.center.kafka.', 'addresses are not simulated: see `regions:`'],
  ['d2.zk.hosts.', 'addresses are not simulated'],
  ['controller.dead.store.stats.', 'statistics of unused stores are not simulated'],
  [
    'controller.jetty.',
    'the HTTP server of a controller is not simulated: see latencies.controllerCall',
  ],
  ['controller.repush.', 'repushes that a controller orders are not simulated: see `mode: repush`'],
  ['push.job.external.storage.', 'a push into another storage is not simulated'],
  ['newer.kme.schemas.', 'schemas of messages are not simulated'],
  ['kafka.', 'clients of Kafka have no settings here: see latencies and physics'],
  ['pubsub.', 'clients of brokers have no settings here: see latencies and physics'],
  ['kif.record.reader.kafka.', 'clients of Kafka have no settings here: see latencies and physics'],
  [
    'server.local.consumer.config.prefix.',
    'consumers have no settings here: see physics.replicaRate',
  ],
  ['server.remote.consumer.config.prefix.', 'consumers have no settings here: see `links:`'],
  ['venice.writer.', 'a writer has one rate: see physics.writeRate'],
  ['hadoop-conf.', 'where a job runs is not simulated'],
  ['spark.data.writer.conf.', 'where a job runs is not simulated'],
  ['venice.spark.session.conf.', 'where a job runs is not simulated'],
];

const reasons: ReadonlyMap<string, string> = new Map(
  [...serverNames, ...controllerNames].flatMap(({ names, why }: NamesWithoutEffect) =>
    names.map((name): [string, string] => [name, why]),
  ),
);

/** Why a key of Venice that the catalogue does not list decides nothing here; undefined for a name that is not Venice's. */
export function reasonWithoutEffect(name: string): string | undefined {
  const found = prefixes.find(([prefix]) => name.startsWith(prefix) && name !== prefix);
  return reasons.get(name) ?? found?.[1];
}

/** The names, without those that only have a known beginning. */
export function otherVeniceNames(): Iterable<string> {
  return reasons.keys();
}
