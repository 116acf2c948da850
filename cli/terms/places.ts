/** Terms for the parts of a cluster and their data. */
import { type Term, termsOf } from './term.js';

const word = termsOf('word');

const full = 'normal/full-push-with-da-vinci';
const healed = 'degraded/skipped-then-healed';

export const places: readonly Term[] = [
  word(
    'region',
    {
      what: 'One datacenter: a child controller, brokers, storage servers and Da Vinci instances.',
      when: 'Every version of a store is served region by region.',
      todo: 'Name them under `regions:`. The designs say datacenter, DC or colo for the same.',
    },
    full,
    'dc-0',
  ),
  word(
    'parent controller',
    {
      what: 'The control plane over all regions: it admits pushes, creates versions and aggregates statuses. It holds no data.',
      when: 'One of its processes leads; a standby takes over after a failover.',
      todo: 'Faults: parent-outage, parent-failover.',
    },
    full,
    'parent',
  ),
  word(
    'child controller',
    {
      what: 'The control plane of one region: it reads the admin channel and decides the status of a push there.',
      when: 'For every version and every swap of the region.',
      todo: 'Faults: controller-outage, controller-hang, controller-failover.',
    },
    'faults/child-controller-fails-over',
    'controller',
  ),
  word(
    'admin channel',
    {
      what: 'The topic of commands from the parent to the regions, in one order for each store.',
      when: 'A region that was away reads its backlog when it is back.',
      todo: 'A message that fails blocks the later ones of its store: see admin-message-failure.',
    },
    'faults/blocked-admin-queue',
    'tried again',
  ),
  word(
    'AddVersion',
    {
      what: 'The command that makes a region create a version.',
      when: 'After the parent has created the version. It names target regions and degraded regions.',
      todo: 'A region that is not meant says "skips" in the narrative (DM-3).',
    },
    full,
  ),
  word(
    'version',
    {
      what: 'One whole copy of the data of a store, with a number.',
      when: 'Every full push makes a new one; an incremental push adds to the one that is served.',
      todo: 'Statuses of versions: `pushsim explain PARTIALLY_ONLINE` and the like.',
    },
    full,
    'creates v2',
  ),
  word(
    'version topic',
    {
      what: 'The topic with the records of one version, one in each region.',
      when: 'The job writes it in the source fabric; other regions copy it into their own.',
      todo: 'A recovery reads it, so it must not be truncated before: current-topic-kept, recovery-source-alive.',
    },
    full,
    'in its own topic',
  ),
  word(
    'source fabric',
    {
      what: 'The region in which a push writes, and from which the other regions copy.',
      when: 'Chosen for each version: emergency source, then store, then cluster, among regions that can be used (NR-1).',
      todo: 'Set `sourceFabric` of a store. If that region is degraded, a converted push takes a healthy one.',
    },
    'degraded/degraded-region-is-the-source',
    'to be written in',
  ),
  word(
    'emergency source',
    {
      what: 'A region that takes the place of every source fabric: Venice key emergency.source.region.',
      when: 'An operator sets it when the source region is lost.',
      todo: 'Clear it by hand when the region is back; the end of a recovery prints a reminder.',
    },
    'policies/source-region-dies-under-every-policy',
    'emergency',
  ),
  word(
    'native replication',
    {
      what: 'Leaders of a region read the version topic of the source fabric and write it into their own.',
      when: 'For every region but the source.',
      todo: 'Slow or cut links delay it: link-slow, link-cut.',
    },
    'faults/cut-and-slow-links',
    'link-cut',
  ),
  word(
    'replica',
    {
      what: 'One copy of a partition on a storage server; one of them leads and the others follow.',
      when: 'A partition is complete when enough of its replicas are (SA-2).',
      todo: 'Faults: replica-error, straggler, server-loss, disk-full.',
    },
    'faults/failed-leader-is-replaced',
  ),
  word(
    'Da Vinci instance',
    {
      what: 'An application that holds a copy of the data itself and reads it without a server.',
      when: 'It subscribes to a new version, ingests it, reports, and swaps before the servers of its region.',
      todo: 'Faults: client-loss, client-error. Give stores `daVinci: { instances: N }`.',
    },
    full,
  ),
  word(
    'backup version',
    {
      what: 'The version that a region served before its current one.',
      when: 'It is kept until the next push starts, or for 7 days; 1 hour under its own repush.',
      todo: 'A rollback needs it: backup-retained, rollback-restores.',
    },
    'hooks/rollback-without-a-backup',
    'back',
  ),
  word(
    'Meta Store',
    {
      what: 'A system store in which a child controller publishes to Da Vinci instances which versions there are.',
      when: 'Written after the creation and at the swap of a version; a hook can hold it back.',
      todo: 'See preStartOfStoreVersionIngestionForDaVinci.',
    },
    'hooks/informational-events',
    'Da Vinci',
  ),
  word(
    'registry',
    {
      what: 'The list of degraded regions in the coordination service of the parent.',
      when: 'Every mark and unmark writes it, by compare-and-set on the version that was read.',
      todo: 'A write that fails is tried again: parent-storage-outage, registry-not-written.',
    },
    'divergences/02-two-marks-at-once.as-designed',
    'marks',
  ),
  word(
    'monitor',
    {
      what: 'The tick of the parent that measures marks and scans for lost recoveries, every 60 seconds.',
      when: 'While any region is marked or any version may have to be recovered.',
      todo: 'Give a mark a time-out that is longer than the outage: an overdue mark raises alerts.',
    },
    'recovery/parent-fails-over',
    'starts to recover',
  ),
  word(
    'degraded',
    {
      what: 'The state of a region that an operator has marked: new pushes leave it out.',
      when: 'From mark-degraded to unmark-degraded. A push that is under way is not affected.',
      todo: 'Mark a region before you push without it. Unmark it when it is back: its recovery begins.',
    },
    healed,
  ),
  word(
    'healthy region',
    {
      what: 'A region that is not marked as degraded.',
      when: 'At least two must remain, unless min-healthy is off.',
      todo: 'A mark that would leave fewer is refused: mark-too-few-healthy.',
    },
    'divergences/04-how-many-may-be-marked.as-built',
    'healthy',
  ),
  word(
    'target region',
    {
      what: 'A region that a targeted push is for first.',
      when: 'Listed under `targets`, taken from the source fabric of the store, or set by a conversion.',
      todo: 'A failed target fails the push.',
    },
    'push-kinds/targeted-then-the-rest',
    'target',
  ),
];
