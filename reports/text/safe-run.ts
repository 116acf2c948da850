/** A run whose texts are safe on one line of a screen: what the summary is made from. The file's own name stays, for the replay. */
import type { Lane, Run } from '../../scenarios/index.js';
import { safeLine } from './safe-text.js';

/** The same run with every text that a reader sees made safe; an ordinary run stays as it is. */
export function safeRun(run: Run): Run {
  const { scenario, summary } = run;
  const regions = scenario.setup.regions.map((region) => ({
    ...region,
    name: safeLine(region.name),
  }));
  return {
    ...run,
    scenario: {
      ...scenario,
      title: safeLine(scenario.title),
      setup: { ...scenario.setup, regions },
    },
    narrative: run.narrative.map((line) => {
      return { ...line, where: safeLine(line.where), text: safeLine(line.text) };
    }),
    lanes: run.lanes.map(safeLane),
    expectations: run.expectations.map(({ text, held, found }) => {
      return { text: safeLine(text), held, found: safeLine(found) };
    }),
    violations: run.violations.map((violation) => {
      return { ...violation, message: safeLine(violation.message) };
    }),
    end: { ...run.end, words: safeLine(run.end.words) },
    summary: { ...summary, pushes: summary.pushes.map(safePush) },
  };
}

function safePush(push: Run['summary']['pushes'][number]): Run['summary']['pushes'][number] {
  const { push: name, store, reason } = push;
  return { ...push, push: safeLine(name), store: safeLine(store), reason: safeLine(reason) };
}

function safeLane({ region, serves, bands, pushes }: Lane): Lane {
  return {
    region: safeLine(region),
    bands,
    serves: serves.map((stretch) => ({ ...stretch, store: safeLine(stretch.store) })),
    pushes: pushes.map((stretch) => {
      return { ...stretch, store: safeLine(stretch.store), push: safeLine(stretch.push) };
    }),
  };
}
