/**
 * What an operator or a reader does about the things that the model declares: when they happen and what to do, by kind, and by name where
 * each is its own case. Text only; test/glossary.test.ts checks that faults and actions are complete.
 */
import type { Invariant } from '../../model/index.js';

/** What to do about each fault in a real cluster. */
export const aboutFaults: Readonly<Record<string, string>> = {
  'region-outage': 'Mark the region as degraded before the next push; unmark it when it is back.',
  'controller-outage': 'Start the controller again; the region then reads its backlog.',
  'controller-hang': 'Restart the controller. Queries fail, so pushes see UNKNOWN for 30 minutes.',
  'broker-outage':
    'Bring the brokers back; mark the region if it is the source fabric of many stores.',
  'server-outage': 'Bring the servers back, or mark the region and push without it.',
  'network-cut': 'Repair the network; mark the region if it will take longer than a push may wait.',
  'link-cut': 'Repair the link, or choose a source fabric that the region can read.',
  'link-slow': 'Give the link more capacity, or spread pushes over the day.',
  'parent-outage': 'Start the parent again. Push jobs give up after ten tries of a call.',
  'parent-failover': 'Nothing: the new leader resumes from what is stored.',
  'controller-failover': 'Nothing: the new process reads the records of its region.',
  'answers-late': 'Nothing: the job waits for the answer, and only then sends the next query.',
  'answers-lost':
    'Find out why answers are lost; jobs repeat each request, and the parent has already carried it out.',
  'admin-message-failure':
    'Find out why the message fails; later messages of the store wait behind it.',
  'server-loss': 'Wait for the delayed rebalance, or replace the server.',
  'disk-full': 'Free the disks, then push again.',
  'replica-error': 'Nothing if one replica of three fails; otherwise push again.',
  straggler: 'Find out why the replica is slow; a slow leader holds its whole partition up.',
  'client-loss': 'Start the instances again; they count as dead after a while and hold nothing up.',
  'client-error':
    'Read the error of the instances: a full disk and other errors are distinguished.',
  'parent-storage-outage': 'Repair the coordination service; marks and unmarks are tried again.',
  'parent-listing-outage': 'Repair the listing; until then no recovery can find its stores.',
  'copies-lose-records': 'Compare record counts after a recovery (switch validate-recovered-data).',
  'store-reads-outage': 'Restart the controller; swaps wait until it can list stores.',
};

/** When an operator uses each action. */
export const aboutActions: Readonly<Record<string, string>> = {
  'mark-degraded': 'Use it when a region will be unfit for longer than a push may wait.',
  'unmark-degraded': 'Use it when the region is back; its recovery begins.',
  'set-emergency-source': 'Use it when the source fabric is lost; clear it by hand afterwards.',
  'update-cluster-config': 'Use it to switch degraded mode on or off while the cluster runs.',
  'set-store': 'Use it around a migration, or to stop writes of a store.',
  'update-store': 'Use it to change the hooks of a store or their configuration.',
  'register-schema': 'Use it before a push that needs a new schema.',
  'kill-push': 'Use it on a push that must not be served; roll back where it is served already.',
  'roll-forward': 'Use it for a version that was deferred by hand.',
  'roll-back': 'Use it when a served version is bad.',
  'delete-version': 'Use it to free space; the version that is served stays.',
  'force-current-version': 'Do not use it: it is here to show what goes wrong.',
  'truncate-topic': 'Do not use it on a version that is served or recovered.',
};

/** When an invariant of a class is judged. */
export const judged: Readonly<Record<Invariant['class'], string>> = {
  always: 'Judged after every turn.',
  'at-rest': 'Judged when the run has settled.',
  eventually:
    'Judged at the end, when everything is healed and has been undisturbed for long enough.',
};

export const aboutInvariants =
  'Read the sentence of the violation and the narrative before its instant. A file that breaks it on purpose says `violates`.';
export const aboutMetrics =
  'Compare it between two runs or profiles: `pushsim compare FILE --variants profile=as-designed,as-built`.';
export const aboutRules =
  'Read the lines of the narrative that end in its id; they give its reason.';
