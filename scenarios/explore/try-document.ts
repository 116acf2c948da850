/**
 * Runs one drawn scenario as cheaply as possible and says what is wrong with it: invariants that broke, a run that does not settle, an
 * exception. Makes no narrative, lanes or summary: runs in which nothing is wrong are discarded.
 */
import { conditionsReached, type Fact, type World } from '../../model/index.js';
import type { Observer } from '../../sim/index.js';
import { type ModelCatalogue, modelCatalogue } from '../catalogue.js';
import { ScenarioError } from '../errors.js';
import { hookLoader } from '../modules/custom-hook.js';
import type { HookCode } from '../modules/hook-code.js';
import { parseScenario } from '../parse.js';
import { prepare } from '../run/run.js';
import type { Scenario } from '../scenario.js';
import type { Entry } from './arbitrary-world.js';
import { DecisionWatch, noStep } from './deciding-step.js';
import { doesNotSettle, simulatorCrash } from './finding-names.js';

/** One thing that is wrong, by the name of what it breaks, with a sentence. */
interface Failure {
  readonly breaks: string;
  readonly message: string;
  /** The rule of the decision that led to it. */
  readonly step: string;
}

/** What one run showed. */
export interface Tried {
  readonly flaws: readonly Failure[];
  readonly events: number;
  /** Names of the interesting conditions that were reached. */
  readonly reached: readonly string[];
  /** Why the draw is not a valid scenario; empty if it is. */
  readonly refused: string;
}

/** Runs a scenario given as the value of a file. */
export function tryDocument(
  document: Entry,
  code?: HookCode,
  catalogue: ModelCatalogue = modelCatalogue,
): Tried {
  const nothing = { flaws: [], events: 0, reached: [], refused: '' };
  try {
    const load = code === undefined ? undefined : hookLoader(code);
    const scenario = parseScenario(JSON.stringify(document), 'drawn', {}, load, catalogue);
    return tryScenario(scenario, catalogue);
  } catch (error) {
    if (error instanceof ScenarioError) {
      const [problem] = error.problems;
      return {
        ...nothing,
        refused: `${problem?.path}: ${problem?.message}, found ${problem?.found}`,
      };
    }
    const words = error instanceof Error ? error.message : String(error);
    return { ...nothing, flaws: [{ breaks: simulatorCrash, message: words, step: noStep }] };
  }
}

function tryScenario(scenario: Scenario, { invariants }: ModelCatalogue): Tried {
  const reached = new Reached();
  const decisions = new DecisionWatch();
  const { simulation, watch } = prepare(scenario, {
    trace: 'none',
    invariants,
    observers: [reached, decisions],
  });
  const end = simulation.run();
  const { names } = simulation.world;
  watch.judgeEnd(simulation.world, end.at, end.reason === 'settled');
  const first = new Map<string, Failure>();
  for (const breach of watch.breaches) {
    const { invariant: breaks, message } = breach;
    if (first.has(breaks)) continue;
    first.set(breaks, { breaks, message, step: decisions.stepBefore(breach, names) });
  }
  const isRunning = simulation.world.pushes.some(({ state }) => state === 'running');
  if (end.reason !== 'settled' && (isRunning || end.reason !== 'horizon')) {
    first.set(doesNotSettle, { breaks: doesNotSettle, message: end.words, step: noStep });
  }
  return {
    flaws: [...first.values()],
    events: simulation.events,
    reached: [...reached.names],
    refused: '',
  };
}

/** Notes which interesting conditions a run reaches. */
class Reached implements Observer<World, Fact> {
  readonly names = new Set<string>();

  onFact(fact: Fact): void {
    for (const { name } of conditionsReached(fact)) this.names.add(name);
  }
}
