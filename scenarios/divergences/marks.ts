/** Differences about the registry of degraded regions: where marks are kept, who may set them, what happens to them. */
import { alike, type Divergence, notShown, pair } from './divergence.js';

export const divergencesOfMarks: readonly Divergence[] = [
  {
    row: 1,
    design: 'the marks have a node of their own in the coordination service',
    code: 'they are one field of the cluster configuration, rewritten with every other field of it',
    switch: 'registry-cas',
    shown: pair('01-a-configuration-write-keeps-the-marks'),
  },
  {
    row: 2,
    design: 'writes of the registry compare the version they read',
    code: 'the whole document is set blindly, from a copy that lags',
    switch: 'registry-cas',
    shown: pair('02-two-marks-at-once'),
  },
  {
    row: 3,
    design: 'an entry holds region, instant, time-out and operator',
    code: 'the region is the key of a map, the rest its value',
    shown: notShown('the same content in another layout; no decision depends on the layout'),
  },
  {
    row: 4,
    design: 'no number of healthy regions; all of them degraded is an error',
    code: 'two must stay healthy; "all degraded" is met through requested targets or stale marks',
    switch: 'min-healthy',
    shown: pair('04-how-many-may-be-marked'),
  },
  {
    row: 5,
    design: 'a mark of the source region sets the emergency source',
    code: 'marks neither read nor write it; it is an entry in a file',
    switch: 'mark-sets-emergency-source',
    shown: pair('05-who-sets-the-emergency-source'),
  },
  {
    row: 30,
    design: 'an unmark starts the recovery',
    code: 'only with a key whose default is false, read when the parent starts',
    key: 'degraded.mode.auto.recovery.enabled',
    shown: pair('30-does-an-unmark-recover'),
  },
  {
    row: 32,
    design: 'a mark ends with its time-out (table of edge cases, lifecycle, list of gaps)',
    code: 'an alert, which is what step 9 of the design requires',
    switch: 'auto-unmark',
    shown: pair('32-a-forgotten-mark'),
  },
  {
    row: 33,
    design: 'alerts about an old mark are throttled',
    code: 'the throttle compares texts with the age in minutes in them, so every tick alerts',
    shown: notShown('a run records the first alert of a mark and leaves repetitions out'),
  },
  {
    row: 34,
    design: 'the age of a mark is always measured',
    code: 'only where the recovery service exists',
    key: 'degraded.mode.auto.recovery.enabled',
    shown: pair('34-the-age-of-a-mark'),
  },
  {
    row: 43,
    design: 'the flag switches degraded mode off at once',
    code: 'new pushes are spared; marks, the gate of the monitor and the gauges stay',
    switch: 'flag-off-ignores-registry',
    shown: pair('43-degraded-mode-is-switched-off'),
  },
  {
    row: 44,
    design: 'with the flag off no region is degraded (comment in the code)',
    code: 'the map is handed out whatever the flag says',
    switch: 'flag-off-ignores-registry',
    shown: pair('43-degraded-mode-is-switched-off'),
  },
  {
    row: 49,
    design: 'nothing about how a parent finds its children',
    code: 'a parent that only discovers them through "d2" can mark no region',
    shown: notShown('the parent of a scenario has the addresses of all its regions'),
  },
  {
    row: 31,
    design: 'the monitor is for the failover of the parent',
    code: 'it also finds what became PARTIALLY_ONLINE after an unmark; it rests while a region is marked',
    switch: 'orphan-monitor',
    shown: alike(
      '31-unmarked-before-anything-was-missed',
      'no other part of the design would find it',
    ),
  },
];
