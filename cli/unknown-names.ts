/** Messages about names on the command line that a scenario does not have, with near misses. Pure. */
import { ledger } from '../model/index.js';
import { didYouMean, nameList, type Scenario } from '../scenarios/index.js';
import type { RunRequest } from './run-protocol.js';

/** One text for each unknown region, store, push or rule of `--only` and `--push`. */
export function unknownNames(scenario: Scenario, { filter, push }: RunRequest): string[] {
  const { regions, stores, timeline } = scenario.setup;
  const pushes = timeline.flatMap((entry) => (entry.kind === 'push' ? [entry.push] : []));
  const known = {
    region: regions.map(({ name }) => name),
    store: stores.map(({ name }) => name),
    push: pushes,
  };
  const only = (['region', 'store', 'push'] as const).flatMap((subject) =>
    filter.only[subject].flatMap((name) => unknown(name, subject, known[subject])),
  );
  const rules = filter.only.rule.flatMap((id) =>
    unknown(
      id,
      'rule',
      ledger.map(({ id }) => String(id)),
    ),
  );
  const problems = [...only, ...rules, ...(push === '' ? [] : unknown(push, 'push', pushes))];
  return problems.map((problem) => `${scenario.file}: ${problem}`);
}

function unknown(name: string, subject: string, known: readonly string[]): string[] {
  if (known.includes(name)) return [];
  const hint = didYouMean(name, known) ?? `known: ${nameList(known)}`;
  return [`there is no ${subject} "${name}"\n    ${hint}`];
}
