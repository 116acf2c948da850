/** The same scenario and seed give the same run, whole or cut in two; and no random scenario crashes the simulator. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenario, prepare, runScenario, type Scenario } from '../../scenarios/index.js';
import { venice } from '../../scenarios/run/run.js';
import { Simulation } from '../../sim/index.js';
import { anyScenario } from '../support/arbitrary-scenario.js';
import { propertyRuns, propertySeed } from '../support/seed.js';

/** How a property is run, and how a failure can be replayed. */
function settings<Drawn extends [string, ...unknown[]]>(): fc.Parameters<Drawn> {
  return {
    seed: propertySeed,
    numRuns: propertyRuns,
    reporter: (details) => {
      if (!details.failed) return;
      const replay = `PUSHSIM_SEED=${details.seed} npx vitest run test/properties (path ${details.counterexamplePath})`;
      const drawn = details.counterexample?.[0];
      throw new Error(`${fc.defaultReportMessage(details)}\nreplay: ${replay}\nscenario: ${drawn}`);
    },
  };
}

test('the same scenario run twice has the same digest', () => {
  fc.assert(
    fc.property(anyScenario, (text) => {
      const scenario = parseScenario(text, 'drawn.json');
      expect(runScenario(scenario).digest).toBe(runScenario(scenario).digest);
    }),
    settings(),
  );
});

test('a run that is snapshotted at any event and resumed ends with the digest of the whole run', () => {
  fc.assert(
    fc.property(anyScenario, fc.double({ min: 0, max: 1, noNaN: true }), (text, where) => {
      const scenario = parseScenario(text, 'drawn.json');
      const whole = prepare(scenario).simulation;
      whole.run();
      const cutAt = Math.floor(where * whole.events);
      const first = prepare(scenario).simulation;
      while (first.events < cutAt) first.step();
      const second = Simulation.resume(first.snapshot(), partsOf(scenario));
      second.run();
      expect(second.digest()).toBe(whole.digest());
      expect(second.events).toBe(whole.events);
    }),
    settings(),
  );
});

test('what polls and checks have cached equals what they would compute', () => {
  fc.assert(
    fc.property(anyScenario, (text) => {
      const scenario = parseScenario(text, 'drawn.json');
      const remembering = prepare(scenario).simulation;
      remembering.run();
      const fresh = prepare(scenario).simulation.snapshot();
      const forgetful = Simulation.resume(fresh, { ...partsOf(scenario), model: forgetfulVenice });
      forgetful.run();
      expect(forgetful.digest()).toBe(remembering.digest());
    }),
    settings(),
  );
});

/** Every fact counts as a change of everything, so that nothing found before is taken for granted. */
const forgetfulVenice: typeof venice = {
  ...venice,
  apply(world, fact, now) {
    venice.apply(world, fact, now);
    world.changes.common += 1;
  },
};

test('another seed gives another run', () => {
  const text = JSON.stringify({
    title: 'two seeds',
    regions: ['dc-0', 'dc-1', 'dc-2'],
    stores: [{ name: 'profiles', size: '1 GB' }],
    timeline: [{ at: '1m', push: 'p1', store: 'profiles' }],
  });
  const scenario = parseScenario(text, 'seeds.json');
  expect(runScenario(scenario, { seed: '1' }).digest).not.toBe(
    runScenario(scenario, { seed: '2' }).digest,
  );
});

function partsOf(scenario: Scenario) {
  const { seed, ties, setup, horizon, eventsMax } = scenario;
  const limits = { horizon: setup.start + horizon, eventsMax, eventsAtOneInstantMax: 1_000_000 };
  return { model: venice, seed, ties, start: setup.start, limits };
}
