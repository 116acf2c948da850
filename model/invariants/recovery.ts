/** Two recoveries of one region never run side by side. */
import { always } from './invariant.js';

export const oneRecovery = always({
  name: 'one-recovery-at-a-time',
  id: 'I24',
  title: 'At most one recovery of a region is unfinished',
  source: 'degraded-mode design, step 8.2',
  on: ['recovery-started'],
  judge: (world, facts) =>
    facts.flatMap((fact) => {
      if (fact.kind !== 'recovery-started') return [];
      const others = world.parent.recoveryHistory.filter(
        ({ id, region, phase, epoch }) =>
          region === fact.region &&
          id !== fact.recovery &&
          phase !== 'complete' &&
          epoch === world.parent.epoch,
      );
      return others.map(
        ({ id }) =>
          `recovery ${fact.recovery} of ${world.names.regions[fact.region]} starts while recovery ${id} is unfinished`,
      );
    }),
});
