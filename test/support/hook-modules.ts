/** Scenarios with a person's own hook whose module is given as text, and what becomes of them. */
import {
  describeProblem,
  hookLoader,
  parseScenario,
  type Run,
  runScenario,
  ScenarioError,
} from '../../scenarios/index.js';

export const scenario = (entry: string): string => `title: A scenario with a hook of one's own
regions: [dc-0, dc-1]
stores: [{ name: profiles, size: 1 GB, sourceFabric: dc-0 }]
hooks:
  - ${entry}
timeline:
  - { at: 1m, push: p1, store: profiles }
`;

interface Told {
  readonly module: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly entry?: string;
}

export function read({ module, files = {}, entry = '{ module: ./mine.js }' }: Told) {
  const load = hookLoader({ 'mine.js': module, ...files });
  return parseScenario(scenario(entry), 'folder/push.yaml', {}, load);
}

export const run = (told: Told): Run => runScenario(read(told));

/** A module whose hook has this body at the point before a swap. */
export const asking = (
  body: string,
  before = '',
): string => `import { defineHook } from 'venice-push-sim';
${before}
export default defineHook({
  hook: 'mine',
  points: {
    preStoreVersionSwap: (view, values) => { ${body} },
  },
});
`;

export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems.map(describeProblem).join('\n');
    throw error;
  }
  return 'nothing is refused';
}

export const refused = (told: Told): string => refusal(() => run(told));

/** The reasons of all answers, in order; those of a hook that throws say what it threw. */
export function reasons(done: Run): string[] {
  return done.facts.flatMap(({ fact }) =>
    fact.kind === 'hook-answered' ? [fact.because ?? ''] : [],
  );
}
